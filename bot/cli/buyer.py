"""python -m bot buyer …: one buyer's data, handed out or forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Optional

import typer

from bot.bootstrap import house
from bot.services.people import OPERATOR

app = typer.Typer(help="One buyer's data.", no_args_is_help=True)

NAME = typer.Argument(..., help="The buyer's nick, their name in a channel, or the id on /buyers")
SHOP = typer.Option("", "--shop", help="Code of the shop; the usual one without it")


@app.command("export")
def export_buyer(
    name: str = NAME,
    shop: str = SHOP,
    into: Optional[Path] = typer.Option(None, "--into", help="A file instead of the screen"),
) -> None:
    """All that is kept of one buyer, as JSON.

    Example: python -m bot buyer export 小鹿 --into xiaolu.json
    """
    text = json.dumps(house().privacy.export(name, OPERATOR, shop), ensure_ascii=False, indent=2)
    if into is None:
        typer.echo(text)
        return
    into.touch(mode=0o600)
    into.write_text(text + "\n", encoding="utf-8")
    typer.echo(f"written to {into}")


@app.command("forget")
def forget_buyer(
    name: str = NAME,
    shop: str = SHOP,
    typed: str = typer.Option(
        ...,
        "--nick",
        prompt="This can't be undone. Type the buyer's nick to go on",
        help="The nick, to confirm",
    ),
) -> None:
    """Forget all that is kept of one buyer, for good; orders stay without the person.

    Example: python -m bot buyer forget 小鹿 --nick 小鹿
    """
    done = house().privacy.forget(name, typed, OPERATOR, shop)
    typer.echo(
        f"forgotten: {done.rows} records, {done.learned} lines of learning, {done.pictures} pictures; "
        f"{done.orders} orders stay without the person"
    )
