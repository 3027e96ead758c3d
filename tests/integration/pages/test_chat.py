"""The buyer's chat: public, and each buyer alone with the shop."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from bot.bootstrap import House
from bot.core.catalogue import Product
from bot.core.conversations import MessageKind
from bot.core.money import Fen
from bot.settings import Settings
from bot.web.live import PING, Live
from bot.web.pages.chat import THREAD, chat_notices
from bot.web.pages.visitors import Visitor
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import offer, say, suggest

ID = "0123456789abcdef"
KNOWN = "阿茉今天也早睡"


@pytest.fixture
def known(home: House) -> str:
    with home.store.write() as work:
        work.buyers.seen("demo", "web", KNOWN, KNOWN)
        work.catalogue.put("demo", Product("P1", "碎花连衣裙", "碎花裙", "连衣裙", Fen(18900), Fen(16900)))
    return KNOWN


def become(browser: TestClient, buyer: str = "") -> None:
    browser.cookies.clear()
    assert browser.post("/chat/who", data={"buyer": buyer}).headers["location"] == "/chat"


def write(browser: TestClient, text: str, **fields: Any) -> Response:
    data = {"text": text, "client_id": ID, **fields}
    return browser.post("/chat/messages", data=data, headers={"HX-Request": "true"})


def test_one_is_asked_who_one_is_and_keeps_the_product(browser: TestClient, known: str) -> None:
    answer = browser.get("/chat?product=P1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/chat/who?product=P1")
    assert known in browser.get("/chat/who?product=P1").text
    chosen = browser.post("/chat/who", data={"buyer": known, "product": "P1"})
    assert chosen.headers["location"] == "/chat?product=P1"
    shown = browser.get("/chat?product=P1").text
    assert "碎花连衣裙" in shown
    assert "¥189" in shown
    assert known in shown


def test_what_a_demo_buyer_writes_reaches_the_desk_with_the_product(
    browser: TestClient, home: House, known: str
) -> None:
    become(browser, known)
    assert write(browser, "拿什么码", product="P1").status_code == 200
    (line,) = home.inbox()
    view = home.conversation(line.id)
    assert view
    assert (view.channel, view.buyer_nick, view.product) == ("web", known, "P1")
    assert "拿什么码" in browser.get("/chat/thread").text


def test_a_message_that_is_sent_again_stands_once(browser: TestClient, home: House, known: str) -> None:
    become(browser, known)
    for _ in range(2):
        assert write(browser, "在吗").status_code == 200
    (line,) = home.inbox()
    view = home.conversation(line.id)
    assert view
    assert len(view.messages) == 1


def test_a_reply_is_seen_when_it_is_delivered_and_nothing_else_ever(
    browser: TestClient, home: House, clock: Clock, known: str
) -> None:
    become(browser, known)
    write(browser, "在吗")
    (line,) = home.inbox()
    suggest(home, line.id, offer("这是草稿"))
    say(home, "由 服务助手 转交给 小美", buyer=known, kind=MessageKind.SYSTEM)
    home.reply.typed(line.id, "收回的话", "client-1", "xiaomei")
    view = home.conversation(line.id)
    assert view
    home.take_back.reply(view.messages[-1].id, "xiaomei")
    home.reply.typed(line.id, "在的亲", "client-2", "xiaomei")
    before = browser.get("/chat/thread").text
    clock.advance(seconds=4)
    home.deliver.push_due()
    after = browser.get("/chat/thread").text
    assert "在的亲" not in before
    assert "在的亲" in after
    for hidden in ("这是草稿", "转交给", "收回的话", "xiaomei", "小美"):
        assert hidden not in after


def test_buyers_never_see_each_others_talks(browser: TestClient, home: House, known: str) -> None:
    say(home, "我的秘密", buyer="小马")
    become(browser, known)
    assert "我的秘密" not in browser.get("/chat").text
    become(browser)
    assert "我的秘密" not in browser.get("/chat").text


def test_a_visitor_gets_a_name_of_ours_and_an_id_nobody_can_guess(
    browser: TestClient, home: House, known: str
) -> None:
    become(browser)
    write(browser, "在吗", buyer_name=known)
    (line,) = home.inbox()
    view = home.conversation(line.id)
    assert view
    assert re.fullmatch(r"访客[0-9a-f]{6}", line.buyer_nick)
    assert re.fullmatch(r"visitor-[0-9a-f]{32}", view.conversation)


def test_a_forged_cookie_is_nobody(browser: TestClient, known: str) -> None:
    become(browser)
    signature = browser.cookies["visitor"].strip('"').rpartition(".")[2]
    name = base64.urlsafe_b64encode(known.encode()).decode()
    browser.cookies.clear()
    for forged in (f"{name}.{signature}", f"{name}.", ".", "x"):
        browser.cookies.set("visitor", forged, path="/chat")
        assert browser.get("/chat").headers["location"].startswith("/chat/who")
        assert browser.get("/chat/events", headers={"Accept": "text/event-stream"}).status_code == 401
        browser.cookies.clear()


def test_nobody_can_become_a_buyer_who_is_not_of_the_demo(
    browser: TestClient, home: House, known: str
) -> None:
    say(home, "在吗", buyer="真买家", channel="taobao")
    assert browser.post("/chat/who", data={"buyer": "真买家"}).status_code == 404
    say(home, "在吗", buyer="visitor-1")
    assert browser.post("/chat/who", data={"buyer": "visitor-1"}).status_code == 404
    home.settings = Settings(**{**home.settings.dict(), "shop": "guihua"})
    assert browser.post("/chat/who", data={"buyer": known}).status_code == 404
    assert browser.get("/chat/who").headers["location"] == "/chat"


def test_another_site_can_not_write_in_a_buyers_name(browser: TestClient, known: str) -> None:
    become(browser, known)
    answer = browser.post(
        "/chat/messages", data={"text": "x", "client_id": ID}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_who_writes_too_fast_is_told_so_and_others_are_not_held_up(
    browser: TestClient, home: House, known: str
) -> None:
    become(browser)
    for number in range(30):
        assert write(browser, "在吗", client_id=f"{ID}{number}").status_code == 200
    answer = write(browser, "在吗", client_id=f"{ID}30")
    assert (answer.status_code, "太快" in answer.text) == (429, True)
    become(browser, known)
    assert write(browser, "在吗").status_code == 200


@pytest.mark.parametrize("text", ["", "  "])
def test_a_blank_message_is_refused_in_chinese(browser: TestClient, known: str, text: str) -> None:
    become(browser, known)
    answer = write(browser, text)
    assert (answer.status_code, "发不了" in answer.text) == (422, True)


def test_hostile_texts_stay_text(browser: TestClient, known: str) -> None:
    become(browser, known)
    write(browser, "<script>alert(1)</script>")
    assert "<script>alert" not in browser.get("/chat").text


def test_the_shelf_shows_what_is_on_sale(browser: TestClient, known: str) -> None:
    shown = browser.get("/chat/products").text
    assert "碎花连衣裙" in shown
    assert 'href="/chat?product=P1"' in shown


async def heard(notices: AsyncIterator[str]) -> list[str]:
    """What a stream says until it falls silent."""
    said = []
    while True:
        try:
            said.append(await asyncio.wait_for(anext_of(notices), 1.0))
        except asyncio.TimeoutError:
            return [one for one in said if one != PING]


async def anext_of(notices: AsyncIterator[str]) -> str:
    return await notices.__anext__()


def test_the_stream_tells_a_buyer_of_their_own_thread_only(home: House, clock: Clock) -> None:
    async def play() -> tuple[list[str], list[str]]:
        live = Live(home.store)
        await live.start()
        streams = [chat_notices(home, live, Visitor(name)) for name in ("小鹿", "小马")]
        for stream in streams:
            assert await anext_of(stream) == THREAD  # once at the start, for what came meanwhile
        talk = say(home, "我的秘密")
        suggest(home, talk, offer("这是草稿"))
        home.reply.typed(talk, "在的亲", "client-1", "xiaomei")
        clock.advance(seconds=4)
        home.deliver.push_due()
        own, others = await asyncio.gather(*(heard(stream) for stream in streams))
        await live.stop()
        return own, others

    own, others = asyncio.run(play())
    assert own == [THREAD, THREAD]  # their own words, and the reply when it was delivered
    assert others == []
