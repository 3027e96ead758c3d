"""python -m bot scripts …: the book of scripted replies (docs/scripts.md)."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from bot.adapters.scripts.book import check_scripts
from bot.bootstrap import DATA, house
from bot.cli.faults import Usage
from bot.core.scripts import choose, wordings

app = typer.Typer(help="Scripted replies (话术): check, try, start one.", no_args_is_help=True)

SKELETON = """script: {name}
intent: {intent}
status: draft
unattended: {unattended}
variants:
  - text:
cases:
  - buyer:
    facts: {{}}
    expect:
"""


@app.command()
def check() -> None:
    """Check every script; all faults at once, with their paths. Exit code 1 when there are any.

    Example: python -m bot scripts check
    """
    found = check_scripts(DATA)
    for fault in found:
        typer.echo(str(fault), err=True)
    typer.echo(f"{len(house().book.scripts) if not found else 'the'} scripts, {len(found)} faults")
    if found:
        raise typer.Exit(1)


@app.command("try")
def try_script(
    name: str = typer.Argument(..., help="The script's name"),
    facts: str = typer.Option("{}", "--facts", help='Facts as JSON, for example {"order.state": "paid"}'),
) -> None:
    """Show what a script says to given facts, in all its wordings.

    Example: python -m bot scripts try greet --facts '{"shop.name": "暖屋"}'
    """
    script = house().book.named(name)
    if script is None:
        raise Usage(f"there is no script {name}")
    try:
        given = json.loads(facts)
    except ValueError:
        raise Usage("--facts is no JSON object") from None
    variant = choose(script, given)
    if variant is None:
        raise Usage(f"no variant of {name} holds for these facts")
    for text in wordings(variant, given, house().book.vocabulary.say):
        typer.echo(text)


@app.command()
def new(
    name: str = typer.Argument(..., help="The script's name: letters, digits, _"),
    intent: str = typer.Option(..., "--intent", help="The intent it answers"),
    scene: str = typer.Option(..., "--scene", help="The folder below data/scripts"),
) -> None:
    """Start a script file, as a draft.

    Example: python -m bot scripts new wrapping_paper --intent add_order_note --scene order_change
    """
    if intent not in house().intents:
        raise Usage(f"{intent} is not an intent")
    if not name.isidentifier():
        raise Usage("a script's name consists of letters, digits and _")
    path = DATA / "scripts" / scene / f"{name}.yml"
    if not path.parent.is_dir():
        raise Usage(f"there is no scene {scene} in {Path('data/scripts')}")
    if path.exists():
        raise Usage(f"{path} exists already")
    unattended = house().intents[intent].unattended.value
    path.write_text(SKELETON.format(name=name, intent=intent, unattended=unattended), encoding="utf-8")
    typer.echo(str(path))
