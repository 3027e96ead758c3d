"""python -m bot learn evaluate: how well a model understands judged messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from bot.adapters.judged_messages import read_judged
from bot.bootstrap import house
from bot.cli.faults import Usage
from bot.cli.understanding import active_understanding, named_understanding
from bot.core.evaluation.alone import measured
from bot.core.evaluation.by_intent import Row
from bot.core.evaluation.judged import Answer, Judged
from bot.core.evaluation.summary import Evaluation, evaluated
from bot.core.intents import Unattended
from bot.settings import settings

if TYPE_CHECKING:
    from bot.nlu.loading import Understanding

HELD_OUT = settings().held_out
PAIRS_SHOWN = 25


def evaluate(
    on: Path = typer.Option(HELD_OUT, "--on", help="JSON Lines of judged messages, or a folder of them"),
    model: Optional[str] = typer.Option(None, "--model", help="A model's id; the active one without it"),
    report: Optional[Path] = typer.Option(None, "--report", help="Where the HTML report goes [var/reports]"),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead of tables"),
    keep: bool = typer.Option(False, "--keep", help="Let these figures decide what may be answered alone"),
) -> None:
    """Measure a model on messages whose meaning is known; without --on, on our own frozen held-out set.

    The figures of the held-out set, or with --keep of any, decide what the model may answer alone at night.

    A line is {"kind": "single|multi|fragment|context|entities", "text", "intents"?, "alt"?, "previous"?,
    "entities"?}.

    Example: python -m bot learn evaluate --on judged.jsonl --report report.html
    """
    judged = read_judged(on)
    if not judged:
        raise Usage(f"there are no judged messages in {on}")
    understanding = named_understanding(model) if model else active_understanding()
    answers = answered(understanding, judged)
    evaluation = evaluated(answers, answerable())
    if keep or on == HELD_OUT:
        house().models.keep_held_out(understanding.model_id, measured(answers))
    title = f"{understanding.model_id} on {on.name}, {len(judged)} messages"
    page = report or settings().home / "reports" / f"{understanding.model_id}-{on.stem}.html"
    _write_report(page, title, evaluation)
    if as_json:
        typer.echo(json.dumps(_document(understanding.model_id, evaluation), ensure_ascii=False))
    else:
        _print_tables(title, evaluation)
    typer.echo(f"report: {page}", err=True)


def answered(
    understanding: Understanding, judged: Sequence[Judged], tick: Callable[[], None] = lambda: None
) -> list[Answer]:
    """`tick` is called after each message."""
    answers = []
    for message in judged:
        answers.append((message, understanding.parse(message.text, message.previous)))
        tick()
    return answers


def _write_report(page: Path, title: str, evaluation: Evaluation) -> None:
    from bot.adapters.reports.evaluation import evaluation_page  # it draws, and that takes a second to import

    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(evaluation_page(title, evaluation), encoding="utf-8")


def answerable() -> frozenset[str]:
    intents = house().intents.values()
    return frozenset(intent.name for intent in intents if intent.unattended is Unattended.ANSWER)


def _print_tables(title: str, evaluation: Evaluation) -> None:
    typer.echo(title)
    for figure in evaluation.figures:
        interval = f"{figure.low:.3f} – {figure.high:.3f}" if figure.low != figure.high else ""
        typer.echo(f"{figure.name:44}{figure.value:7.3f}  {interval:15}  of {figure.count}")
    _print_rows("intents", evaluation.intents)
    _print_rows("entities", evaluation.entities)
    typer.echo("\noftenest confused: meant -> understood")
    for (meant, understood), count in evaluation.confusions.most_common(PAIRS_SHOWN):
        typer.echo(f"{count:4}  {meant} -> {understood}")


def _print_rows(title: str, rows: Sequence[Row]) -> None:
    if rows:
        typer.echo(f"\n{title:32}{'messages':>9}{'precision':>11}{'recall':>8}{'F1':>7}")
    for row in rows:
        typer.echo(f"{row.name:32}{row.meant:9}{row.precision:11.2f}{row.recall:8.2f}{row.f1:7.2f}")


def _document(model_id: str, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "model": model_id,
        "figures": [asdict(figure) for figure in evaluation.figures],
        "intents": [_row_document(row) for row in evaluation.intents],
        "entities": [_row_document(row) for row in evaluation.entities],
        "confusions": [[*pair, count] for pair, count in evaluation.confusions.most_common()],
        "reliability": [asdict(one) for one in evaluation.bins],
        "mistakes": [asdict(mistake) for mistake in evaluation.mistakes],
    }


def _row_document(row: Row) -> dict[str, Any]:
    return {**asdict(row), "precision": row.precision, "recall": row.recall, "f1": row.f1}
