"""The desk by keys alone: `?` lists exactly the keys that work, and the focus is never lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pad import paste
from tests.e2e.people import Agent, Buyers, first_draft
from tests.pictures import drawn, with_place
from tests.running import RunningDesk, buyer_message

QUESTION = "起球吗 穿什么码 什么时候发货"
"""Without a product it has three drafts."""


def listed(page: Page) -> list[str]:
    """What the help names; it is opened and closed by keys."""
    page.keyboard.press("?")
    expect(page.get_by_test_id("help")).to_be_visible()
    keys = page.get_by_test_id("help").locator("dt kbd").all_inner_texts()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("help")).to_be_hidden()
    return keys


def picks(number: int) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        page.keyboard.press("1" if number == 3 else "3")
        page.keyboard.press(str(number))
        expect(page.get_by_test_id("suggestion").nth(number - 1)).to_have_attribute("aria-current", "true")

    return check


def opens(key: str, mark: str) -> Callable[[Page], None]:
    """Something opens, Esc closes it, and the focus is where it was."""

    def check(page: Page) -> None:
        page.get_by_test_id("close").focus()
        page.keyboard.press(key)
        expect(page.get_by_test_id(mark)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_test_id(mark)).to_be_hidden()
        expect(page.get_by_test_id("close")).to_be_focused()
        blur(page)

    return check


def blur(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


def writes(page: Page) -> None:
    page.keyboard.press("i")
    expect(page.get_by_test_id("editor")).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_test_id("editor")).to_have_value("1")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("editor")).not_to_be_focused()


def takes_in(page: Page) -> None:
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    text = page.get_by_test_id("suggestion-text").first.inner_text()
    expect(page.get_by_test_id("editor")).to_have_value(text)
    page.get_by_test_id("editor").fill("")
    page.keyboard.press("Escape")


def notes(page: Page) -> None:
    page.keyboard.press("n")
    expect(page.get_by_test_id("note-text")).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(page.get_by_test_id("editor")).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(page.get_by_test_id("note-text")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("editor")).to_be_focused()
    page.keyboard.press("Escape")


def finds(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("发货")
    expect(page.get_by_test_id("phrases")).to_be_visible()
    expect(page.get_by_test_id("editor")).to_have_attribute("role", "combobox")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("phrases")).to_be_hidden()
    expect(page.get_by_test_id("editor")).to_be_focused()
    page.keyboard.press("Escape")


def keeps(page: Page) -> None:
    page.keyboard.press("i")
    page.keyboard.press("Control+s")
    expect(page.get_by_test_id("keep-phrase")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("keep-phrase")).to_be_hidden()
    expect(page.get_by_test_id("editor")).to_be_focused()
    page.keyboard.press("Escape")


def sends_and_takes_back(page: Page) -> None:
    first_draft(page)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("undo-bar")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_test_id("undo-bar")).to_be_hidden()
    page.keyboard.press("i")
    page.get_by_test_id("editor").fill("我查一下再回您")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("undo-bar")).to_be_visible()
    expect(page.get_by_test_id("editor")).to_have_value("")
    page.keyboard.press("Escape")


def goes(key: str) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        here = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url: url != here)

    return check


def test_the_desks_help_lists_exactly_the_keys_that_work(agent: Agent, desk: RunningDesk) -> None:
    """The pictures' ← and → are tried below."""
    checks = {
        "1": picks(1),
        "2": picks(2),
        "3": picks(3),
        "X": opens("x", "intent-picker"),
        "W": opens("w", "why"),
        "?": opens("?", "help"),
        "I": writes,
        "Tab": takes_in,
        "N": notes,
        "/": finds,
        "Ctrl+S": keeps,
        "Enter": sends_and_takes_back,
        "K": goes("k"),  # who was answered stands last now
        "J": goes("j"),
        "↑": goes("ArrowUp"),
        "↓": goes("ArrowDown"),
    }
    tried_with_another = {"Esc", "Alt+N", "U", "Ctrl+Enter", "←", "→"}
    mark = uuid.uuid4().hex[:6]
    with desk.api() as api:
        for place in (1, 2):
            name = f"按键{place}{mark}"
            assert api.post("/messages", json=buyer_message(QUESTION, name)).status_code == 202
    page = agent.page
    page.wait_for_load_state("load")  # before that, nobody hears the search
    page.get_by_test_id("search").fill(mark)
    expect(page.get_by_test_id("conversation-row")).to_have_count(2)
    page.get_by_test_id("conversation-row").first.click()
    expect(page.get_by_test_id("suggestion")).to_have_count(3)
    blur(page)
    assert set(listed(page)) == set(checks) | tried_with_another
    for check in checks.values():
        check(page)


