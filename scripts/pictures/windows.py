"""Windows of people at the demo shop, and pictures of them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

PATIENCE = 60_000
"""Milliseconds."""
COLOURS = 256
"""Of a picture's palette: screens are flat, a photo would need more."""
WIDE, PHONE = (1366, 768), (390, 780)


class Windows:
    def __init__(self, browser: Browser, address: str, password: str, pictures: Path) -> None:
        self._browser = browser
        self._password = password
        self._pictures = pictures
        self.address = address

    def signed_in(
        self, login: str, path: str, seen: str, size: tuple[int, int] = WIDE, *, dark: bool = False
    ) -> Page:
        """A page of somebody's own, once what is to be `seen` is there."""
        page = self.opened(f"/sign-in?next={path}", size, dark=dark)
        page.get_by_test_id("login").fill(login)
        page.get_by_test_id("password").fill(self._password)
        page.get_by_test_id("sign-in").click()
        page.get_by_test_id(seen).first.wait_for()
        page.wait_for_load_state("networkidle" if path not in LIVE else "load")
        return page

    def opened(self, path: str, size: tuple[int, int] = WIDE, *, dark: bool = False) -> Page:
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.address)
        page = context.new_page()
        page.goto(f"{self.address}{path}")
        return page

    def take(self, page: Page, name: str) -> None:
        taken = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        taken.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            self._pictures / f"{name}.png", optimize=True
        )


LIVE = ("/desk", "/pad", "/morning", "/work", "/followups", "/models", "/training")
"""Their stream is never idle."""
