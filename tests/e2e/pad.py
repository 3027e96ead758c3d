"""What people do on the pad, a narrow window beside the client they work in."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.people import Staff

PANEL = {"width": 400, "height": 720}


def opens_pad(staff: Staff, login: str) -> Page:
    page = staff.at(login, "/pad", "pad-empty")
    page.set_viewport_size(PANEL)  # type: ignore[arg-type]
    return page


def paste(page: Page, text: str) -> None:
    """As from another window: the clipboard is filled there, here is only Ctrl+V."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def on_clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))
