"""python -m bot db …"""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from bot.adapters.pictures.folder import PictureFolder
from bot.adapters.store.upgrade import backup as back_up
from bot.adapters.store.upgrade import restore as put_back
from bot.adapters.store.upgrade import upgrade as bring_up
from bot.bootstrap import utc_now
from bot.settings import settings

PICTURES = "pictures"
"""The folder beside a backup in which its pictures lie. Files are only ever added to it."""

app = typer.Typer(help="The database: upgrade, back up, restore.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the schema up to date; an embedded database is backed up first.

    Example: python -m bot db upgrade
    """
    changed = bring_up(settings().database, settings().backups, utc_now())
    typer.echo("the schema was upgraded" if changed else "the schema is up to date")


@app.command()
def backup(target: Optional[Path] = typer.Argument(None, help="The backup file to write")) -> None:
    """Copy the embedded database and the pictures, also while the desk is running.

    Example: python -m bot db backup monday.db
    """
    target = target or settings().backups / f"{utc_now():%Y%m%d-%H%M%S}.db"
    written = back_up(settings().database, target)
    PictureFolder(settings().pictures).copy_to(written.parent / PICTURES)
    typer.echo(str(written))


@app.command()
def restore(source: Path = typer.Argument(..., help="The backup file")) -> None:
    """Put a backup in the place of the embedded database; the present one is backed up first.

    Pictures that are missing come back from the folder beside the backup.

    Example: python -m bot db restore var/backups/monday.db
    """
    database = settings().database
    present = settings().backups / f"before-restore-{utc_now():%Y%m%d-%H%M%S}.db"
    put_back(database, source, present)
    PictureFolder(settings().pictures).copy_from(source.parent / PICTURES)
    typer.echo(f"restored from {source}")
