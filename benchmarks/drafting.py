"""Message in -> suggestion stored through the HTTP API, beside a stock Rasa REST call, in one run."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import psutil

from benchmarks.stock_rasa import stock_rasa
from benchmarks.tables import milliseconds, quantile, table
from bot.settings import PROJECT
from tests.running import RunningDesk, start_desk

WARM_UP = 20
ROUNDS = 200
BLOCK = 20
AIM = 0.6
TEXT = "165 108斤穿什么码"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with stock_rasa(folder / "stock") as stock:
            desk = start_desk(folder / "desk", PROJECT / "var" / "models")
            try:
                ours, theirs = _measure(desk, stock)
                _print_times(ours, theirs)
                _print_memory(desk)
            finally:
                desk.stop()


def _measure(desk: RunningDesk, stock: str) -> tuple[list[float], list[float]]:
    """Alternating blocks, so that both see the same weather."""
    ours: list[float] = []
    theirs: list[float] = []
    with desk.api() as api, httpx.Client(timeout=30) as client:
        talk = OneTalk(api, desk.home / "bot.db")
        for _ in range(WARM_UP):
            talk.message_to_suggestion()
            _stock_call(client, stock)
        for _ in range(ROUNDS // BLOCK):
            ours += [talk.message_to_suggestion() for _ in range(BLOCK)]
            theirs += [_stock_call(client, stock) for _ in range(BLOCK)]
    return ours, theirs


def _stock_call(client: httpx.Client, address: str) -> float:
    """A fresh sender each time: stock Rasa is at its fastest in a talk's first turn."""
    begun = time.perf_counter()
    answer = client.post(address, json={"sender": uuid.uuid4().hex, "message": TEXT})
    assert answer.json(), "stock Rasa gave no answer"
    return time.perf_counter() - begun


class OneTalk:
    """One conversation whose buyer asks again and again, ten seconds apart by its own clock."""

    def __init__(self, api: httpx.Client, database: Path) -> None:
        self._api = api
        self._database = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self._at = datetime.now(timezone.utc) - timedelta(days=1)
        self._product = self._database.execute("SELECT code FROM product ORDER BY id").fetchone()[0]

    def message_to_suggestion(self) -> float:
        """Seconds from before the POST until the suggestion can be read by another process."""
        self._at += timedelta(seconds=10)
        before = self._newest()
        begun = time.perf_counter()
        self._api.post("/messages", json=self._message()).raise_for_status()
        while self._newest() == before:
            time.sleep(0.0005)
            if time.perf_counter() - begun > 30:
                raise RuntimeError("no suggestion within 30 s")
        return time.perf_counter() - begun

    def _message(self) -> dict[str, object]:
        return {
            "channel": "benchmark",
            "conversation": "one",
            "message_id": uuid.uuid4().hex,
            "sender": "buyer",
            "kind": "text",
            "buyer": {"id": "b1", "name": "小鹿"},
            "text": TEXT,
            "product": self._product,
            "at": self._at.isoformat(),
        }

    def _newest(self) -> int:
        newest: int | None = self._database.execute("SELECT max(id) FROM suggestion").fetchone()[0]
        return newest or 0


def _print_times(ours: list[float], theirs: list[float]) -> None:
    rows = []
    for share in (0.5, 0.95):
        mine, stock = quantile(ours, share), quantile(theirs, share)
        rows.append((f"p{share * 100:.0f}", milliseconds(mine), milliseconds(stock), f"{mine / stock:.2f}"))
    table(
        f"Message in -> suggestion stored ({len(ours)} each, one conversation; aim: p50 ratio <= {AIM})",
        ("", "Dianxiaoer", "stock Rasa, one-line action", "ratio"),
        rows,
    )


def _print_memory(desk: RunningDesk) -> None:
    rows = []
    for name in ("desk", "actions", "rasa", "worker"):
        memory = psutil.Process(desk.child(name).pid).memory_info().rss
        rows.append((name, f"{memory / 2**20:.0f} MiB"))
    table("Resident memory after the run", ("process", "memory"), rows)


if __name__ == "__main__":
    main()
