"""Make the pictures of the README: a size question on the desk, and the buyer's chat with its answer.

Example: python scripts/screenshots.py --address http://127.0.0.1:8000 --login xiaomei --password …
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from bot.settings import settings  # noqa: E402 - a script is started from anywhere

PICTURES = PROJECT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BUYER, PRODUCT, QUESTION = "林间有鹿Lulu", "L101", "165 108斤 拿什么码合适呀"
PATIENCE = 30_000
SETTLED = 700
"""Milliseconds after which everything stands where it belongs, and Enter counts again."""


def main() -> None:
    chosen = _arguments()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            _take(browser, chosen.address.rstrip("/"), chosen.login, chosen.password)
        except TimeoutError as fault:
            first = str(fault).splitlines()[0]
            sys.exit(f"No picture: {first} Is the desk ready ({chosen.address}/readyz)?")
        finally:
            browser.close()


def _take(browser: Browser, address: str, login: str, password: str) -> None:
    desk = _page(browser, 1366, 768)
    _sign_in(desk, address, login, password)
    chat = _page(browser, 400, 780)
    _ask(chat, address)
    desk.locator("[data-test=conversation-row]", has_text=BUYER).click()
    desk.locator("[data-test=suggestion]").first.wait_for()
    desk.wait_for_timeout(SETTLED)
    desk.screenshot(path=PICTURES / "desk.png")
    replies = chat.locator("[data-test=chat-bubble][data-sender=agent]")
    before = replies.count()
    desk.keyboard.press("Enter")
    replies.nth(before).wait_for()
    chat.wait_for_timeout(SETTLED)
    chat.screenshot(path=PICTURES / "chat.png")


def _page(browser: Browser, width: int, height: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def _sign_in(desk: Page, address: str, login: str, password: str) -> None:
    desk.goto(f"{address}/sign-in")
    desk.fill("[data-test=login]", login)
    desk.fill("[data-test=password]", password)
    desk.click("[data-test=sign-in]")
    desk.locator("[data-test=desk]").wait_for()


def _ask(chat: Page, address: str) -> None:
    chat.goto(f"{address}/chat/who?product={PRODUCT}")
    chat.click(f"[data-test=demo-buyer][data-buyer='{BUYER}']")
    chat.fill("[data-test=chat-input]", QUESTION)
    chat.keyboard.press("Enter")
    chat.locator("[data-test=chat-bubble][data-sender=buyer]", has_text=QUESTION).last.wait_for()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--address", default=f"http://{settings().host}:{settings().port}", help="a running desk"
    )
    parser.add_argument("--login", default="xiaomei")
    parser.add_argument("--password", default=settings().secret("demo-password")[:12])
    return parser.parse_args()


if __name__ == "__main__":
    main()
