"""A real Chromium before the real desk. Tests act through the screens only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browsers import CHROMIUM, FLAGS
from tests.e2e.pad import opens_pad
from tests.e2e.people import Agent, Buyers, Staff
from tests.running import RunningDesk


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def staff(browser: Browser, desk: RunningDesk) -> Iterator[Staff]:
    made = Staff(browser, desk)
    yield made
    made.close()
    assert not made.faults, f"scripts of the pages failed: {made.faults}"


@pytest.fixture
def agent(staff: Staff) -> Agent:
    return staff.agent("xiaomei")


@pytest.fixture
def supervisor(staff: Staff) -> Page:
    """Whoever leads, at the desk."""
    return staff.at("zhuguan", "/desk", "desk")


@pytest.fixture
def buyers(browser: Browser, desk: RunningDesk) -> Iterator[Buyers]:
    made = Buyers(browser, desk)
    yield made
    made.close()


@pytest.fixture
def pad(staff: Staff) -> Page:
    return opens_pad(staff, "xiaomei")
