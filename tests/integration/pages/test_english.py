"""The console in English: who gets it, and that nothing of the console's own is left in Chinese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.conversations import MessageKind
from bot.core.languages import Language
from bot.core.shop_sections import SECTIONS
from bot.core.suggestions import Finding, Severity
from bot.settings import PROJECT
from bot.web.catalogue import load_catalogue
from bot.web.translation import CHINESE
from tests.integration.pages.conftest import PASSWORD, Agent, offer, say, signed_in, suggest

CATALOGUE = load_catalogue(PROJECT / "data" / "console" / "en.po")
VOID = {"meta", "link", "input", "br", "img", "use"}
QUOTING = {english for said in CATALOGUE.entries.values() for english in said if CHINESE.search(english)}
"""Sentences of the console that name a column of a file, or show how to fill in a Chinese value."""
FILLED_IN = ("textarea", "code")
TOLD = ("placeholder", "title", "aria-label", "alt", "hx-confirm")
"""Attributes that people see or hear."""
OF_THE_SHOP = {
    "test": {
        "account",
        "talk-nick",
        "pad-nick",
        "unread",
        "bubble",
        "suggestion-text",
        "fact",
        "measure",
        "past-talk",
        "order-action",
        "why-text",
        "why-read",
        "why-facts",
        "source",
        "wording",
        "document",
        "version",
        "trial-says",
        "phrase",
        "phrase-row",
        "parcel",
        "receiver",
        "product-row",
        "row",
        "morning-line",
        "note",
        "variant",
        "owner-line",
    },
    "class": {
        "nick",
        "last",
        "tags",
        "slots",
        "lines",
        "attributes",
        "stock",
        "chart",
        "goods-table",
        "promotions",
        "script-row",
        "about-item",
        "copyable",
        "title",
        "findings",
        "when",
        "audit-detail",
        "remark",
    },
    "lang": {"zh-CN"},
}
"""Elements that show the shop's own words: buyers', scripts', products', people's names."""
PAGES = (
    *("/desk", "/desk?show=closed", "/desk?q=nobody", "/pad", "/work", "/shift", "/shift/bar", "/morning"),
    *("/account", "/people", "/people/audit", "/buyers", "/buyers?q=nobody", "/nowhere"),
    *("/scripts", "/scripts/phrases", "/scripts/phrases?scope=own"),
    *("/shop/catalogue", "/shop/new", "/shop/files/catalogue", "/shop/files/orders"),
    *(f"/shop/{name}" for name in SECTIONS),
)


