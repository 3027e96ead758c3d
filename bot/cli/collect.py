"""python -m bot learn collect: sentences worth a label, from decisions and from imported chat logs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache

import typer

from bot.adapters.training_data import read_sentences
from bot.bootstrap import House
from bot.cli.prepare import open_shop
from bot.core.understanding import Candidate
from bot.services.training_collect import BATCH, Collected, Sentences
from bot.services.training_reading import TrainingReading
from bot.settings import PROJECT


def collect(
    most: int = typer.Option(0, "--most", min=0, help="Stop after so many messages; 0: when all are seen"),
    decisions_only: bool = typer.Option(
        False, "--decisions-only", help="Leave out imported chat logs: reading them takes the model"
    ),
) -> None:
    """Gather what the training inbox (/training) asks about. Goes on where the last run ended.

    Example: python -m bot learn collect --most 10000
    """
    home = open_shop()
    run = home.training.collect(_taught)
    reading = lru_cache(maxsize=1)(lambda: _reading(home))
    total = Collected()
    for told in _batches(run.decisions, most):
        total += told
        _progress("decisions", total)
    if not decisions_only:
        left = max(most - total.looked_at, 1) if most else 0
        for told in _batches(lambda limit: run.logs(reading, limit), left):
            total += told
            _progress("chat logs", total)
    reread = sum(_reread(run.reread, reading)) if not decisions_only and _is_stale(home) else 0
    home.training.desk.write_file()
    sys.stderr.write("\r\x1b[K")
    typer.echo(
        f"looked at {total.looked_at} messages: {total.new} new sentences to label, "
        f"{total.again} written again, {reread} read by the new model"
    )


def collect_decisions(home: House, most: int = 2000) -> Collected:
    """What a clock starts: a bounded look at what was decided since the last one."""
    return sum(_batches(home.training.collect(_taught).decisions, most), Collected())


def _taught() -> Sentences:
    return read_sentences(PROJECT / "data" / "nlu")


def _batches(batch: Callable[[int], Collected], most: int) -> Iterator[Collected]:
    looked_at = 0
    while not most or looked_at < most:
        told = batch(min(BATCH, most - looked_at) if most else BATCH)
        if not told.looked_at:
            return
        looked_at += told.looked_at
        yield told


def _reread(
    reread: Callable[[TrainingReading], int], reading: Callable[[], TrainingReading]
) -> Iterator[int]:
    while count := reread(reading()):
        yield count


def _is_stale(home: House) -> bool:
    """Whether another model than the active one has read what is open."""
    active = home.models.active()
    with home.store.read() as work:
        return active is not None and bool(work.training.read_by_others(active.id, limit=1))


def _reading(home: House) -> TrainingReading:
    from bot.cli.understanding import active_understanding

    understanding = active_understanding()

    def read(text: str) -> tuple[Candidate, ...]:
        parse = understanding.parse(text)
        return parse.clauses[0].ranking if len(parse.clauses) == 1 else ()

    return TrainingReading(home.store, read, understanding.model_id)


_began = time.monotonic()


def _progress(source: str, total: Collected) -> None:
    pace = total.looked_at / max(time.monotonic() - _began, 0.001)
    sys.stderr.write(f"\r\x1b[K{source}: {total.looked_at} messages, {total.new} new, {pace:.0f} a second")
    sys.stderr.flush()
