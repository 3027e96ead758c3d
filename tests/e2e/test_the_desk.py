"""The agent's hands: keys, edits, rejections, second thoughts."""

from __future__ import annotations

import uuid

from playwright.sync_api import expect

from tests.e2e.people import Agent, Buyers
from tests.running import RunningDesk, buyer_message

DRESS = "L101"


def test_a_message_from_a_channel_appears_with_its_suggestion_without_reload(
    agent: Agent, desk: RunningDesk
) -> None:
    nick = f"渠道买家{uuid.uuid4().hex[:6]}"
    with desk.api() as api:
        assert api.post("/messages", json=buyer_message("在吗", nick)).status_code == 202
        agent.open(nick)
        agent.understands("打招呼")
        assert api.post("/messages", json=buyer_message("现在拍今天能发货吗", nick)).status_code == 202
    agent.sees("现在拍今天能发货吗")
    agent.understands("发货时间")


def test_an_edited_suggestion_leaves_in_the_agents_words(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("什么时候发货")
    agent.open(buyer.name)
    assert agent.suggestions
    agent.page.keyboard.press("1")
    agent.page.keyboard.press("Tab")
    editor = agent.page.get_by_test_id("editor")
    expect(editor).to_be_focused()
    editor.fill("今天下午就给您安排发出哦")
    agent.page.keyboard.press("Control+Enter")
    buyer.reads("今天下午就给您安排发出哦")


def test_digits_never_pick_a_suggestion_while_text_is_typed(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    assert agent.suggestions
    agent.types("稍等1分钟")
    expect(agent.page.get_by_test_id("editor")).to_have_value("稍等1分钟")
    expect(agent.page.get_by_test_id("undo-bar")).to_have_count(0)


def test_what_the_agent_typed_survives_the_buyers_next_message_and_a_reload(
    agent: Agent, buyers: Buyers
) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    agent.types("我帮您看下")
    buyer.says("这件有黑色吗")
    agent.sees("这件有黑色吗")
    expect(agent.page.get_by_test_id("editor")).to_have_value("我帮您看下")
    agent.page.reload()
    expect(agent.page.get_by_test_id("editor")).to_have_value("我帮您看下")


def test_a_rejected_suggestion_is_replaced_by_drafts_for_what_was_meant(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    assert agent.suggestions
    agent.turns_down(meant="发货时间")
    agent.understands("发货时间")


def test_a_reply_taken_back_within_three_seconds_is_never_read(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("这个起球吗")
    agent.open(buyer.name)
    text = agent.sends_first()
    agent.page.get_by_test_id("undo").click()
    expect(agent.page.get_by_test_id("undo-bar")).to_have_count(0)
    assert text in agent.suggestions, "the suggestion is offered again"
    agent.says("稍等，我看下面料")
    buyer.reads("稍等，我看下面料")  # sent later: what had not been taken back would stand before it
    expect(buyer.page.get_by_test_id("chat-thread")).not_to_contain_text(text)


def test_a_text_that_the_guard_blocks_stays_in_the_editor_with_the_reason(
    agent: Agent, buyers: Buyers
) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("能加个联系方式吗")
    agent.open(buyer.name)
    agent.says("您加我微信 abc12345 聊")
    expect(agent.page.get_by_test_id("finding").first).to_be_visible()
    expect(agent.page.get_by_test_id("editor")).to_have_value("您加我微信 abc12345 聊")


def test_a_hostile_nickname_and_text_are_shown_as_text(agent: Agent, desk: RunningDesk) -> None:
    nick = "<img src=x onerror=alert(1)>" + uuid.uuid4().hex[:4]
    hostile = "<script>alert(1)</script>{{7*7}}"
    with desk.api() as api:
        assert api.post("/messages", json=buyer_message(hostile, nick)).status_code == 202
    agent.open(nick)
    agent.sees("<script>alert(1)</script>{{7*7}}")


def test_a_talk_that_was_ended_leaves_the_waiting_list_and_comes_back_when_the_buyer_writes(
    agent: Agent, buyers: Buyers
) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    agent.page.get_by_test_id("close").click()
    expect(agent.page.get_by_test_id("talk-state")).to_have_text("已结束")
    buyer.says("还有个问题")
    expect(agent.page.get_by_test_id("talk-state")).to_have_text("待回复")


def test_a_wrong_password_is_refused_in_a_sentence(agent: Agent, desk: RunningDesk) -> None:
    agent.page.get_by_test_id("sign-out").click()
    agent.page.get_by_test_id("login").fill("xiaomei")
    agent.page.get_by_test_id("password").fill("wrong password")
    agent.page.get_by_test_id("sign-in").click()
    expect(agent.page.get_by_test_id("sign-in-refused")).to_be_visible()
    agent.page.goto(f"{desk.address}/desk")
    expect(agent.page.get_by_test_id("sign-in-form")).to_be_visible()
