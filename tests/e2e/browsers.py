"""Chromium, windows of it, and its network, which can be cut."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

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
UNTHROTTLED = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}

expect.set_options(timeout=PATIENCE)


def opened(browser: Browser, desk: RunningDesk) -> BrowserContext:
    context = browser.new_context(viewport=SCREEN, base_url=desk.address, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    return context


class Network:
    """What lies between one page and the desk."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._chromium = page.context.new_cdp_session(page)
        self._chromium.send("Network.enable")

    def cut(self) -> None:
        self._emulate(offline=True)

    def restore(self) -> None:
        self._emulate(offline=False)

    @contextmanager
    def loses_an_answer(self, address: str) -> Iterator[None]:
        """The desk gets the request and acts on it; the browser never hears so."""

        def lose(route: Route) -> None:
            route.fetch()
            route.abort("connectionreset")

        self._page.route(address, lose, times=1)
        with self._page.expect_event("requestfailed"):
            yield

    @contextmanager
    def is_slow_with(self, address: str) -> Iterator[None]:
        """The request is on its way for as long as this lasts."""
        under_way: list[Route] = []

        def hold(route: Route) -> None:
            under_way.append(route)

        self._page.route(address, hold, times=1)
        yield
        under_way.pop().continue_()

    def _emulate(self, *, offline: bool) -> None:
        self._chromium.send("Network.emulateNetworkConditions", {"offline": offline, **UNTHROTTLED})
