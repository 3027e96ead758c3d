"""One contender in a process of its own; prints what was measured as a line of JSON.

python -m benchmarks.one_contender train NAME FOLDER PROJECT
python -m benchmarks.one_contender load NAME FOLDER
python -m benchmarks.one_contender read NAME FOLDER JUDGED …
python -m benchmarks.one_contender pace NAME FOLDER JUDGED …   waits for a line on stdin once it has loaded
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from itertools import cycle
from pathlib import Path
from typing import Any

import psutil

from benchmarks.contenders import CONTENDERS
from benchmarks.contenders.contender import Reader
from benchmarks.judged_sets import judged_sets
from benchmarks.tables import quantile
from bot.core.evaluation.judged import Answer, Judged
from bot.core.evaluation.summary import evaluated
from bot.core.understanding import Parse

FIRST = "在吗"
WARM_UP = 20
PACED_FOR = 10.0  # seconds
Measured = dict[str, Any]


def train(name: str, folder: Path, project: str) -> Measured:
    begun = time.perf_counter()
    CONTENDERS[name].train(Path(project), folder)
    return {"train": time.perf_counter() - begun, "train_peak": _peak()}


def load(name: str, folder: Path) -> Measured:
    return _loaded(name, folder)[1]


def read(name: str, folder: Path, *judged: str) -> Measured:
    reader, measured = _loaded(name, folder)
    sets = judged_sets(map(Path, judged))
    distinct = dict.fromkeys(one for messages in sets.values() for one in messages)
    parses, seconds = _read(reader, list(distinct))
    measured |= {"peak": _peak(), "p50": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95)}
    return measured | {"sets": {title: _figures(messages, parses) for title, messages in sets.items()}}


def pace(name: str, folder: Path, *judged: str) -> Measured:
    """Messages per second, beside another that does the same."""
    reader, _ = _loaded(name, folder)
    messages = [one for own in judged_sets(map(Path, judged)).values() for one in own]
    print("ready", file=sys.__stdout__, flush=True)
    sys.stdin.readline()
    count, begun = 0, time.perf_counter()
    for one in cycle(messages):
        reader(one.text, one.previous)
        count += 1
        if time.perf_counter() - begun >= PACED_FOR:
            break
    return {"pace": count / (time.perf_counter() - begun)}


def _loaded(name: str, folder: Path) -> tuple[Reader, Measured]:
    """Loading ends when the first message is understood: some put their work off until then."""
    begun = time.perf_counter()
    reader = CONTENDERS[name].load(folder)
    reader(FIRST, ())
    seconds = time.perf_counter() - begun
    return reader, {"load": seconds, "resident": psutil.Process().memory_info().rss}


def _read(reader: Reader, messages: Sequence[Judged]) -> tuple[dict[Judged, Parse], list[float]]:
    for one in messages[:WARM_UP]:
        reader(one.text, one.previous)
    parses, seconds = {}, []
    for one in messages:
        begun = time.perf_counter()
        parses[one] = reader(one.text, one.previous)
        seconds.append(time.perf_counter() - begun)
    return parses, seconds


def _figures(messages: Sequence[Judged], parses: Mapping[Judged, Parse]) -> dict[str, float]:
    answers: list[Answer] = [(one, parses[one]) for one in messages]
    return {figure.name: figure.value for figure in evaluated(answers, answerable=()).figures}


def _peak() -> int:
    """Bytes. Linux keeps it for this process alone; getrusage counts what its parent had, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


MEASUREMENTS: dict[str, Callable[..., Measured]] = {"train": train, "load": load, "read": read, "pace": pace}

if __name__ == "__main__":
    what, name, folder, *more = sys.argv[1:]
    with redirect_stdout(sys.stderr):  # Rasa talks
        measured = MEASUREMENTS[what](name, Path(folder), *more)
    print(json.dumps(measured))
