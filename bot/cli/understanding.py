"""Models for the commands that need one in this process."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.bootstrap import house
from bot.cli.quiet import without_warnings
from bot.settings import PROJECT, QUIET_RASA, settings

if TYPE_CHECKING:
    from bot.nlu.loading import Understanding


def train_if_needed() -> None:
    """Train and activate a model when there is none that this code can load, telling the steps on stderr."""
    active = house().models.active()
    if active and _fits_components(active.path):
        return
    why = "The model was made by another version of the desk" if active else "There is no model yet"
    typer.echo(f"{why}: training one on data/nlu (a minute or two) …", err=True)
    house().models.activate(train_model())


@lru_cache(maxsize=1)
def active_understanding() -> Understanding:
    """The active model in this process; trained first when there is none."""
    quiet_rasa()
    train_if_needed()
    from bot.nlu.loading import load

    active = house().models.active()
    assert active is not None, "train_if_needed activates a model"
    return load(active.path)


def named_understanding(model_id: str) -> Understanding:
    """Raises LookupError when there is no such model."""
    quiet_rasa()
    from bot.nlu.loading import load

    return load(house().models.named(model_id).path)


def is_up_to_date(model: Path) -> bool:
    from bot.nlu.loading import record
    from bot.nlu.project import data_hash

    return bool(record(model)["data_hash"] == data_hash(PROJECT))


def _fits_components(model: Path) -> bool:
    from bot.nlu.loading import record
    from bot.nlu.project import components_hash

    return bool(record(model).get("components") == components_hash())


def train_model() -> str:
    quiet_rasa()
    from bot.nlu.training import train as train_with_rasa

    settings().models.mkdir(parents=True, exist_ok=True)
    made: Path = train_with_rasa(PROJECT, settings().models, lambda step: typer.echo(f"  {step}", err=True))
    return made.name.removesuffix(".tar.gz")


def quiet_rasa() -> None:
    """Stdout stays free for JSON."""
    os.environ.update(QUIET_RASA)
    without_warnings()
