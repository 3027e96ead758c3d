"""Every screen in light and dark: nothing that axe calls serious or critical."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.axe import findings
from tests.e2e.every_screen import NARROW, SCREENS, Screen, Visits, fill
from tests.running import RunningDesk


@pytest.fixture(scope="module")
def visits(browser: Browser, desk: RunningDesk) -> Iterator[Visits]:
    with desk.api() as api:
        fill(api)
    made = Visits(browser, desk.address, desk.password)
    made.story()
    yield made
    made.close()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_has_no_serious_finding_in_light_dark_and_narrow(visits: Visits, screen: Screen) -> None:
    with visits.to(screen) as page:
        found = [f"light: {line}" for line in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {line}" for line in findings(page)]
        page.set_viewport_size(NARROW)
        found += [f"narrow: {line}" for line in findings(page)]
    assert not found, "\n".join(found)
