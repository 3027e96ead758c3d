"""A supervisor rewords a script, and the next draft says it; an agent finds scripts while typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import Agent, Buyers, Staff

DRESS = "L101"


@pytest.fixture
def supervisor(staff: Staff) -> Page:
    return staff.at("zhuguan", "/scripts", "scripts")


def test_a_reworded_script_is_said_by_the_next_draft_and_restored_again(
    supervisor: Page, agent: Agent, buyers: Buyers
) -> None:
    new = "不谢不谢，随时来找我哦"
    supervisor.get_by_test_id("script-search").fill("感谢")
    supervisor.keyboard.press("Enter")
    supervisor.locator('[data-test="script-row"][data-script="thanks"]').click()
    other = supervisor.locator('[data-test="variant"][data-variant="1"]')
    for wording in other.get_by_test_id("wording").all():
        wording.fill("")
    other.get_by_test_id("add-wording").click()
    supervisor.keyboard.type("保证不谢")
    supervisor.get_by_test_id("save").click()
    expect(other.get_by_test_id("variant-faults")).to_contain_text("不能说“保证”")
    other.get_by_test_id("wording").last.fill(new)
    supervisor.get_by_test_id("note").fill("更亲切")
    supervisor.get_by_test_id("save").click()
    expect(supervisor.get_by_test_id("saved")).to_contain_text("第 1 版")

    buyer = buyers.visitor(DRESS)
    buyer.says("谢谢你啦")
    agent.open(buyer.name)
    assert agent.waits_for_suggestion(new) == new

    supervisor.get_by_test_id("show-changes").first.click()
    expect(supervisor.get_by_test_id("changes").first).to_contain_text(new)
    supervisor.locator('[data-number="0"]').get_by_test_id("restore").click()
    expect(supervisor.get_by_test_id("saved")).to_contain_text("第 2 版")
    buyer.says("太感谢了")
    agent.sees("太感谢了")
    expect(agent.page.get_by_test_id("suggestion-text").filter(has_text=new)).to_have_count(0)


def test_a_slash_finds_what_to_say_and_enter_puts_it_into_the_editor(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    page = agent.page
    editor = page.get_by_test_id("editor")
    page.keyboard.press("/")
    page.keyboard.type("发票")
    phrases = page.get_by_test_id("phrase")
    expect(phrases.first).to_contain_text("发票")
    page.keyboard.press("ArrowDown")
    expect(phrases.nth(1)).to_have_attribute("aria-selected", "true")
    chosen = phrases.nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(phrases).to_have_count(0)
    assert editor.input_value()
    assert editor.input_value() in chosen
    assert "{" not in editor.input_value()


def test_leaving_the_search_brings_back_what_was_typed_and_ctrl_enter_never_sends_a_search(
    agent: Agent, buyers: Buyers
) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    page = agent.page
    editor = page.get_by_test_id("editor")
    editor.fill("稍等")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("没有这样的词")
    expect(page.get_by_test_id("no-phrases")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("undo-bar")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(editor).to_have_value("稍等")
