"""python -m bot scripts …: the book of scripted replies (docs/scripts.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

import typer

from bot.adapters.importers.quick_phrases import read_quick_phrases
from bot.adapters.scripts import exchange
from bot.adapters.scripts.book import check_scripts, read_sources
from bot.adapters.store.engine import sqlite_path
from bot.bootstrap import DATA, house
from bot.cli.faults import Usage
from bot.cli.imports import File, tell
from bot.core.script_sources import Fault
from bot.core.scripts import choose, wordings
from bot.services.faults import FaultyScripts
from bot.services.keys import COMMAND_LINE

app = typer.Typer(
    help="Scripted replies (话术): check, try, start one, import, export.", no_args_is_help=True
)


class Encoding(str, Enum):
    """Of an exported CSV; spreadsheets on Chinese Windows read either."""

    UTF8 = "utf-8"
    GB18030 = "gb18030"


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
    """Check every script, of the files and as edited; all faults at once. Exit code 1 when there are any.

    Example: python -m bot scripts check
    """
    found = sorted({*check_scripts(DATA), *_faults_of_edited()})
    count = len(read_sources(DATA).scripts)  # the house would make a database
    _refuse_with(found, f"{count if not found else 'the'} scripts, {len(found)} faults")


def _faults_of_edited() -> tuple[Fault, ...]:
    """Checking files alone needs no database, so none is made for it."""
    path = sqlite_path(house().settings.database)
    return () if path and not path.exists() else house().script_desk.faults()


def _refuse_with(faults: Iterable[Fault], summary: str) -> None:
    """Exit code 1 when there is a fault."""
    faults = tuple(faults)
    for fault in faults:
        typer.echo(str(fault), err=True)
    typer.echo(summary)
    if faults:
        raise typer.Exit(1)


@app.command("try")
def try_script(
    name: str = typer.Argument(..., help="The script's name"),
    facts: str = typer.Option("{}", "--facts", help='Facts as JSON, for example {"order.state": "paid"}'),
) -> None:
    """Show what a script says to given facts, in all its wordings.

    Example: python -m bot scripts try greet --facts '{"shop.name": "暖屋"}'
    """
    book = house().book
    script = book.named(name)
    if script is None:
        raise Usage(f"there is no script {name}")
    try:
        given = json.loads(facts)
    except ValueError:
        raise Usage("--facts is no JSON object") from None
    variant = choose(script, given)
    if variant is None:
        raise Usage(f"no variant of {name} holds for these facts")
    for text in wordings(variant, given, book.vocabulary.say):
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


@app.command("import")
def import_file(
    file: Path = File,
    note: str = typer.Option("", "--note", help="What has changed, for the history"),
) -> None:
    """Read scripts (YAML: a file of several documents, or a folder) or quick phrases (CSV, .xlsx).

    A YAML document becomes a new version of its script, all or none. A row of a table becomes a quick phrase.

    Example: python -m bot scripts import phrases.csv
    """
    home = house()
    if not file.exists():
        raise Usage(f"there is no file {file}")
    if not (file.is_dir() or file.suffix in (".yml", ".yaml")):
        tell(home.phrase_book.import_rows(read_quick_phrases(file), home.book, home.labels, COMMAND_LINE))
        return
    documents = exchange.read_yaml(file)
    try:
        changed = home.script_desk.save_all(documents, author=COMMAND_LINE, note=note)
    except FaultyScripts as faulty:
        _refuse_with(faulty.faults, f"nothing imported, {len(faulty.faults)} faults")
    else:
        typer.echo(f"imported {len(changed)}, unchanged {len(documents) - len(changed)}, rejected 0")


@app.command("export")
def export_file(
    file: Path = typer.Argument(..., help="A .csv, a .yml, or a folder", show_default=False),
    encoding: Encoding = typer.Option(
        Encoding.UTF8, "--encoding", help="Of a CSV; UTF-8 with a byte order mark"
    ),
) -> None:
    """Write the scripts in force: CSV for other shop tools, one YAML file, or a folder like data/scripts.

    Example: python -m bot scripts export scripts.csv --encoding gb18030
    """
    home = house()
    if file.suffix == ".csv":
        names = {name: intent.chinese for name, intent in home.intents.items()}
        rows = exchange.phrase_rows(home.book.scripts, home.phrase_book.all(), names, home.labels)
        coded = "utf-8-sig" if encoding is Encoding.UTF8 else encoding.value
        count = exchange.write_csv(file, rows, coded)
        typer.echo(f"exported {count} rows to {file}")
    elif file.suffix in ("", ".yml", ".yaml"):
        count = exchange.write_yaml(file, home.script_desk.documents())
        typer.echo(f"exported {count} scripts to {file}")
    else:
        raise Usage(f"{file.name} is neither .csv nor .yml nor a folder")
    home.audit_trail.exported(COMMAND_LINE, "scripts", count)
