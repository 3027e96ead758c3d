"""The pad beside another client: paste, one key, and the reply is on the clipboard."""

from __future__ import annotations

import uuid

from playwright.sync_api import Page, expect

from tests.e2e.pad import on_clipboard, paste
from tests.e2e.people import first_draft


def test_two_keys_from_the_buyers_words_to_the_reply_on_the_clipboard(pad: Page) -> None:
    nick = f"小鹿{uuid.uuid4().hex[:6]}"
    chat = f"{nick} 2026-11-18 10:00:00\n在吗\n花间集:小美 2026-11-18 10:00:05\n在的，您说\n"
    chat += f"{nick} 2026-11-18 10:01:00\n现在拍今天能发货吗"
    paste(pad, chat)
    expect(pad.get_by_test_id("pad-nick")).to_have_text(nick)
    expect(pad.get_by_test_id("suggestion-intent").first).to_contain_text("发货时间")
    draft = first_draft(pad)
    pad.keyboard.press("1")
    expect(pad.get_by_test_id("copied-yes")).to_be_visible()
    assert on_clipboard(pad) == draft
    expect(pad.get_by_test_id("bubble").last).to_contain_text(draft)

    more = f"{chat}\n花间集:小美 2026-11-18 10:02:00\n{draft}\n{nick} 2026-11-18 10:03:00\n好的谢谢"
    paste(pad, more)
    expect(pad.get_by_test_id("added")).to_have_text("新增 1 句")
    expect(pad.get_by_test_id("suggestion-intent").first).to_contain_text("感谢")

    pad.get_by_test_id("pad-to-desk").click()
    row = pad.get_by_test_id("conversation-row").filter(has_text=nick)
    expect(row).to_contain_text("贴板")
    expect(pad.get_by_test_id("delivery").last).to_have_text("已复制")


def test_an_edited_reply_is_copied_as_edited_and_digits_are_only_typed(pad: Page) -> None:
    paste(pad, "什么时候发货")
    first_draft(pad)
    pad.keyboard.press("Tab")
    editor = pad.get_by_test_id("pad-editor")
    expect(editor).to_be_focused()
    pad.keyboard.press("End")
    pad.keyboard.type("，大概2天到")
    expect(pad.get_by_test_id("copied")).to_be_hidden()
    words = editor.input_value()
    pad.keyboard.press("Control+Enter")
    expect(pad.get_by_test_id("copied-yes")).to_be_visible()
    assert on_clipboard(pad) == words
    expect(editor).to_have_value("")


def test_not_this_brings_drafts_for_what_was_meant_by_keys_alone(pad: Page) -> None:
    paste(pad, "在吗")
    first_draft(pad)
    pad.keyboard.press("x")
    pad.keyboard.type("发货时间")
    pad.keyboard.press("Enter")
    expect(pad.get_by_test_id("suggestion-intent").first).to_contain_text("发货时间")


def test_a_second_thought_brings_the_drafts_back(pad: Page) -> None:
    paste(pad, "什么时候发货")
    draft = first_draft(pad)
    pad.keyboard.press("1")
    expect(pad.get_by_test_id("undo-bar")).to_be_visible()
    pad.keyboard.press("u")
    expect(pad.get_by_test_id("suggestion-text").first).to_have_text(draft)
    expect(pad.get_by_test_id("copied")).to_be_hidden()


def test_a_second_thought_at_once_is_not_lost(pad: Page) -> None:
    paste(pad, "什么时候发货")
    draft = first_draft(pad)
    pad.evaluate(
        """() => { window.pressed = new Promise((done) => {
          new MutationObserver((_, watching) => {
            const button = document.querySelector('form.undo button')
            if (!button) return
            watching.disconnect()
            button.click()
            done()
          }).observe(document.body, {childList: true, subtree: true})
        }) }"""
    )
    pad.keyboard.press("1")
    pad.evaluate("() => window.pressed")
    expect(pad.get_by_test_id("suggestion-text").first).to_have_text(draft)
    expect(pad.get_by_test_id("copied")).to_be_hidden()


def test_a_browser_that_refuses_the_clipboard_selects_the_text(pad: Page) -> None:
    paste(pad, "什么时候发货")
    draft = first_draft(pad)
    pad.evaluate(
        """() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
          document.execCommand = () => false
        }"""
    )
    pad.keyboard.press("1")
    expect(pad.get_by_test_id("copied-no")).to_be_visible()
    expect(pad.get_by_test_id("copied-text")).to_be_focused()
    assert pad.evaluate("getSelection().toString()") == draft


def test_what_the_guard_blocks_is_not_copied(pad: Page) -> None:
    paste(pad, "在吗")
    first_draft(pad)
    pad.keyboard.press("i")
    pad.keyboard.type("加我微信 abc12345 吧")
    pad.keyboard.press("Control+Enter")
    expect(pad.get_by_test_id("finding").first).to_be_visible()
    expect(pad.get_by_test_id("copied")).to_be_hidden()
    assert on_clipboard(pad) == "在吗"
    expect(pad.get_by_test_id("pad-editor")).to_have_value("加我微信 abc12345 吧")
