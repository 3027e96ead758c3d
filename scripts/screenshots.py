"""Make the pictures of docs/pictures: every screen of a running desk with the demo shop, as small PNG files.

Example: python scripts/screenshots.py --address http://127.0.0.1:8000 --password … --only desk pad
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from bot.settings import settings  # noqa: E402 - a script is started from anywhere
from scripts.pictures.screens import SCREENS, Story  # noqa: E402
from scripts.pictures.windows import Windows  # noqa: E402

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


def main() -> None:
    chosen = _arguments()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            story = Story(Windows(browser, chosen.address.rstrip("/"), chosen.password, PICTURES))
            for name in chosen.only or SCREENS:
                SCREENS[name](story)
        except TimeoutError as fault:
            first = str(fault).splitlines()[0]
            sys.exit(f"No picture: {first} Is the desk ready ({chosen.address}/readyz)?")
        finally:
            browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--address", default=f"http://{settings().host}:{settings().port}", help="a running desk"
    )
    parser.add_argument("--password", default=settings().secret("demo-password")[:12])
    parser.add_argument("--only", nargs="+", choices=SCREENS, help="only these screens")
    return parser.parse_args()


if __name__ == "__main__":
    main()
