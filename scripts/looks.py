"""Every screen of the console as a picture, at three widths, in light and dark. For whoever changed a page.

Example: python scripts/looks.py --address http://127.0.0.1:8000 --talks 200 --only desk --into var/looks
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Literal

import httpx
from playwright.sync_api import Error, Page, ViewportSize, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from bot.settings import settings  # noqa: E402 - a script is started from anywhere
from tests.e2e.browsers import CHROMIUM, FLAGS  # noqa: E402
from tests.e2e.every_screen import SCREENS, Visits, fill  # noqa: E402

SIZES: dict[str, ViewportSize] = {
    "1366": {"width": 1366, "height": 768},
    "1920": {"width": 1920, "height": 1080},
    "400": {"width": 400, "height": 780},
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RELAID = 150
"""Milliseconds a page takes to stand still after its size or scheme changed."""


def main() -> None:
    chosen = _arguments()
    wrong: list[str] = []
    chosen.into.mkdir(parents=True, exist_ok=True)
    with httpx.Client(
        base_url=f"{chosen.address}/api/v1",
        headers={"Authorization": f"Bearer {settings().secret('demo-token')}"},
        timeout=30,
    ) as api:
        fill(api, chosen.talks)
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        visits = Visits(browser, chosen.address, settings().secret("demo-password")[:12])
        visits.story()
        for screen in SCREENS:
            if chosen.only not in screen.name:
                continue
            try:
                with visits.to(screen) as page:
                    wrong += _take(page, chosen.into / screen.name)
            except (Error, AssertionError) as fault:
                wrong.append(f"{screen.name}: {str(fault).splitlines()[0]}")
        browser.close()
    if wrong:
        sys.exit("\n".join(wrong))


def _take(page: Page, name: Path) -> list[str]:
    """What is wider than its screen."""
    wrong = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(RELAID)
            page.screenshot(path=f"{name}-{size}-{scheme}.png")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wrong.append(f"{name.name} at {size}: {over} pixels too wide")
    return wrong


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default=f"http://{settings().host}:{settings().port}")
    parser.add_argument("--talks", type=int, default=0, help="how many more buyers write first")
    parser.add_argument("--only", default="", help="screens with this in their name")
    parser.add_argument("--into", type=Path, default=PROJECT / "var" / "looks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
