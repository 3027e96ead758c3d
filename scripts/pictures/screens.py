"""One function per screen. They leave a few talks, a task and a shift behind in the demo shop."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cached_property

from playwright.sync_api import Page

from bot.bootstrap import DATA
from bot.settings import PROJECT
from scripts.pictures.windows import PHONE, Windows

AGENT, LEAD, CLERK, OWNER = "xiaomei", "zhuguan", "dayin", "dianzhu"
DRESS = "L101"
LOG = DATA / "demo" / "chats.txt"
ASKING, QUESTION = "林间有鹿Lulu", "165 108斤 拿什么码合适呀"
MOVING, NEW_HOME = "等等我的小火车", "山东省 济南市 市中区经七路88号2单元601室"
OTHERS = {
    "北风吹橘子": "我的快递怎么一直不动",
    "柠檬树下等风来": "显示签收了可是我没收到啊",
    "阿茉今天也早睡": "这条裙子胸那里紧 想退货",
    "砍价小能手阿圆": "便宜点呗",
    MOVING: "地址写错了 帮我改一下",
}
GOODS = (
    "商家编码,标题,价格,底价,颜色,尺码,库存\n"
    "M101,手工毛线帽,59,52,米白,均码,8\n"
    "M102,羊毛围巾,八十,,灰,均码,3\n"
    "M103,针织手套,39,,驼色,均码,20\n"
)


class Story:
    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self.take = windows.take
        self.signed_in = windows.signed_in
        self.opened = windows.opened

    @cached_property
    def chat(self) -> Page:
        """Of the buyer who asks for a size; the others have written before."""
        for nick, words in OTHERS.items():
            self._says(nick, words).context.close()
        return self._says(ASKING, QUESTION)

    def talk(self, nick: str = ASKING, **more: bool) -> Page:
        """A buyer's talk at an agent's desk, with its drafts."""
        assert self.chat
        desk = self.signed_in(AGENT, "/desk", "desk", **more)
        desk.get_by_test_id("filter-all").click()
        desk.get_by_test_id("conversation-row").filter(has_text=nick).first.click()
        desk.locator("[data-suggestion][data-ready]").wait_for()
        return desk

    def _says(self, nick: str, words: str) -> Page:
        page = self.opened(f"/chat/who?product={DRESS}", PHONE)
        page.locator(f"[data-buyer='{nick}']").click()
        page.get_by_test_id("chat-input").wait_for()
        page.wait_for_load_state("load")
        page.get_by_test_id("chat-input").fill(words)
        page.keyboard.press("Enter")
        page.get_by_test_id("chat-bubble").filter(has_text=words).last.wait_for()
        return page


def desk(story: Story) -> None:
    page = story.talk()
    story.take(page, "desk")
    page.keyboard.press("w")
    page.locator("#why-body > *").first.wait_for()
    story.take(page, "why")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("发票")
    page.get_by_test_id("phrase").filter(has_text="发票").first.wait_for()
    story.take(page, "search")


def desk_dark(story: Story) -> None:
    story.take(story.talk(dark=True), "desk_dark")


def desk_phone(story: Story) -> None:
    page = story.talk()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    story.take(page, "desk_phone")


def inbox(story: Story) -> None:
    assert story.chat
    page = story.signed_in(AGENT, "/desk?show=all", "conversation-row")
    story.take(page, "inbox")


def panel(story: Story) -> None:
    page = story.talk(MOVING)
    page.locator("[data-test=order]:has([data-test=change-address])").first.get_by_test_id(
        "change-address"
    ).click()
    dialog = page.get_by_test_id("order-dialog")
    dialog.get_by_test_id("new-address").fill(NEW_HOME)
    dialog.get_by_test_id("address-read").filter(has_text="经七路").wait_for()
    dialog.get_by_test_id("confirmed").check()
    story.take(page, "panel")
    dialog.get_by_test_id("confirm").click()
    page.get_by_test_id("order-task").first.wait_for()


def work(story: Story) -> None:
    story.take(story.signed_in(CLERK, "/work", "task"), "work")


def chat(story: Story) -> None:
    page = story.talk()
    answered = story.chat.locator("[data-test=chat-bubble][data-sender=agent]")
    before = answered.count()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    answered.nth(before).wait_for()
    story.take(story.chat, "chat")


def pad(story: Story) -> None:
    page = story.signed_in(AGENT, "/pad", "pad-empty", PHONE)
    words = "橘子汽水 2026-11-18 10:00:00\n在吗\n橘子汽水 2026-11-18 10:01:00\n现在拍今天能发货吗"
    page.evaluate("words => navigator.clipboard.writeText(words)", words)
    page.keyboard.press("Control+V")
    page.locator("[data-suggestion][data-ready]").wait_for()
    story.take(page, "pad")


def shift(story: Story) -> None:
    page = story.signed_in(AGENT, "/shift", "shift")
    if page.get_by_test_id("duty-on").or_(page.get_by_test_id("duty-off")).first.inner_text() == "上班":
        page.get_by_test_id("duty-on").click()
        page.get_by_test_id("duty-off").wait_for()
        page.goto(f"{page.url.split('#')[0]}")
    page.get_by_test_id("watch").fill("14 点前给橘子回快递的消息")
    story.take(page, "shift")


def files(story: Story) -> None:
    page = story.signed_in(LEAD, "/shop/files/catalogue", "upload")
    made = {"name": "new.csv", "mimeType": "text/csv", "buffer": GOODS.encode()}
    page.get_by_test_id("file").set_input_files(made)  # type: ignore[arg-type]
    page.get_by_test_id("preview").click()
    page.get_by_test_id("outcome").wait_for()
    story.take(page, "files")


def of_page(login: str, path: str, seen: str, name: str) -> Callable[[Story], None]:
    def taken(story: Story) -> None:
        story.take(story.signed_in(login, path, seen), name)

    return taken


def training(story: Story) -> None:
    """The demo's log is read in, as an owner would with the first one of their own."""
    for command in (("import", "chats", str(LOG)), ("learn", "collect"), ("learn", "mine")):
        subprocess.run([sys.executable, "-m", "bot", *command], check=True, cwd=PROJECT)  # noqa: S603 - our own
    story.take(story.signed_in(LEAD, "/training", "training"), "training")


def sign_in(story: Story) -> None:
    story.take(story.opened("/sign-in"), "sign_in")


SCREENS: dict[str, Callable[[Story], None]] = {
    "desk": desk,
    "desk_dark": desk_dark,
    "desk_phone": desk_phone,
    "inbox": inbox,
    "panel": panel,
    "work": work,
    "chat": chat,
    "pad": pad,
    "morning": of_page(LEAD, "/morning", "morning", "morning"),
    "shift": shift,
    "scripts": of_page(LEAD, "/scripts", "scripts", "scripts"),
    "script": of_page(LEAD, "/scripts/price_bargain", "script", "script"),
    "shop": of_page(LEAD, "/shop/catalogue", "shop", "shop"),
    "product": of_page(LEAD, f"/shop/product?code={DRESS}", "shop", "product"),
    "files": files,
    "people": of_page(OWNER, "/people", "people", "people"),
    "night": of_page(LEAD, "/alone", "alone", "night"),
    "followups": of_page(LEAD, "/followups", "follow-ups", "followups"),
    "training": training,
    "mined": of_page(LEAD, "/mined", "mined", "mined"),
    "models": of_page(LEAD, "/models", "models", "models"),
    "sign_in": sign_in,
}
"""In this order each finds what the ones before have left."""