def test_the_pads_help_lists_exactly_the_keys_that_work(pad: Page) -> None:
    paste(pad, QUESTION)
    first_draft(pad)
    blur(pad)
    drafts = pad.get_by_test_id("suggestion")
    expect(drafts).to_have_count(3)
    assert set(listed(pad)) == set("123XWUIPN?↓↑") | {"Ctrl+V", "Enter", "Tab", "Ctrl+Enter", "Esc"}
    for key, at in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        pad.keyboard.press(key)
        expect(drafts.nth(at)).to_have_attribute("aria-current", "true")
    for key, mark in (("x", "intent-picker"), ("w", "why")):
        pad.keyboard.press(key)
        expect(pad.get_by_test_id(mark)).to_be_visible()
        pad.keyboard.press("Escape")
        expect(pad.get_by_test_id(mark)).to_be_hidden()
    for key in ("1", "2", "3", "Enter"):
        expect(drafts).to_have_count(3)
        first_draft(pad)
        pad.keyboard.press(key)
        expect(pad.get_by_test_id("undo-bar")).to_be_visible()
        blur(pad)
        pad.keyboard.press("u")
        expect(pad.get_by_test_id("undo-bar")).to_be_hidden()
    pad.keyboard.press("Tab")
    expect(pad.get_by_test_id("pad-editor")).to_be_focused()
    expect(pad.get_by_test_id("pad-editor")).not_to_have_value("")
    pad.keyboard.press("Escape")
    pad.keyboard.press("i")
    expect(pad.get_by_test_id("pad-editor")).to_be_focused()
    pad.keyboard.press("Control+Enter")
    expect(pad.get_by_test_id("undo-bar")).to_be_visible()
    blur(pad)
    pad.keyboard.press("p")
    expect(pad.get_by_test_id("paste-text")).to_be_focused()
    pad.keyboard.press("Escape")
    pad.keyboard.press("n")
    expect(pad.get_by_test_id("pad-nick")).to_be_hidden()


def test_arrows_go_through_the_pictures_of_a_talk(agent: Agent, buyers: Buyers, tmp_path: Path) -> None:
    buyer = buyers.visitor("L101")
    buyer.says("收到的有色差")
    for count, content in ((1, with_place()), (2, drawn())):
        photo = tmp_path / f"{count}.png"
        photo.write_bytes(content)
        buyer.page.get_by_test_id("chat-picture-file").set_input_files(photo)
        expect(buyer.page.get_by_test_id("picture")).to_have_count(count)
    agent.open(buyer.name)
    page = agent.page
    page.get_by_test_id("picture").first.focus()
    page.keyboard.press("Enter")
    large = page.get_by_test_id("large-picture")
    expect(large).to_be_visible()
    first = large.get_attribute("src")
    page.keyboard.press("ArrowRight")
    expect(large).not_to_have_attribute("src", str(first))
    page.keyboard.press("ArrowLeft")
    expect(large).to_have_attribute("src", str(first))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("picture").first).to_be_focused()


def test_the_focus_comes_back_from_a_form_and_from_a_menu(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known("等等我的小火车")
    buyer.says("在吗")
    agent.open(buyer.name)
    page = agent.page
    flag = page.get_by_test_id("set-flag").first
    flag.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("order-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(flag).to_be_focused()

    owner = page.get_by_test_id("owner")
    owner.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("transfer")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("transfer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("transfer")).to_be_hidden()
    expect(owner).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("transfer-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(owner).to_be_focused()


@pytest.mark.parametrize(("path", "target"), [("/desk", "talk"), ("/scripts", "main"), ("/shift", "main")])
def test_the_first_tab_leads_past_the_bar(agent: Agent, path: str, target: str) -> None:
    page = agent.page
    page.goto(path)
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{target}")).to_be_focused()


def test_where_the_focus_is_can_be_seen_all_over_the_desk(agent: Agent, buyers: Buyers) -> None:
    """Shift+Tab goes through everything that can be operated, and each shows an outline."""
    buyer = buyers.known("等等我的小火车")
    buyer.says("在吗")
    agent.open(buyer.name)
    assert agent.suggestions
    page = agent.page
    page.get_by_test_id("editor").focus()
    seen: set[str] = set()
    for _ in range(120):
        page.keyboard.press("Shift+Tab")
        here = page.evaluate(FOCUSED)
        if here is None:
            continue
        assert here["outline"], f"no outline on {here['name']}"
        seen.add(here["name"])
    wanted = {
        "skip",
        "to-scripts",
        "duty-state",
        "account",
        "sign-out",
        "search",
        "filter-waiting",
        "owner",
        "close",
    }
    wanted |= {"thread", "suggestion-send", "suggestion-edit", "suggestion-reject", "suggestion-why"}
    wanted |= {"conversation-row", "edit-buyer", "set-flag", "send", "to-note", "keep-button"}
    assert wanted <= seen, f"not reached: {wanted - seen}"


FOCUSED = """
(() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  return {
    name: element.dataset.test ?? element.id ?? element.tagName,
    outline: outlineStyle !== 'none' && outlineWidth !== '0px',
  }
})()
"""
