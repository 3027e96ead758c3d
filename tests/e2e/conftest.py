"""A real Chromium before the real desk. Tests act through the screens only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.running import RunningDesk

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1366, "height": 768}
PATIENCE = 20_000
"""Milliseconds; drafts take a fraction of a second, a loaded machine takes longer."""
SETTLED = 700
"""Milliseconds; for half a second after suggestions changed the desk ignores Enter."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def opened(browser: Browser, desk: RunningDesk) -> BrowserContext:
    context = browser.new_context(viewport=SCREEN, base_url=desk.address, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def agent(browser: Browser, desk: RunningDesk) -> Iterator[Agent]:
    context = opened(browser, desk)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto("/")
    page.get_by_test_id("login").fill("xiaomei")
    page.get_by_test_id("password").fill(desk.password)
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id("desk")).to_be_visible()
    yield Agent(page)
    context.close()
    assert not faults, f"scripts of the page failed: {faults}"


@pytest.fixture
def buyers(browser: Browser, desk: RunningDesk) -> Iterator[Buyers]:
    made = Buyers(browser, desk)
    yield made
    made.close()


class Agent:
    """What an agent does and sees."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, nick: str) -> None:
        """Open the talk of a buyer from the list."""
        self.page.get_by_test_id("conversation-row").filter(has_text=nick).first.click()
        expect(self.page.get_by_test_id("talk-nick")).to_have_text(nick)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_test_id("thread")).to_contain_text(text)

    @property
    def suggestions(self) -> list[str]:
        expect(self.page.get_by_test_id("suggestion-text").first).to_be_visible()
        return self.page.get_by_test_id("suggestion-text").all_inner_texts()

    def waits_for_suggestion(self, text: str) -> str:
        """The first suggestion that contains the text."""
        found = self.page.get_by_test_id("suggestion-text").filter(has_text=text).first
        expect(found).to_be_visible()
        return found.inner_text()

    def understands(self, intent: str) -> None:
        """The first suggestion answers this intent, by its Chinese name."""
        expect(self.page.get_by_test_id("suggestion-intent").first).to_contain_text(intent)

    def sends_first(self) -> str:
        """One key: the first suggestion is picked already, Enter sends it."""
        text = self.suggestions[0]
        self.page.wait_for_timeout(SETTLED)
        assert self.suggestions[0] == text, "the suggestion changed under the agent's finger"
        self.page.keyboard.press("1")
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_test_id("undo-bar")).to_be_visible()
        return text


class Buyer:
    """What a buyer does and sees in the shop's chat."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def name(self) -> str:
        return self.page.get_by_test_id("chat-name").inner_text()

    def says(self, text: str) -> None:
        self.page.get_by_test_id("chat-input").fill(text)
        self.page.get_by_test_id("chat-send").click()
        expect(self.page.get_by_test_id("chat-thread")).to_contain_text(text)

    def reads(self, text: str) -> None:
        expect(self.page.get_by_test_id("chat-thread")).to_contain_text(text)


class Buyers:
    """Buyers, each in a browser of their own."""

    def __init__(self, browser: Browser, desk: RunningDesk) -> None:
        self._browser = browser
        self._desk = desk
        self._contexts: list[BrowserContext] = []

    def visitor(self, product: str) -> Buyer:
        """Somebody new, on a product's page."""
        page = self._page()
        page.goto(f"/chat?product={product}")
        if page.get_by_test_id("new-visitor").count():
            page.get_by_test_id("new-visitor").click()
        expect(page.get_by_test_id("chat-product")).to_be_visible()
        return Buyer(page)

    def known(self, nick: str) -> Buyer:
        """A buyer of the demo shop, with orders and a story."""
        page = self._page()
        page.goto("/chat/who")
        page.locator(f'[data-test="demo-buyer"][data-buyer="{nick}"]').click()
        expect(page.get_by_test_id("chat-name")).to_have_text(nick)
        return Buyer(page)

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _page(self) -> Page:
        self._contexts.append(opened(self._browser, self._desk))
        return self._contexts[-1].new_page()
