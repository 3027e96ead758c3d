"""Replies over a network that is slow or loses answers: no word is lost, none is sent twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.browsers import Network
from tests.e2e.people import Agent, Buyers

DRESS = "L101"


def test_what_is_typed_while_a_reply_is_under_way_is_kept(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    agent.types("在的，您说")
    with Network(agent.page).is_slow_with("**/send"):
        with agent.page.expect_request("**/send"):
            agent.page.keyboard.press("Control+Enter")
        agent.page.keyboard.type("这款今天有优惠")
    expect(agent.editor).to_have_value("这款今天有优惠")
    agent.page.reload()
    expect(agent.editor).to_have_value("这款今天有优惠")
    agent.editor.press("Control+Enter")
    buyer.reads_once("在的，您说")
    buyer.reads_once("这款今天有优惠")


def test_a_reply_that_leaves_while_another_talk_is_open_is_not_offered_again(
    agent: Agent, buyers: Buyers
) -> None:
    first, second = buyers.visitor(DRESS), buyers.visitor(DRESS)
    first.says("在吗")
    second.says("你好")
    agent.open(first.name)
    agent.types("在的，您说")
    with Network(agent.page).is_slow_with("**/send"):
        with agent.page.expect_request("**/send"):
            agent.page.keyboard.press("Control+Enter")
        agent.open(second.name)
    first.reads_once("在的，您说")
    agent.open(first.name)
    agent.sees("在的，您说")
    expect(agent.editor).to_have_value("")


def test_a_draft_whose_sending_went_unheard_is_sent_once(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("什么时候发货")
    agent.open(buyer.name)
    with Network(agent.page).loses_an_answer("**/accept"):
        draft = agent.presses_first()
    agent.page.keyboard.press("Enter")
    expect(agent.page.get_by_test_id("undo-bar")).to_be_visible()
    buyer.reads_once(draft)


def test_words_sent_before_the_pages_scripts_have_come_stay_where_they_are(buyers: Buyers) -> None:
    page = buyers.visitor(DRESS).page
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    page.get_by_test_id("chat-input").fill("有货吗")
    page.get_by_test_id("chat-send").click()
    expect(page.get_by_test_id("chat-input")).to_have_value("有货吗")
    assert "text=" not in page.url