class Page(HTMLParser):
    """What a page says itself: its texts and told attributes, without those of the shop."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[bool] = []
        self.language: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = found.get("lang")
        is_shops = bool(self._open and self._open[-1]) or tag in FILLED_IN or _is_shops(found)
        if not is_shops:
            self.said += [found[name] for name in TOLD if name in found]
        if tag not in VOID:
            self._open.append(is_shops)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1]):
            self.said.append(data.strip())

    @property
    def chinese(self) -> list[str]:
        return [text for text in self.said if CHINESE.search(text) and text not in QUOTING]


def _is_shops(attributes: dict[str, str]) -> bool:
    classes = set(attributes.get("class", "").split())
    return (
        attributes.get("data-test") in OF_THE_SHOP["test"]
        or bool(classes & OF_THE_SHOP["class"])
        or attributes.get("lang") in OF_THE_SHOP["lang"]
    )


def in_english(home: House, browser: TestClient, role: Role = Role.OWNER) -> Agent:
    home.keys.put_account(Account(0, "ann", "Ann", role), PASSWORD)
    agent = signed_in(browser, "ann")
    assert agent.post("/account/language", language="en").status_code == 303
    return agent


@pytest.fixture
def english(home: House, browser: TestClient) -> Agent:
    return in_english(home, browser)


def test_every_page_of_the_console_is_english_around_the_demo_shops_words(
    home: House, english: Agent
) -> None:
    home.load_demo()
    with home.store.read() as work:
        shop = work.shops.get("demo")
        assert shop
        named = re.compile("|".join([shop.name, *(account.name for account in work.accounts.all())]))
    scripts = re.findall(r'data-script="(\w+)"', english.get("/scripts").text)
    assert len(scripts) > 90
    left = {}
    for place in (*PAGES, *(f"/scripts/{name}" for name in scripts[::12])):
        said = [named.sub("", text) for text in Page(english.get(place).text).said]
        left[place] = [text for text in said if CHINESE.search(text) and text not in QUOTING]
    assert {place: said for place, said in left.items() if said} == {}


def test_the_desk_with_a_talk_is_english_but_for_the_shops_words(english: Agent, home: House) -> None:
    blocked = Finding("contact", "微信", "不能留微信", "平台规则", Severity.BLOCK)
    say(home, "[图片]", buyer="Lulu", kind=MessageKind.IMAGE)
    talk = say(home, "165 108斤 拿什么码", buyer="Lulu")
    suggest(
        home,
        talk,
        offer("建议 M 码", facts={"buyer.height": 165}),
        offer("加微信聊", findings=(blocked,)),
        reason="answered_partly",
    )
    for place in (f"/desk/{talk}", f"/desk/{talk}/side", f"/desk/{talk}/flow", "/desk/list", f"/pad/{talk}"):
        assert Page(english.get(place).text).chinese == [], place
    shown = english.get(f"/desk/{talk}").text
    assert "建议 M 码" in shown
    assert "Buyer height" in shown
    assert "Greeting" in shown


def test_a_refusal_is_english(english: Agent) -> None:
    answer = english.post("/people/accounts", name="Bo", login="B", role="agent")
    assert "Not added: a login has 2 to 32 lowercase letters" in answer.text


def test_the_language_belongs_to_the_account_not_to_the_desk(english: Agent, app: FastAPI) -> None:
    assert Page(english.get("/desk").text).language == "en"
    elsewhere = signed_in(TestClient(app, follow_redirects=False), "xiaomei")
    assert Page(elsewhere.get("/desk").text).language == "zh-CN"
    assert english.post("/account/language", language="zh-CN").headers["location"] == "/account"
    assert Page(english.get("/desk").text).language == "zh-CN"


def test_the_browser_decides_before_sign_in_and_remembers_afterwards(browser: TestClient) -> None:
    ask = {"Accept-Language": "en-GB,en;q=0.9"}
    assert Page(browser.get("/sign-in").text).language == "zh-CN"
    assert Page(browser.get("/sign-in", headers=ask).text).chinese == []
    agent = signed_in(browser, "xiaomei")  # has chosen nothing
    agent.post("/sign-out")
    assert Page(browser.get("/sign-in", headers=ask).text).language == "zh-CN"


def test_a_language_chosen_at_the_door_is_the_accounts_from_then_on(home: House, browser: TestClient) -> None:
    assert 'name="language" value="en"' in browser.get("/sign-in?language=en").text
    fields = {"login": "xiaomei", "language": "en"}
    refused = browser.post("/sign-in", data={**fields, "password": "wrong"})
    assert "Wrong login or password." in refused.text
    browser.post("/sign-in", data={**fields, "password": PASSWORD})
    assert Page(browser.get("/desk").text).language == "en"
    with home.store.read() as work:
        found = work.accounts.by_login("xiaomei")
    assert found
    assert found[0].language is Language.ENGLISH


def test_a_new_password_or_role_leaves_the_language_alone(home: House, browser: TestClient) -> None:
    in_english(home, browser)
    home.keys.put_account(Account(0, "ann", "Ann", Role.AGENT), PASSWORD)
    assert Page(signed_in(browser, "ann").get("/desk").text).language == "en"


def test_buyers_are_never_spoken_to_in_english(browser: TestClient) -> None:
    shown = browser.get("/chat/products", headers={"Accept-Language": "en"})
    assert Page(shown.text).language == "zh-CN"
    assert "还没有商品。" in shown.text
