"""What a desk page with an open talk weighs on the wire, and whether anything on it jumps.

Example: python -m benchmarks.page_weight
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from benchmarks.desk_browser import says, signed_in_page, wait_for_draft
from benchmarks.desk_processes import trained_models, weather
from benchmarks.tables import table
from tests.running import RunningDesk, start_desk

AIM = 200
"""kB (1000 bytes) on the wire, everything included."""
TALKS = 30
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shifts.push([one.value, one.hadRecentInput,
    one.sources.map(source => source.node?.id || source.node?.className || source.node?.nodeName).join(' ')]);
}).observe({type: 'layout-shift', buffered: true});
"""
TYPED = "亲，165 的身高、108 斤，平时穿 M 码的话，这件也建议您选 M，版型略宽松，"
MOMENTS = 1500
"""Milliseconds for what moves late to move."""


class Part(NamedTuple):
    kind: str
    wire: int
    """Bytes, headers included."""
    size: int


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = start_desk(Path(name), trained_models())
        try:
            _measure(desk)
        finally:
            desk.stop()


def _measure(desk: RunningDesk) -> None:
    with desk.api() as api, signed_in_page(desk, SHIFTS) as page:
        talk = [says(api, f"买家{number:02}", "165 108斤穿什么码") for number in range(TALKS)][-1]
        wait_for_draft(api, talk)
        print(f"\n{weather()}")
        _print_weight(_loaded(page, f"/desk/{talk}"))
        rows = [("while the page is opened", *_shifts(page))]
        page.locator("[data-test=editor]").click()
        page.wait_for_timeout(MOMENTS)
        _shifts(page)
        page.keyboard.type(TYPED * 3, delay=20)
        page.wait_for_timeout(MOMENTS)
        rows.append(("while typing", *_shifts(page)))
        shown = page.locator("[data-suggestion]").first.get_attribute("data-suggestion")
        says(api, f"买家{TALKS - 1:02}", "有黑色的吗")
        page.locator(f'[data-suggestion]:not([data-suggestion="{shown}"])').first.wait_for()
        page.wait_for_timeout(MOMENTS)
        rows.append(("while the buyer writes and a suggestion comes", *_shifts(page)))
        header = ("", "sum", "of it right after input", "what moved")
        table("Layout shift (aim: 0 while typing)", header, rows)


def _loaded(page: Page, path: str) -> list[Part]:
    """Everything that a browser fetches that has never been here, until the network is quiet."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.clearBrowserCache")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = defaultdict(int)
    parts: list[Part] = []
    protocol.on("Network.responseReceived", lambda heard: kinds.update({heard["requestId"]: heard["type"]}))

    def grown(heard: dict[str, Any]) -> None:
        sizes[heard["requestId"]] += heard["dataLength"]

    def ended(heard: dict[str, Any]) -> None:
        request = heard["requestId"]
        parts.append(Part(kinds.get(request, "Other"), int(heard["encodedDataLength"]), sizes[request]))

    protocol.on("Network.dataReceived", grown)
    protocol.on("Network.loadingFinished", ended)
    page.goto(path)
    page.wait_for_timeout(2 * MOMENTS)
    protocol.detach()
    return parts


def _print_weight(parts: list[Part]) -> None:
    rows = [
        (kind, *_sums([part for part in parts if part.kind == kind]))
        for kind in sorted({part.kind for part in parts})
    ]
    rows.append(("together", *_sums(parts)))
    title = f"Desk page with an open talk and {TALKS} in its list (aim: {AIM} kB on the wire)"
    table(title, ("kind", "answers", "on the wire", "uncompressed"), rows)


def _sums(parts: list[Part]) -> tuple[int, str, str]:
    wire, size = sum(part.wire for part in parts), sum(part.size for part in parts)
    return len(parts), f"{wire / 1000:.1f} kB", f"{size / 1000:.1f} kB"


def _shifts(page: Page) -> tuple[str, str, str]:
    """Since the last look."""
    found: list[tuple[float, bool, str]] = page.evaluate("window.shifts.splice(0)")
    after_input = sum(value for value, is_after, _ in found if is_after)
    moved = ", ".join(sorted({what for *_, what in found}))
    return f"{sum(value for value, *_ in found):.4f}", f"{after_input:.4f}", moved


if __name__ == "__main__":
    main()
