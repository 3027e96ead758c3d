"""The thread on the desk: notes, who wrote what, what was seen and read, lines of the desk."""

from __future__ import annotations

import re
from datetime import timedelta

from fastapi.testclient import TestClient

from bot.adapters.store.views_chat import bubbles
from bot.bootstrap import House
from bot.core.accounts import Role
from bot.core.conversations import AUTOMATIC, ConversationState, Message, MessageKind, Sender
from bot.web.pages.thread import Bubble, thread
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import Agent, offer, say, signed_in, suggest

ID = "0123456789abcdef"
OTHER_ID = "fedcba9876543210"
NOTE = "答应了送运费险，别忘"


def note(agent: Agent, talk: int, text: str = NOTE, client_id: str = ID) -> int:
    return agent.post(f"/desk/{talk}/notes", text=text, client_id=client_id).status_code


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_note_is_seen_by_colleagues_with_its_author_and_changes_nothing_else(
    agent: Agent, home: House, clock: Clock
) -> None:
    talk = say(home, "在吗")
    (pending,) = suggest(home, talk, offer("在的"))
    assert note(agent, talk) == 200
    shown = agent.get(f"/desk/{talk}/flow").text
    assert "内部备注" in shown
    assert NOTE in shown
    assert re.search(r'data-test="note-author">我<', shown)
    view = home.conversation(talk)
    assert view
    assert (view.state, view.owner, len(view.messages)) == (ConversationState.WAITING, None, 1)
    assert [stored.id for stored in view.pending] == [pending]
    clock.advance(seconds=10)
    assert home.deliver.push_due() == 0


def test_no_note_is_in_the_buyers_chat_the_api_the_turns_of_the_model_or_the_search(
    agent: Agent, home: House
) -> None:
    talk = say(home, "在吗")
    note(agent, talk)
    with home.store.read() as work:
        assert all(NOTE not in bubble.text for bubble in bubbles(work.session, talk))
        assert all(NOTE not in message.text for message in work.messages.of(talk))
    home.tokens.keep("reader", "a-token", Role.AGENT)
    answer = agent.browser.get(f"/api/v1/conversations/{talk}", headers={"Authorization": "Bearer a-token"})
    assert answer.status_code == 200
    assert NOTE not in answer.text
    assert home.inbox(words="运费险") == ()


