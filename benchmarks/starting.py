"""`make run` in a folder with a trained model: seconds until it answers and until it drafts, and memory.

Example: python -m benchmarks.starting
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil

from benchmarks.desk_processes import PROCESSES, trained_models, weather
from benchmarks.tables import table
from tests.running import READY_WITHIN, RunningDesk, desk_process

ROUNDS = 3


class Start(NamedTuple):
    alive: float
    """Seconds until /healthz answers: pages can be opened."""
    ready: float
    """Seconds until /readyz does: a probe message came back with a suggestion."""
    work: float
    """Seconds of processor time of all processes until then."""
    memory: dict[str, int]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        first = [_start(Path(name) / "first")]
        again = []
        for _ in range(ROUNDS):
            again.append(_start(Path(name) / "first"))
        print(f"\n{weather()}")
        _print([("first start, with the demo shop to set up", first), ("every start after it", again)])


def _start(home: Path) -> Start:
    begun = time.perf_counter()
    desk = desk_process(home, trained_models())
    try:
        alive = _answers(desk, "/healthz", begun)
        ready = _answers(desk, "/readyz", begun)
        family = [psutil.Process(desk.process.pid), *desk.children()]
        work = sum(sum(one.cpu_times()[:4]) for one in family)
        memory = {name: desk.child(name).memory_info().rss for name in PROCESSES}
        return Start(alive, ready, work, memory)
    finally:
        desk.stop()


def _answers(desk: RunningDesk, path: str, begun: float) -> float:
    while time.perf_counter() - begun < READY_WITHIN:
        try:
            if httpx.get(f"{desk.address}{path}", timeout=20).status_code == httpx.codes.OK:
                return time.perf_counter() - begun
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{path} does not answer:\n{desk.tail()}")


def _print(starts: list[tuple[str, list[Start]]]) -> None:
    rows = []
    for name, found in starts:
        alive, ready, work = (
            statistics.median(getattr(start, what) for start in found) for what in ("alive", "ready", "work")
        )
        rows.append((name, f"{alive:.1f} s", f"{ready:.1f} s", f"{work:.1f} s"))
    header = ("", "pages answer", "drafts come", "processor time of all until then")
    table(f"From `make run` (medians of {ROUNDS} starts after the first)", header, rows)
    last = starts[-1][1][-1].memory
    table(
        "Resident memory once ready",
        ("process", "memory"),
        [(name, f"{last[name] / 2**20:.0f} MiB") for name in PROCESSES],
    )


if __name__ == "__main__":
    main()
