"""Every screen of the console with something on it, for `test_accessibility.py` and `scripts/looks.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.e2e.people import come_as, sign_in
from tests.running import buyer_message

AGENT, SUPERVISOR, CLERK, OWNER = "xiaomei", "zhuguan", "dayin", "dianzhu"
STORY = "等等我的小火车"
"""A buyer of the demo shop with orders."""
LONG = "春风十里不如你的小裙子又美又仙每天都想穿出去逛街吃火锅🍲✨"
SHOPPER = "正在看裙子的圆圆"
LATIN = "ChristinaWhoAlwaysBuysTheVeryLongDress88"
NARROW: ViewportSize = {"width": 400, "height": 780}
WIDE: ViewportSize = {"width": 1366, "height": 768}
SETTLED = 400
"""Milliseconds in which what a screen fetches after its opening comes."""


def as_it_is(page: Page) -> None:
    page.wait_for_timeout(SETTLED)


def talk_of(nick: str, *then: str) -> Callable[[Page], None]:
    """Open the talk of `nick`, wait for its drafts, then press what has these test ids."""

    def prepare(page: Page) -> None:
        page.get_by_test_id("search").fill(nick)
        page.get_by_test_id("conversation-row").filter(has_text=nick).first.click()
        expect(page.get_by_test_id("talk-nick")).to_have_text(nick)
        expect(page.get_by_test_id("suggestion").first).to_be_visible()
        page.wait_for_timeout(SETTLED)
        press(*then)(page)

    return prepare


def press(*marks: str) -> Callable[[Page], None]:
    def prepare(page: Page) -> None:
        for mark in marks:
            page.get_by_test_id(mark).first.click()
            page.wait_for_timeout(SETTLED)

    return prepare


def typed(mark: str, text: str, *then: str) -> Callable[[Page], None]:
    def prepare(page: Page) -> None:
        page.get_by_test_id(mark).fill(text)
        page.wait_for_timeout(SETTLED)
        press(*then)(page)

    return prepare


def both(first: Callable[[Page], None], then: Callable[[Page], None]) -> Callable[[Page], None]:
    def prepare(page: Page) -> None:
        first(page)
        then(page)

    return prepare


def pasted(page: Page) -> None:
    page.get_by_test_id("paste-text").fill("这款起球吗 165 108斤穿什么码")
    page.get_by_test_id("paste-buyer").fill(LONG)
    page.get_by_test_id("paste-send").click()
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    page.wait_for_timeout(SETTLED)


def menu(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.get_by_test_id("to-menu").click()
    expect(page.get_by_test_id("to-scripts")).to_be_visible()
    page.wait_for_timeout(SETTLED)


def phrases(page: Page) -> None:
    page.get_by_test_id("editor").fill("/发货")
    expect(page.get_by_test_id("phrase").first).to_be_visible()


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    login: str | None = OWNER
    prepare: Callable[[Page], None] = as_it_is


refused = both(typed("login", "nobody"), typed("password", "x", "sign-in"))
keeping = both(talk_of(STORY), typed("editor", "稍后查好发您", "keep-button"))

SCREENS = (
    Screen("sign-in", "/sign-in", None),
    Screen("sign-in-refused", "/sign-in", None, refused),
    Screen("desk-empty", "/desk?show=complaint", AGENT),
    Screen("desk-nobody-chosen", "/desk", AGENT),
    Screen("desk-menu", "/desk", OWNER, menu),
    Screen("desk-search-finds-nothing", "/desk", AGENT, typed("search", "没有这个人")),
    Screen("desk-talk", "/desk", AGENT, talk_of(STORY)),
    Screen("desk-long-names", "/desk", SUPERVISOR, talk_of(LONG)),
    Screen("desk-latin-name", "/desk", SUPERVISOR, talk_of(LATIN, "owner")),
    Screen("desk-help", "/desk", AGENT, talk_of(STORY, "help-button")),
    Screen("desk-alerts", "/desk", AGENT, press("alerts-button")),
    Screen("desk-intents", "/desk", AGENT, talk_of(STORY, "suggestion-reject")),
    Screen("desk-why", "/desk", AGENT, talk_of(STORY, "suggestion-why")),
    Screen("desk-address", "/desk", AGENT, talk_of(STORY, "change-address")),
    Screen("desk-price", "/desk", AGENT, talk_of(SHOPPER, "name-price")),
    Screen("desk-flag", "/desk", AGENT, talk_of(STORY, "set-flag")),
    Screen("desk-case", "/desk", AGENT, talk_of(STORY, "open-case")),
    Screen("desk-buyer", "/desk", AGENT, talk_of(STORY, "edit-buyer")),
    Screen("desk-transfer", "/desk", SUPERVISOR, talk_of(STORY, "owner", "transfer")),
    Screen("desk-note", "/desk", AGENT, talk_of(STORY, "to-note")),
    Screen("desk-phrases", "/desk", AGENT, both(talk_of(STORY), phrases)),
    Screen(
        "desk-keep-phrase",
        "/desk",
        AGENT,
        keeping,
    ),
    Screen("pad-empty", "/pad", AGENT),
    Screen("pad", "/pad", AGENT, pasted),
    Screen("pad-help", "/pad", AGENT, press("help-button")),
    Screen("scripts", "/scripts"),
    Screen("script", "/scripts/size_advice"),
    Screen("phrases", "/scripts/phrases"),
    Screen("drift", "/drift", SUPERVISOR),
    Screen("mined", "/mined", SUPERVISOR),
    Screen("shop", "/shop/catalogue"),
    Screen("shop-finds-nothing", "/shop/catalogue?q=zzzz"),
    Screen("product", "/shop/product?code=L101"),
    Screen("new-product", "/shop/new"),
    Screen("shop-files", "/shop/files/catalogue"),
    Screen("shop-couriers", "/shop/couriers"),
    Screen("shop-promotions", "/shop/promotions"),
    Screen("buyers", "/buyers"),
    Screen("buyers-found", f"/buyers?q={STORY}"),
    Screen("work", "/work", CLERK),
    Screen("follow-ups", "/followups", AGENT),
    Screen("alone", "/alone"),
    Screen("shift", "/shift"),
    Screen("shift-sheet", "/shift", AGENT),
    Screen("morning", "/morning", SUPERVISOR),
    Screen("models", "/models", SUPERVISOR),
    Screen("training", "/training", SUPERVISOR),
    Screen("people", "/people"),
    Screen("audit", "/people/audit"),
    Screen("account", "/account", AGENT),
    Screen("fault", "/scripts/no_such_script"),
    Screen("chat-who", "/chat/who", None),
    Screen("chat", "/chat?product=L101", None),
    Screen("chat-products", "/chat/products", None),
    Screen("docs", "/docs"),
)
FAULTY = ("fault",)
"""Screens that tell of a fault."""


def fill(api: httpx.Client, talks: int = 0) -> None:
    """Buyers with long names, and as many more as asked for, write."""
    for nick in (LONG, LATIN):
        told(api, nick, "这款起球吗 165 108斤穿什么码")
    told(api, SHOPPER, "这件能便宜点吗", product="L101")
    for number in range(talks):
        told(api, f"买家{number:03}", QUESTIONS[number % len(QUESTIONS)])


QUESTIONS = ("在吗", "什么时候发货", "有没有优惠", "我要退货", "质量太差了我要投诉", "M码还有吗")


def told(api: httpx.Client, nick: str, text: str, **more: str) -> None:
    answer = api.post("/messages", json=buyer_message(text, nick, **more))
    answer.raise_for_status()


@dataclass
class Visits:
    """Signs in once per login; each screen is opened in a page of its own."""

    browser: Browser
    address: str
    password: str

    def __post_init__(self) -> None:
        self._states: dict[str | None, BrowserContext] = {}

    def context(self, login: str | None) -> BrowserContext:
        if login not in self._states:
            self._states[login] = self._signed_in(login)
        return self._states[login]

    def _signed_in(self, login: str | None) -> BrowserContext:
        context = self.browser.new_context(base_url=self.address, locale="zh-CN", viewport=WIDE)
        context.set_default_timeout(20_000)
        if login:
            page = context.new_page()
            page.goto("/sign-in")
            sign_in(page, login, self.password, "desk")
            page.close()
        return context

    def story(self) -> None:
        """The buyer with orders asks for another address."""
        page = self.context(None).new_page()
        come_as(page, STORY).says("地址写错了 帮我改一下")
        expect(page.get_by_test_id("chat-input")).to_have_value("")
        page.close()

    @contextmanager
    def to(self, screen: Screen) -> Iterator[Page]:
        page = self.context(screen.login).new_page()
        try:
            answer = page.goto(screen.path)
            assert answer, screen.name
            assert answer.ok or screen.name in FAULTY, f"{screen.name}: {answer.status}"
            screen.prepare(page)
            yield page
        finally:
            page.close()

    def close(self) -> None:
        for context in self._states.values():
            context.close()
