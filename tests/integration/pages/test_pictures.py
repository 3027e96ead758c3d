"""Pictures in a talk: who may hand them in, what is taken, and who sees them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from bot.bootstrap import House
from bot.cli.worker import keep_backup
from bot.core.accounts import Account, Role
from bot.core.conversations import MessageKind, Sender
from bot.services.receive import Incoming
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import PASSWORD, Agent, say, signed_in
from tests.pictures import HTML, SCRIPT, SVG, bomb, drawn

ID = "0123456789abcdef"
OURS = {"HX-Request": "true"}


def hand_in(agent: Agent, content: bytes) -> Response:
    return agent.browser.post("/desk/pictures", content=content, headers={"X-CSRF-Token": agent.csrf, **OURS})


def added(agent: Agent, content: bytes = b"") -> str:
    answer = hand_in(agent, content or drawn())
    assert answer.status_code == 200
    return str(answer.json()["id"])


def buyer(browser: TestClient) -> None:
    """A stranger in the chat, beside whoever is signed in."""
    browser.cookies.delete("visitor")
    assert browser.post("/chat/who", data={"buyer": ""}).status_code == 303


def shows(browser: TestClient, content: bytes) -> Response:
    return browser.post(f"/chat/pictures?client_id={ID}", content=content, headers=OURS)


def talk_of(home: House) -> Any:
    view = home.conversation(home.inbox()[0].id)
    assert view
    return view


def test_a_picture_leaves_with_the_reply_and_the_buyer_sees_it_once_it_is_delivered(
    agent: Agent, home: House, clock: Clock
) -> None:
    buyer(agent.browser)
    agent.browser.post("/chat/messages", data={"text": "有实拍图吗", "client_id": ID}, headers=OURS)
    talk = home.inbox()[0].id
    picture = added(agent)
    sent = agent.post(f"/desk/{talk}/send", text="有的，您看", client_id=ID, picture=picture)
    assert sent.status_code == 200
    assert f"/desk/pictures/{picture}?small=true" in agent.get(f"/desk/{talk}/flow").text
    assert agent.browser.get(f"/chat/pictures/{picture}").status_code == 404
    clock.advance(seconds=4)
    home.deliver.push_due()
    assert f"/chat/pictures/{picture}?small=true" in agent.browser.get("/chat/thread").text
    assert agent.browser.get(f"/chat/pictures/{picture}").status_code == 200


def test_a_picture_alone_is_an_answer(agent: Agent, home: House) -> None:
    talk = say(home, "有实拍图吗")
    assert agent.post(f"/desk/{talk}/send", client_id=ID, picture=added(agent)).status_code == 200
    view = talk_of(home)
    assert (view.state.value, view.messages[-1].kind) == ("open", MessageKind.IMAGE)


def test_the_same_reply_sent_twice_is_sent_once_and_with_another_picture_is_another(
    agent: Agent, home: House
) -> None:
    talk = say(home, "有实拍图吗")
    one, other = added(agent), added(agent, drawn(size=(10, 10)))
    answers = [
        agent.post(f"/desk/{talk}/send", text="您看", client_id=ID, picture=picture).status_code
        for picture in (one, one, other)
    ]
    assert answers == [200, 200, 409]
    assert len(talk_of(home).messages) == 2


def test_what_is_served_is_a_picture_and_nothing_else_can_become_of_it(agent: Agent) -> None:
    served = agent.get(f"/desk/pictures/{added(agent, drawn('JPEG') + SCRIPT)}")
    assert served.headers["content-type"] == "image/jpeg"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert served.headers["cache-control"].startswith("private")
    assert served.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert SCRIPT not in served.content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SVG, "只收 PNG、JPEG、WebP、GIF"),
        (HTML, "只收 PNG、JPEG、WebP、GIF"),
        (b"", "只收 PNG、JPEG、WebP、GIF"),
        (drawn()[:60], "是坏的"),
        (bomb(), "尺寸太大"),
        (drawn() + b"\0" * 5 * 1024 * 1024, "文件太大"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(
    agent: Agent, home: House, content: bytes, sentence: str
) -> None:
    refused = hand_in(agent, content)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert not list(home.settings.pictures.rglob("*"))


def test_nobody_hands_in_without_being_signed_in_or_without_the_token(
    browser: TestClient, home: House
) -> None:
    assert browser.post("/desk/pictures", content=drawn()).status_code == 303
    signed_in(browser, "xiaomei")
    assert browser.post("/desk/pictures", content=drawn()).status_code == 403
    wrong = {"X-CSRF-Token": "guessed"}
    assert browser.post("/desk/pictures", content=drawn(), headers=wrong).status_code == 403
    assert not list(home.settings.pictures.rglob("*"))


def test_a_clerk_reads_and_hands_in_nothing(home: House, browser: TestClient, agent: Agent) -> None:
    picture = added(agent)
    home.keys.put_account(Account(0, "dadan", "打单", Role.CLERK), PASSWORD)
    browser.cookies.clear()
    clerk = signed_in(browser, "dadan")
    assert clerk.get(f"/desk/pictures/{picture}").status_code == 200
    assert hand_in(clerk, drawn()).status_code == 403


def test_no_picture_is_seen_without_a_session(browser: TestClient, agent: Agent) -> None:
    picture = added(agent)
    browser.cookies.clear()
    assert browser.get(f"/desk/pictures/{picture}").status_code == 303
    assert browser.get(f"/chat/pictures/{picture}").status_code == 303
    assert browser.get(f"/api/v1/pictures/{picture}").status_code == 401


@pytest.mark.parametrize("name", ["..%2F..%2Fbot.db", "0" * 64, "A" * 64, "passwd"])
def test_a_name_that_is_no_pictures_finds_nothing(agent: Agent, name: str) -> None:
    assert agent.get(f"/desk/pictures/{name}").status_code in (404, 422)


def test_the_buyers_picture_stands_in_the_thread_and_waits_for_an_answer(
    browser: TestClient, home: House
) -> None:
    buyer(browser)
    assert shows(browser, drawn()).status_code == 200
    assert shows(browser, drawn()).status_code == 200  # a retry
    view = talk_of(home)
    (message,) = view.messages
    (picture,) = message.pictures
    assert (view.state.value, message.kind) == ("waiting", MessageKind.IMAGE)
    assert browser.get(f"/chat/pictures/{picture.id}").headers["content-type"] == "image/png"
    agent = signed_in(browser, "xiaomei")
    assert f"/desk/pictures/{picture.id}?small=true" in agent.get(f"/desk/{view.id}").text


def test_another_visitor_does_not_see_it(browser: TestClient, home: House) -> None:
    buyer(browser)
    shows(browser, drawn())
    (picture,) = talk_of(home).messages[0].pictures
    buyer(browser)
    assert browser.get(f"/chat/pictures/{picture.id}").status_code == 404


def test_another_site_hands_in_nothing_for_a_buyer(browser: TestClient, home: House) -> None:
    buyer(browser)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    refused = browser.post(f"/chat/pictures?client_id={ID}", content=drawn(), headers=elsewhere)
    assert refused.status_code == 403
    assert not home.inbox()


def test_a_channel_that_carries_no_pictures_gets_none(agent: Agent, home: House) -> None:
    talk = say(home, "有实拍图吗", channel="shop-app")
    refused = agent.post(f"/desk/{talk}/send", text="您看", client_id=ID, picture=added(agent))
    assert refused.status_code == 422
    assert "只能发文字" in refused.text
    assert "只能发文字" in agent.get(f"/desk/{talk}").text
    assert len(talk_of(home).messages) == 1


@pytest.fixture
def token(home: House) -> dict[str, str]:
    home.tokens.keep("shop-app", "a-token", Role.AGENT)
    return {"Authorization": "Bearer a-token"}


def posted(browser: TestClient, token: dict[str, str], *attachments: dict[str, Any]) -> None:
    body = {
        "channel": "shop-app", "conversation": "c1", "message_id": "m1", "sender": "buyer", "kind": "image",
        "buyer": {"id": "b1", "name": "小鹿"}, "attachments": attachments,
    }  # fmt: skip
    assert browser.post("/api/v1/messages", json=body, headers=token).status_code == 202


def test_a_channels_picture_is_kept_and_one_that_is_not_taken_leaves_its_reason(
    browser: TestClient, home: House, token: dict[str, str]
) -> None:
    good, bad = (base64.b64encode(content).decode() for content in (drawn(), SVG))
    link = {"url": "https://img.example/1.jpg"}
    posted(browser, token, {"content": good, "name": "a.png"}, {"content": bad}, {"content": "%%"}, link)
    (message,) = talk_of(home).messages
    assert len(message.pictures) == 1
    assert [one.get("refused") for one in message.attachments] == [None, "NotAPicture", "NotAPicture", None]
    assert not any("content" in one for one in message.attachments)
    shown = signed_in(browser, "xiaomei").get(f"/desk/{talk_of(home).id}").text
    assert "这里没收下：不是 PNG" in shown
    assert 'href="https://img.example/1.jpg"' in shown
    assert 'src="https://img.example' not in shown


def test_a_channel_that_carries_pictures_fetches_them(
    browser: TestClient, home: House, token: dict[str, str], clock: Clock
) -> None:
    home.settings.picture_channels = "shop-app, other"
    agent = signed_in(browser, "xiaomei")
    talk = say(home, "有实拍图吗", channel="shop-app")
    assert agent.post(f"/desk/{talk}/send", client_id=ID, picture=added(agent)).status_code == 200
    clock.advance(seconds=4)
    (delivery,) = browser.get("/api/v1/deliveries?channel=shop-app", headers=token).json()
    (picture,) = delivery["pictures"]
    assert (delivery["text"], picture["type"]) == ("", "image/png")
    assert browser.get(picture["path"], headers=token).headers["content-type"] == "image/png"
    browser.post(f"/api/v1/deliveries/{delivery['id']}/ack", json={}, headers=token)
    assert browser.post(f"/api/v1/deliveries/{delivery['id']}/read", headers=token).status_code == 204
    assert "已读" in agent.get(f"/desk/{talk}/flow").text


def test_what_was_never_sent_is_forgotten_after_a_week_and_what_was_sent_is_not(
    agent: Agent, home: House, clock: Clock
) -> None:
    kept, unsent = added(agent), added(agent, drawn(size=(9, 9)))
    agent.post(f"/desk/{say(home, '有实拍图吗')}/send", client_id=ID, picture=kept)
    clock.advance(days=6)
    assert home.pictures.forget_unsent() == 0
    clock.advance(days=2)
    assert home.pictures.forget_unsent() == 1
    assert home.picture_folder.content(kept) is not None
    assert home.picture_folder.content(unsent) is None


def test_the_nightly_backup_has_the_pictures(agent: Agent, home: House, tmp_path: Path) -> None:
    picture = added(agent)
    keep_backup(home)
    assert (home.settings.backups / "pictures" / picture[:2] / picture).is_file()


def test_an_agents_message_with_a_picture_retires_what_was_drafted(home: House) -> None:
    picture = home.pictures.taken(drawn())
    talk = say(home, "有实拍图吗")
    with home.store.read() as work:
        asked = work.messages.of(talk)[-1].id
        assert not work.messages.has_talk_after(talk, asked)
    echo = Incoming("web", "小鹿", "m9", Sender.AGENT, MessageKind.IMAGE, "", "小鹿", pictures=(picture,))
    home.receive.message(echo)
    with home.store.read() as work:
        assert work.messages.has_talk_after(talk, asked)
