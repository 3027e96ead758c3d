"""Starts the processes that measure a contender: alone on one core, but training and the last may use two."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psutil

PROJECT = Path(__file__).resolve().parent.parent
LOADS = 3
CORES = 2
AT_MOST = 3 * 3600  # seconds; DIET takes its time


class NotMeasured(RuntimeError):
    """A contender's process failed; the message is its last word."""


def measured(
    name: str, project: Path, folder: Path, judged: Sequence[Path], tell: Callable[[str], None]
) -> dict[str, Any]:
    """Everything about one contender, as benchmarks.one_contender names it. Raises NotMeasured."""
    start = partial(_start, name, folder)
    tell("training")
    found = _said(start("train", project), folder)
    tell("loading")
    loads = [_said(start("load", core=0), folder)["load"] for _ in range(LOADS - 1)]
    tell("understanding")
    found |= _said(start("read", *judged, core=0), folder)
    found["load"] = statistics.median([*loads, found["load"]])
    tell(f"understanding on {CORES} cores")
    both = [start("pace", *judged, core=core) for core in range(CORES)]
    return found | {"pace": _pace(both, folder)}


def _start(name: str, folder: Path, what: str, *more: Path, core: int | None = None) -> subprocess.Popen[str]:
    """Its stderr goes to the folder's log."""
    with _log(folder).open("a") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.one_contender", what, name, str(folder), *map(str, more)],
            cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
    if core is not None:
        process = psutil.Process(child.pid)
        cores = process.cpu_affinity()
        process.cpu_affinity([cores[core % len(cores)]])
    return child


def _pace(children: Sequence[subprocess.Popen[str]], folder: Path) -> float:
    """Messages per second of all together; they begin when the last has loaded."""
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    for child in children:
        assert child.stdin is not None
        if child.poll() is None:
            print(file=child.stdin, flush=True)
    return sum(float(_said(child, folder)["pace"]) for child in children)


def _said(child: subprocess.Popen[str], folder: Path) -> dict[str, Any]:
    try:
        said, _ = child.communicate(timeout=AT_MOST)
    finally:
        child.kill()
    if child.returncode:
        raise NotMeasured(_log(folder).read_text(encoding="utf-8").strip().rpartition("\n")[2])
    found: dict[str, Any] = json.loads(said)
    return found


def _log(folder: Path) -> Path:
    return folder / "log.txt"
