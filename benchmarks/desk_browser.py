"""A real Chromium before the real desk, signed in as the demo shop's agent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, SCREEN
from tests.running import RunningDesk, buyer_message

DRAFTED_WITHIN = 60
PRODUCT = "L101"


@contextmanager
def signed_in_page(desk: RunningDesk, script: str = "") -> Iterator[Page]:
    """`script` runs in every page before its own do."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport=SCREEN, base_url=desk.address, locale="zh-CN")
        context.set_default_timeout(DRAFTED_WITHIN * 1000)
        context.add_init_script(script)
        page = context.new_page()
        page.goto("/")
        page.locator("[data-test=login]").fill("xiaomei")
        page.locator("[data-test=password]").fill(desk.password)
        page.locator("[data-test=sign-in]").click()
        page.locator("[data-test=desk]").wait_for()
        yield page
        browser.close()


def says(api: httpx.Client, talk: str, text: str, **more: Any) -> int:
    """A buyer writes; returns the conversation."""
    answer = api.post("/messages", json=buyer_message(text, talk, product=PRODUCT, **more))
    answer.raise_for_status()
    return int(answer.json()["conversation_id"])


def is_drafted(api: httpx.Client, conversation: int) -> bool:
    answer = api.get(f"/conversations/{conversation}")
    answer.raise_for_status()
    return bool(answer.json()["suggestions"])


def wait_for_draft(api: httpx.Client, conversation: int) -> None:
    until = time.monotonic() + DRAFTED_WITHIN
    while not is_drafted(api, conversation):
        if time.monotonic() > until:
            raise RuntimeError(f"no suggestion within {DRAFTED_WITHIN} s")
        time.sleep(0.1)
