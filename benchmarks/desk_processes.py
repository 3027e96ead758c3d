"""Memory and processor time of the desk's processes, before and after what a measurement did to them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.tables import table
from bot.settings import PROJECT
from tests.running import RunningDesk

PROCESSES = ("desk", "actions", "rasa", "worker")
MEASURING = "(measuring)"


@dataclass(frozen=True)
class Usage:
    memory: int
    """Resident bytes."""
    work: float
    """Seconds of processor time since the process began."""


def trained_models() -> Path:
    """Where `make run` keeps its models, else where the tests keep theirs: the same data trains both."""
    own = PROJECT / "var" / "models"
    return own if (own / "active.json").exists() else PROJECT / "var" / "tests" / "models"


def usage(desk: RunningDesk) -> dict[str, Usage]:
    """Of each process of the desk, and of the one that asks."""
    found = {name: _of(desk.child(name)) for name in PROCESSES}
    return found | {MEASURING: _of(psutil.Process())}


def print_usage(title: str, before: Mapping[str, Usage], after: Mapping[str, Usage], seconds: float) -> None:
    rows = [
        (
            name,
            f"{before[name].memory / 2**20:.0f} MiB",
            f"{after[name].memory / 2**20:.0f} MiB",
            f"{after[name].work - before[name].work:.1f} s",
            f"{(after[name].work - before[name].work) / seconds:.0%}",
        )
        for name in after
    ]
    table(f"{title} ({seconds:.0f} s)", ("process", "before", "after", "processor time", "of a core"), rows)


def weather() -> str:
    """How busy the machine is with everything that runs on it."""
    minute, five, _ = os.getloadavg()
    return f"load {minute:.1f} now, {five:.1f} over five minutes, on {os.cpu_count()} cores"


def _of(process: psutil.Process) -> Usage:
    times = process.cpu_times()
    return Usage(process.memory_info().rss, times.user + times.system)
