"""A buyer's message posted -> its suggestion on an agent's screen (Chromium), with 1 and with 30 talks live.

Example: python -m benchmarks.desk_latency --rounds 40
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from playwright.sync_api import Page
from sqlalchemy import select

from benchmarks.desk_browser import says, signed_in_page, wait_for_draft
from benchmarks.desk_buyers import TEXTS
from benchmarks.desk_processes import print_usage, trained_models, usage, weather
from benchmarks.tables import milliseconds, quantile, table
from bot.adapters.store.tables.desk import EventRow
from bot.adapters.store.work import SqlStore
from bot.bootstrap import utc_now
from tests.running import RunningDesk, start_desk

APART = 2.0
"""Seconds between the messages of the open talk, so that each is a turn of its own."""
EACH = 10.0
"""Seconds between two messages of each of the other talks that are live."""
OPEN_TALK = "量时间的买家"
SEEN = """
window.seen = {};
const look = () => document.querySelectorAll('[data-suggestion]').forEach(one => {
  const id = one.dataset.suggestion;
  if (!(id in window.seen)) {
    window.seen[id] = null;
    requestAnimationFrame(() => { window.seen[id] = performance.timeOrigin + performance.now(); });
  }
});
document.addEventListener('DOMContentLoaded', () => {
  look();
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true, attributes: true,
    attributeFilter: ['data-suggestion']});
});
"""
NEWEST = """known => {
  const fresh = Object.entries(window.seen).filter(([id, at]) => at && !known.includes(id));
  if (!fresh.length) return null;
  const at = Math.min(...fresh.map(([_, at]) => at));
  const fetched = performance.getEntriesByType('resource').filter(one => one.name.endsWith('/flow')
    && performance.timeOrigin + one.responseEnd <= at).pop();
  return fetched && {seen: at, asked: performance.timeOrigin + fetched.startTime,
    answered: performance.timeOrigin + fetched.responseEnd};
}"""


class Took(NamedTuple):
    """Seconds of one message, part by part."""

    stored: float
    drafted: float
    told: float
    fetched: float
    drawn: float


PARTS = {
    "stored": "message taken in and stored",
    "drafted": "understood, acted, draft stored",
    "told": "event told to the browser",
    "fetched": "thread fetched",
    "drawn": "drawn",
}


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--talks", nargs="+", type=int, default=[1, 30])
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as name:
        desk = start_desk(Path(name), trained_models())
        try:
            for talks in asked.talks:
                _measure(desk, talks, asked.rounds)
        finally:
            desk.stop()


def _measure(desk: RunningDesk, talks: int, rounds: int) -> None:
    before, begun = usage(desk), time.perf_counter()
    store = SqlStore(f"sqlite:///{desk.home / 'bot.db'}", utc_now, read_only=True)
    with desk.api() as api, signed_in_page(desk, SEEN) as page, _others(desk, talks - 1):
        talk = says(api, OPEN_TALK, TEXTS[0])
        wait_for_draft(api, talk)
        page.goto(f"/desk/{talk}")
        page.wait_for_timeout(APART * 1000)
        took = [_one(api, page, store, talk, TEXTS[number % len(TEXTS)]) for number in range(rounds)]
    store.close()
    print(f"\n{weather()}")
    _print(talks, took)
    print_usage("Meanwhile", before, usage(desk), time.perf_counter() - begun)


def _one(api: httpx.Client, page: Page, store: SqlStore, talk: int, text: str) -> Took:
    known = page.evaluate("performance.clearResourceTimings(), Object.keys(window.seen)")
    begun = time.time()
    says(api, OPEN_TALK, text)
    shown: dict[str, float] = page.wait_for_function(NEWEST, arg=known, polling=50).json_value()
    message, drafted = _at(store, talk, "message"), _at(store, talk, "drafted")
    asked, answered, seen = (shown[what] / 1000 for what in ("asked", "answered", "seen"))
    page.wait_for_timeout(APART * 1000)
    return Took(message - begun, drafted - message, asked - drafted, answered - asked, seen - answered)


def _at(store: SqlStore, talk: int, kind: str) -> float:
    query = select(EventRow.at).where(EventRow.conversation_id == talk, EventRow.kind == kind)
    with store.read() as work:
        found: datetime = work.session.execute(query.order_by(EventRow.id.desc()).limit(1)).scalar_one()
    return found.timestamp()


@contextmanager
def _others(desk: RunningDesk, talks: int) -> Iterator[None]:
    """Other buyers write as long as this lasts, each every ten seconds."""
    over = threading.Event()

    def write() -> None:
        number = 0
        with desk.api() as api:
            while not over.wait(EACH / talks):
                says(api, f"别的买家{number % talks}", TEXTS[number % len(TEXTS)])
                number += 1

    writing = threading.Thread(target=write)
    if talks:
        writing.start()
    try:
        yield
    finally:
        over.set()
        if talks:
            writing.join()


def _print(talks: int, took: Sequence[Took]) -> None:
    rows: list[tuple[Any, ...]] = [_row("together", [sum(one) for one in took])]
    rows += [_row(name, [getattr(one, part) for one in took]) for part, name in PARTS.items()]
    title = f"Message posted -> suggestion on the screen, {talks} talks live ({len(took)} messages)"
    table(title, ("", "p50", "p95"), rows)


def _row(name: str, seconds: Sequence[float]) -> tuple[str, str, str]:
    return name, milliseconds(quantile(seconds, 0.5)), milliseconds(quantile(seconds, 0.95))


if __name__ == "__main__":
    main()
