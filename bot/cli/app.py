"""The command line's root: every group of commands, and errors as one sentence."""

from __future__ import annotations

import sys

import typer
from sqlalchemy.exc import ProgrammingError

from bot.cli import accounts, buyer, database, imports, learn, messages, replay, run, scripts, serve, tokens
from bot.cli.faults import one_sentence

app = typer.Typer(
    name="bot",
    help="Dianxiaoer (店小二): drafts replies for online-shop customer service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(imports.app, name="import")
app.add_typer(scripts.app, name="scripts")
app.add_typer(learn.app, name="learn")
app.add_typer(database.app, name="db")
app.add_typer(accounts.app, name="accounts")
app.add_typer(tokens.app, name="token")
app.add_typer(buyer.app, name="buyer")
app.add_typer(serve.app, name="serve")
app.command()(messages.parse)
app.command()(messages.suggest)
app.command()(messages.guard)
app.command()(replay.replay)
app.command()(run.run)


def main() -> None:
    """Run a command. Expected faults end in one sentence on stderr and exit code 2."""
    try:
        app()
    except ProgrammingError:
        sys.stderr.write("the database has no tables of ours, or old ones: run python -m bot db upgrade\n")
        sys.exit(2)
    except one_sentence as fault:
        sys.stderr.write(f"{' '.join(str(fault).split())}\n")
        sys.exit(2)
