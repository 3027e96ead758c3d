"""python -m bot learn train --judge: a training in this process, and its verdict as a table."""

from __future__ import annotations

import typer

from bot.adapters.processes import lives
from bot.bootstrap import house
from bot.cli.prepare import open_shop
from bot.cli.training_job import run
from bot.core.model_judging import Compared, Verdict
from bot.core.model_rulings import Ruling
from bot.core.training_jobs import JobState, TrainingJob
from bot.services.keys import COMMAND_LINE
from bot.services.people import OPERATOR

ROWS_SHOWN = 12


def train_and_judge(*, activate: bool) -> None:
    """`activate`: at once when the verdict passes. Ends with exit code 1 unless it does."""
    home = open_shop()
    home.model_desk.training.bury_abandoned(lives)
    job_id = home.model_desk.training.ask(OPERATOR)
    ended = run(home, job_id, lambda line: typer.echo(f"  {line}", err=True))
    if ended.verdict:
        print_verdict(ended.verdict)
    if ended.state is not JobState.PASSED:
        typer.echo(_why(ended), err=True)
        raise typer.Exit(1)
    if activate:
        home.model_desk.swap.by_command(ended.model, COMMAND_LINE)
    if house().models.active_id() == ended.model:
        typer.echo(f"{ended.model} is active", err=True)
    typer.echo(ended.model)


def _why(ended: TrainingJob) -> str:
    if ended.state is JobState.BLOCKED:
        return f"{ended.model} is blocked: the active model keeps answering"
    if ended.failure:
        return f"training {ended.id} failed, {ended.failure.value}: {ended.detail or 'no model came out'}"
    return f"training {ended.id} was cancelled"


def print_verdict(verdict: Verdict) -> None:
    typer.echo(f"{'rule':10}{'on':10}{'gained':>8}{'lost':>6}{'p':>8}")
    for ruling in verdict.rulings:
        typer.echo(_ruling(ruling))
    typer.echo(f"\n{'':26}{'messages':>9}{'active':>8}{'candidate':>11}{'gained':>8}{'lost':>6}")
    changed = [row for row in verdict.intents if row.gained or row.lost]
    for row in (*verdict.sets, *changed[:ROWS_SHOWN]):
        typer.echo(_row(row))


def _ruling(one: Ruling) -> str:
    word = "passes" if one.passes else "BLOCKS"
    return f"{one.rule.value:10}{one.on:10}{one.gained:8}{one.lost:6}{one.chance:8.3f}  {word}"


def _row(row: Compared) -> str:
    told = f"{row.active.value:8.3f}{row.candidate.value:11.3f}{row.gained:8}{row.lost:6}"
    return f"{row.name:26}{row.count:9}{told}"
