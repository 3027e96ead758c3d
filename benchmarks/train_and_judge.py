"""How long a training and its judging take, from the queue to the verdict, and where the time goes.

A sample of our sentences is trained in a home of its own and judged against a whole model on the frozen set.
Example: python -m benchmarks.train_and_judge --sentences 10000 --active var/models/20261122-113941.tar.gz
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.desk_processes import weather
from benchmarks.tables import table
from benchmarks.training_project import training_project
from bot.adapters.models import Models
from bot.bootstrap import House
from bot.cli.training_job import run
from bot.core.training_jobs import TrainingJob
from bot.services.people import OPERATOR
from bot.settings import PROJECT, Settings

AIM = 120
"""Seconds for 10,000 sentences."""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    active = options.active or _active_model()
    with tempfile.TemporaryDirectory() as scratch:
        home = _home(Path(scratch) / "home", active)
        project = Path(scratch) / "project"
        project.mkdir()
        training_project(project, options.sentences)
        for title in ("nothing known", "encodings and the active model's answers kept")[: options.rounds]:
            _measure(home, project, title)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument(
        "--active", type=Path, help="the model to judge against [the active one of var/models]"
    )
    parser.add_argument("--rounds", type=int, default=1, choices=(1, 2))
    return parser.parse_args(arguments)


def _active_model() -> Path:
    active = Models(PROJECT / "var" / "models").active()
    if active is None:
        raise SystemExit("There is no active model in var/models: name one with --active.")
    return active.path


def _home(folder: Path, active: Path) -> House:
    (folder / "models").mkdir(parents=True)
    for file in active.parent.glob(f"{active.name.removesuffix('.tar.gz')}.*"):
        shutil.copy(file, folder / "models")
    home = House(Settings(home=folder))
    home.models.activate(active.name.removesuffix(".tar.gz"))
    home.open_empty_shop()
    return home


def _measure(home: House, project: Path, title: str) -> None:
    clock = _StepClock()
    begun, worked = time.perf_counter(), time.process_time()
    ended = run(home, home.model_desk.training.ask(OPERATOR), clock.hear, project)
    whole = time.perf_counter() - begun
    rows = [(step, f"{seconds:.0f} s", f"{busy:.0f} s") for step, seconds, busy in clock.spans()]
    rows.append((f"together (aim: {AIM} s)", f"{whole:.0f} s", f"{time.process_time() - worked:.0f} s"))
    print(f"\n{weather()}")
    table(f"Train and judge, {title}", ("step", "time", "processor time"), rows)
    _print_verdict(ended)


class _StepClock:
    """When each line of the log was said."""

    def __init__(self) -> None:
        self._said = [("queued", time.perf_counter(), time.process_time())]

    def hear(self, line: str) -> None:
        self._said.append((line, time.perf_counter(), time.process_time()))

    def spans(self) -> list[tuple[str, float, float]]:
        """Each line with the seconds until the next one: by the clock, and of processor time."""
        ends = [*self._said[1:], ("", time.perf_counter(), time.process_time())]
        return [
            (line, end - begun, worked_end - worked)
            for (line, begun, worked), (_, end, worked_end) in zip(self._said, ends, strict=True)
        ]


def _print_verdict(ended: TrainingJob) -> None:
    print(f"\n{ended.state.value} {ended.failure or ''} {ended.detail}")
    if ended.verdict:
        rows = [
            (
                one.rule.value,
                one.on,
                one.gained,
                one.lost,
                f"{one.chance:.3f}",
                "passes" if one.passes else "blocks",
            )
            for one in ended.verdict.rulings
        ]
        table("The verdict", ("rule", "on", "gained", "lost", "p", ""), rows)


if __name__ == "__main__":
    main()
