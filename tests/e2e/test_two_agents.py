"""Two agents before two browsers: who has the talk, who looks on, who may send."""

from __future__ import annotations

import uuid

from playwright.sync_api import Page, expect

from tests.e2e.people import Agent
from tests.running import RunningDesk, buyer_message


def talk_of_both(agent: Agent, other: Page, desk: RunningDesk, text: str) -> str:
    """A buyer writes, and both have the talk open."""
    nick = f"两头买家{uuid.uuid4().hex[:6]}"
    with desk.api() as api:
        assert api.post("/messages", json=buyer_message(text, nick)).status_code == 202
    agent.open(nick)
    Agent(other).open(nick)
    return nick


def test_two_in_one_talk_see_each_other_and_only_one_answers(
    agent: Agent, supervisor: Page, desk: RunningDesk
) -> None:
    talk_of_both(agent, supervisor, desk, "这件会起球吗")
    expect(agent.page.get_by_test_id("here")).to_contain_text("也在看")
    supervisor.get_by_test_id("editor").click()
    supervisor.keyboard.type("这款面料")
    expect(agent.page.get_by_test_id("here")).to_contain_text("正在输入")
    agent.says("您放心，这款不太容易起球")
    expect(supervisor.get_by_test_id("thread")).to_contain_text("不太容易起球")
    supervisor.keyboard.type("我来说一下")
    supervisor.keyboard.press("Control+Enter")
    expect(supervisor.get_by_test_id("meanwhile")).to_contain_text("刚刚回了：“您放心，这款不太容易起球”")
    expect(supervisor.get_by_test_id("editor")).to_have_value("这款面料我来说一下")
    expect(agent.page.get_by_test_id("thread")).not_to_contain_text("我来说一下")
    supervisor.get_by_test_id("send-anyway").click()
    expect(supervisor.get_by_test_id("editor")).to_have_value("")
    agent.sees("这款面料我来说一下")


def test_a_transfer_and_a_takeover_are_seen_by_both_at_once(
    agent: Agent, supervisor: Page, desk: RunningDesk
) -> None:
    talk_of_both(agent, supervisor, desk, "我要找你们领导")
    agent.hands_talk_to("supervisor:", "要赔偿，我没权限")
    expect(supervisor.get_by_test_id("owner-line")).to_contain_text("要赔偿，我没权限")
    supervisor.get_by_test_id("owner").click()
    supervisor.get_by_test_id("take").click()
    expect(supervisor.get_by_test_id("owner")).to_have_text("负责人 我")
    expect(agent.page.get_by_test_id("owner-line").last).to_contain_text("接")
