"""What agents and buyers do and see on their screens."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.browsers import opened
from tests.running import RunningDesk


class Staff:
    """Whoever works at the shop, each in a browser of their own."""

    def __init__(self, browser: Browser, desk: RunningDesk) -> None:
        self._browser = browser
        self._desk = desk
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        """Of the scripts of their pages."""

    def agent(self, login: str) -> Agent:
        return Agent(self.at(login, "/desk", "desk"))

    def at(self, login: str, address: str, seen: str) -> Page:
        """Signed in, on a page of their own; `seen` is what that page shows."""
        page = self.at_the_door(f"/sign-in?next={address}")
        sign_in(page, login, self._desk.password, seen)
        return page

    def at_the_door(self, address: str) -> Page:
        """A browser in which nobody has signed in yet."""
        context = opened(self._browser, self._desk)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self._desk.address)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.goto(address)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()


class Agent:
    """What an agent does and sees."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def editor(self) -> Locator:
        return self.page.get_by_test_id("editor")

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
        text = self.presses_first()
        expect(self.page.get_by_test_id("undo-bar")).to_be_visible()
        return text

    def presses_first(self) -> str:
        text = first_draft(self.page)
        self.page.keyboard.press("1")
        self.page.keyboard.press("Enter")
        return text

    def types(self, text: str) -> None:
        self.editor.click()
        self.page.keyboard.type(text)

    def says(self, text: str) -> None:
        """A reply of their own words."""
        self.editor.fill(text)
        self.page.keyboard.press("Control+Enter")

    def turns_down(self, meant: str) -> None:
        """The first draft, and what the buyer meant instead."""
        self.page.get_by_test_id("suggestion-reject").first.click()
        picker = self.page.get_by_test_id("intent-picker")
        expect(picker).to_be_visible()
        self.page.get_by_test_id("intent-filter").fill(meant)
        self.page.keyboard.press("Enter")
        expect(picker).not_to_be_visible()

    def hands_talk_to(self, whom: str, note: str) -> None:
        """To a login, or to `supervisor:`."""
        self.page.get_by_test_id("owner").click()
        self.page.get_by_test_id("transfer").click()
        self.page.get_by_test_id("transfer-to").select_option(whom)
        self.page.get_by_test_id("transfer-note").fill(note)
        self.page.get_by_test_id("transfer-send").click()
        expect(self.page.get_by_test_id("transfer-dialog")).not_to_be_visible()


def sign_in(page: Page, login: str, password: str, seen: str) -> None:
    """At the door; `seen` is what the page behind it shows."""
    page.get_by_test_id("login").fill(login)
    page.get_by_test_id("password").fill(password)
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id(seen)).to_be_visible()
    page.wait_for_load_state("load")  # scripts included: before that, nobody listens for keys


def first_draft(page: Page) -> str:
    """The first suggestion, once the desk takes Enter for it: not before it could have been read."""
    expect(page.locator("[data-suggestion][data-ready]")).to_be_visible()
    return page.get_by_test_id("suggestion-text").first.inner_text()


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

    def reads_once(self, text: str) -> None:
        expect(self.page.get_by_test_id("chat-bubble").filter(has_text=text)).to_have_count(1)


def come_as(page: Page, nick: str) -> Buyer:
    """As a buyer of the demo shop."""
    page.goto("/chat/who")
    page.locator(f'[data-test="demo-buyer"][data-buyer="{nick}"]').click()
    expect(page.get_by_test_id("chat-name")).to_have_text(nick)
    page.wait_for_load_state("load")
    return Buyer(page)


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
        page.wait_for_load_state("load")
        return Buyer(page)

    def known(self, nick: str) -> Buyer:
        """A buyer of the demo shop, with orders and a story."""
        return come_as(self._page(), nick)

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _page(self) -> Page:
        self._contexts.append(opened(self._browser, self._desk))
        return self._contexts[-1].new_page()
