"""python -m bot learn …: check the training sentences, train, measure, activate, roll back."""

from __future__ import annotations

import typer

from bot.adapters.training_data import least_sentences, read_sentences
from bot.bootstrap import house
from bot.cli.collect import collect
from bot.cli.evaluate import evaluate
from bot.cli.train_and_judge import train_and_judge
from bot.cli.understanding import active_understanding, is_up_to_date, train_model
from bot.core.training_sentences import faults
from bot.core.wish_borders import border_faults
from bot.nlu.project import parted_documents
from bot.services.keys import COMMAND_LINE
from bot.services.people import OPERATOR
from bot.settings import PROJECT

app = typer.Typer(help="The NLU model: check data, train, activate, roll back.", no_args_is_help=True)


app.command()(evaluate)
app.command()(collect)


@app.command()
def check() -> None:
    """Find training sentences that repeat or contradict each other. Exit code 1 when there are any.

    Example: python -m bot learn check
    """
    sentences = read_sentences(PROJECT / "data" / "nlu")
    intents = frozenset(house().intents)
    parted = parted_documents(PROJECT / "data" / "several")
    found = sorted([*faults(sentences, least_sentences(intents)), *border_faults(parted, intents)])
    for fault in found:
        typer.echo(fault, err=True)
    count = sum(map(len, sentences.values()))
    typer.echo(
        f"{count} sentences of {len(sentences)} intents, {len(parted)} parted messages, {len(found)} faults"
    )
    if found:
        raise typer.Exit(1)


@app.command()
def mine() -> None:
    """Look through the newest talks for frequent answers and for questions that nothing answers.

    Reads imported talks too, with the active model. What it finds is at /mined.

    Example: python -m bot learn mine
    """
    found = house().mined.job.run(active_understanding().parse)
    typer.echo(f"{found['answers']} new answers, {found['questions']} new questions: /mined")


@app.command()
def train(
    activate: bool = typer.Option(False, "--activate", help="Make the new model the active one"),
    if_changed: bool = typer.Option(False, "--if-changed", help="Only when the active model is outdated"),
    judge: bool = typer.Option(False, "--judge", help="Judge it against the active model, by the rules"),
) -> None:
    """Train a model on data/nlu. With --judge exit code 1 says that its verdict blocks it.

    Example: python -m bot learn train --judge
    """
    active = house().models.active()
    if if_changed and active and is_up_to_date(active.path):
        typer.echo(active.id)
        return
    if judge:
        train_and_judge(activate=activate)
        return
    model_id = train_model()
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
def activate_model(
    model: str = typer.Argument(..., help="The model's id"),
    reason: str = typer.Option("", "--reason", help="Why, when its verdict blocks it"),
) -> None:
    """Make a model the active one; every Rasa server follows by itself.

    Example: python -m bot learn activate 20261121-201500
    """
    house().model_desk.swap.by_command(model, COMMAND_LINE, reason)
    typer.echo(f"{model} is active")


@app.command()
def rollback() -> None:
    """Go back to the model before the active one.

    Example: python -m bot learn rollback
    """
    typer.echo(f"{house().model_desk.swap.roll_back(OPERATOR)} is active")