def test_a_note_is_stored_once_and_a_blank_or_endless_one_is_refused(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    assert [note(agent, talk), note(agent, talk)] == [200, 200]
    assert note(agent, talk, "别的话") == 409
    assert note(agent, talk, "  ", OTHER_ID) == 422
    assert note(agent, talk, "字" * 2001, OTHER_ID) == 422
    view = home.conversation(talk)
    assert view
    assert [line.text for line in view.lines] == [NOTE]


def test_a_note_needs_a_session_and_its_token(browser: TestClient, home: House) -> None:
    talk = say(home, "在吗")
    form = {"text": NOTE, "client_id": ID}
    assert browser.post(f"/desk/{talk}/notes", data=form).status_code == 303
    signed_in(browser, "xiaomei")
    assert browser.post(f"/desk/{talk}/notes", data=form).status_code == 403


def test_a_colleague_reads_who_wrote_the_note(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    home.thread.note(talk, NOTE, ID, "xiaomei")
    view = home.conversation(talk)
    assert view
    (aside,) = [one for one in thread(view, "linjie") if not isinstance(one, Bubble)]
    assert (aside.name, aside.is_mine) == ("小美", False)


def test_lines_say_who_took_over_took_back_and_ended(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    agent.post(f"/desk/{talk}/send", text="在的", client_id=ID)
    view = home.conversation(talk)
    assert view
    agent.post(f"/desk/messages/{view.messages[-1].id}/take-back")
    agent.post(f"/desk/{talk}/close")
    shown = words(agent.get(f"/desk/{talk}/flow").text)
    for line in ("我接待了这位买家", "我撤回了一条回复", "我结束了会话"):
        assert line in shown


def test_each_group_of_bubbles_names_its_writer(home: House, clock: Clock) -> None:
    talk = say(home, "在吗")
    say(home, "在不在")
    for author in ("xiaomei", AUTOMATIC, ""):
        with home.store.write() as work:
            message = Message(0, talk, Sender.AGENT, MessageKind.TEXT, "在的", clock(), author=author)
            work.messages.add(message, channel="web")
    view = home.conversation(talk)
    assert view
    shown = [one for one in thread(view, "xiaomei") if isinstance(one, Bubble)]
    assert [one.begins_group for one in shown] == [True, False, True, True, True]
    assert [one.writer.value for one in shown] == ["buyer", "buyer", "me", "automatic", "elsewhere"]
    assert [one.name for one in shown][:3] == ["小鹿", "小鹿", "小美"]


def test_days_are_the_shops_days(home: House, clock: Clock) -> None:
    before = clock.now.replace(hour=15, minute=59)  # 23:59 in the shop
    talk = say(home, "还没睡吗", at=before)
    say(home, "睡了吗", at=before + timedelta(minutes=2))
    view = home.conversation(talk)
    assert view
    assert [one.begins_day for one in thread(view, "")] == [True, True]


def test_a_note_stays_where_it_was_written(agent: Agent, home: House) -> None:
    talk = say(home, "第一句")
    note(agent, talk)
    say(home, "第二句")
    shown = agent.get(f"/desk/{talk}/flow").text
    assert shown.index("第一句") < shown.index(NOTE) < shown.index("第二句")


def unread(home: House) -> int:
    return home.inbox()[0].unread


def test_what_nobody_has_looked_at_is_counted_until_somebody_has(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    say(home, "急")
    assert unread(home) == 2
    assert 'data-test="unread">2<' in agent.get("/desk/list").text
    view = home.conversation(talk)
    assert view
    assert agent.post(f"/desk/{talk}/seen", to=view.messages[0].id).status_code == 204
    assert unread(home) == 1
    agent.post(f"/desk/{talk}/seen", to=10**9)  # nobody sees what is yet to come
    assert unread(home) == 0
    say(home, "还在吗")
    assert unread(home) == 1
    agent.post(f"/desk/{talk}/send", text="在的", client_id=ID)
    assert unread(home) == 0


def test_the_buyers_reading_is_shown_below_the_reply_and_only_what_reached_them_counts(
    agent: Agent, home: House, clock: Clock
) -> None:
    agent.browser.post("/chat/who", data={"buyer": ""})
    agent.browser.post("/chat/messages", data={"text": "在吗", "client_id": ID})
    talk = home.inbox()[0].id
    agent.post(f"/desk/{talk}/send", text="在的", client_id=ID)
    assert agent.browser.post("/chat/read", data={"to": 10**9}).status_code == 204
    assert "已读" not in agent.get(f"/desk/{talk}/flow").text
    clock.advance(seconds=4)
    home.deliver.push_due()
    assert "已送达" in agent.get(f"/desk/{talk}/flow").text
    agent.browser.post("/chat/read", data={"to": 10**9})
    assert "已读" in agent.get(f"/desk/{talk}/flow").text


def test_another_site_cannot_say_that_a_buyer_has_read(browser: TestClient) -> None:
    browser.post("/chat/who", data={"buyer": ""})
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert browser.post("/chat/read", data={"to": 1}, headers=elsewhere).status_code == 403


def test_the_unanswered_is_marked_where_it_begins(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    agent.post(f"/desk/{talk}/send", text="在的", client_id=ID)
    say(home, "什么时候发货")
    say(home, "急")
    shown = agent.get(f"/desk/{talk}/flow").text
    assert shown.count("data-unanswered") == 1
    assert shown.index('id="unanswered"') < shown.index("什么时候发货")
