"""python -m bot learn …: check the training sentences, train, measure, activate, roll back."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.adapters.training_data import least_sentences, read_sentences
from bot.bootstrap import house
from bot.cli.quiet import without_warnings
from bot.core.training_sentences import faults
from bot.settings import PROJECT, settings

if TYPE_CHECKING:
    from bot.nlu.loading import Understanding

app = typer.Typer(help="The NLU model: check data, train, activate, roll back.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Find training sentences that repeat or contradict each other. Exit code 1 when there are any.

    Example: python -m bot learn check
    """
    sentences = read_sentences(PROJECT / "data" / "nlu")
    found = sorted(faults(sentences, least_sentences(frozenset(house().intents))))
    for fault in found:
        typer.echo(fault, err=True)
    count = sum(map(len, sentences.values()))
    typer.echo(f"{count} sentences of {len(sentences)} intents, {len(found)} faults")
    if found:
        raise typer.Exit(1)


@app.command()
def train(
    activate: bool = typer.Option(False, "--activate", help="Make the new model the active one"),
    if_changed: bool = typer.Option(False, "--if-changed", help="Only when the active model is outdated"),
) -> None:
    """Train a model on data/nlu.

    Example: python -m bot learn train --activate
    """
    active = house().models.active()
    if if_changed and active and _is_up_to_date(active.path):
        typer.echo(active.id)
        return
    model_id = _train()
    if activate or active is None:
        house().models.activate(model_id)
        typer.echo(f"{model_id} is active", err=True)
    typer.echo(model_id)


@app.command("list")
def list_models() -> None:
    """List the trained models, oldest first; the active one is marked.

    Example: python -m bot learn list
    """
    active = house().models.active()
    for model in house().models.all():
        typer.echo(f"{'*' if active and model.id == active.id else ' '} {model.id}")


@app.command("activate")
def activate_model(model: str = typer.Argument(..., help="The model's id")) -> None:
    """Make a model the active one; every Rasa server follows by itself.

    Example: python -m bot learn activate 20261121-201500
    """
    typer.echo(f"{house().models.activate(model).id} is active")


@app.command()
def rollback() -> None:
    """Go back to the model before the active one.

    Example: python -m bot learn rollback
    """
    typer.echo(f"{house().models.roll_back().id} is active")


def train_if_needed() -> None:
    """Train and activate a model when there is none that this code can load, telling the steps on stderr."""
    active = house().models.active()
    if active and _fits_components(active.path):
        return
    why = "The model was made by another version of the desk" if active else "There is no model yet"
    typer.echo(f"{why}: training one on data/nlu (about a minute) …", err=True)
    house().models.activate(_train())


@lru_cache(maxsize=1)
def active_understanding() -> Understanding:
    """The active model in this process; trained first when there is none."""
    _quiet_rasa()
    train_if_needed()
    from bot.nlu.loading import load

    active = house().models.active()
    assert active is not None, "train_if_needed activates a model"
    return load(active.path)


def _is_up_to_date(model: Path) -> bool:
    from bot.nlu.loading import record
    from bot.nlu.project import data_hash

    return bool(record(model)["data_hash"] == data_hash(PROJECT))


def _fits_components(model: Path) -> bool:
    from bot.nlu.loading import record
    from bot.nlu.project import components_hash

    return bool(record(model).get("components") == components_hash())


def _train() -> str:
    _quiet_rasa()
    from bot.nlu.training import train as train_model

    settings().models.mkdir(parents=True, exist_ok=True)
    made: Path = train_model(PROJECT, settings().models, lambda step: typer.echo(f"  {step}", err=True))
    return made.name.removesuffix(".tar.gz")


def _quiet_rasa() -> None:
    """Settings that Rasa reads at import; stdout stays free for JSON."""
    os.environ.update(settings().for_processes())
    without_warnings()
