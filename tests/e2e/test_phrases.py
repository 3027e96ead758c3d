"""Phrases at hand, by the keyboard alone: kept, found by pinyin, filled in; focus is never lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.people import Agent, Buyers

DRESS = "L101"


def test_a_phrase_is_kept_found_by_initials_filled_in_and_sent(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    page = agent.page
    editor = page.get_by_test_id("editor")
    page.keyboard.press("i")
    page.keyboard.type("快递单号稍后发您哦")
    page.keyboard.press("Control+s")
    expect(page.get_by_test_id("keep-text")).to_have_value("快递单号稍后发您哦")
    expect(page.get_by_test_id("keep-shortcut")).to_be_focused()
    page.get_by_test_id("keep-text").fill("{昵称}您好，快递单号{几点}查好发您，您先忙{什么}哦")
    page.get_by_test_id("keep-shortcut").focus()
    page.keyboard.type("bu")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("phrase-done")).to_contain_text("存好了")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("快递单号稍后发您哦")

    editor.fill("")
    page.keyboard.type("/kddh")
    found = page.get_by_test_id("phrase")
    expect(found.first).to_contain_text("我的")
    expect(found.first).to_contain_text(buyer.name)
    expect(editor).to_have_attribute("role", "combobox")
    expect(editor).to_have_attribute("aria-activedescendant", "phrase-1")
    expect(page.get_by_test_id("phrase-count")).to_have_text(f"找到 {found.count()} 条")
    page.keyboard.press("Enter")

    blanks = page.get_by_test_id("blank")
    expect(blanks.first).to_be_focused()
    page.keyboard.type("3点{}")
    page.keyboard.press("Tab")
    expect(blanks.nth(1)).to_be_focused()
    page.keyboard.type("别的")
    expect(page.get_by_test_id("blanks-shown")).to_contain_text("3点查好发您，您先忙别的哦")
    page.keyboard.press("Enter")
    said = f"{buyer.name}您好，快递单号3点查好发您，您先忙别的哦"
    expect(editor).to_have_value(said)
    expect(editor).to_be_focused()
    expect(editor).not_to_have_attribute("role", "combobox")
    page.keyboard.press("Control+Enter")
    buyer.reads(said)

    page.keyboard.type("先写的")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("bu")
    expect(found.first).to_contain_text("我的")
    page.keyboard.press("Enter")
    expect(blanks.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("先写的")


def test_the_help_opens_and_closes_by_key_and_focus_returns(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("在吗")
    agent.open(buyer.name)
    page = agent.page
    page.get_by_test_id("close").focus()
    page.keyboard.press("?")
    expect(page.get_by_test_id("help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("help")).not_to_be_visible()
    expect(page.get_by_test_id("close")).to_be_focused()

    assert agent.suggestions
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("x")
    picker = page.get_by_test_id("intent-filter")
    expect(picker).to_be_focused()
    page.keyboard.type("发货时间")
    expect(page.get_by_test_id("picker-count")).to_have_text("1 个意图")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("intent-picker")).not_to_be_visible()
