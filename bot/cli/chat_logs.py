"""python -m bot import chats: a log of any length, with a bar that tells how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.adapters.chat_logs import read_chat_log
from bot.adapters.chat_logs.files import Lines
from bot.bootstrap import House
from bot.cli.prepare import open_shop
from bot.core.imports import Rejected
from bot.core.log_cast import Cast

TOLD_EVERY = 0.1
"""Seconds between two steps of the bar."""
KEPT_IN_MEMORY = 1_000_000
"""Characters of the reasons; more of them wait in a file until the summary is out."""

AgentNames = typer.Option([], "--agent", help="A name that our side has in the log; may be given again")
Heard = Callable[[int], None]


def chats(
    file: Path = typer.Argument(..., help="The file to read", show_default=False),
    shop: Optional[str] = typer.Option(None, "--shop", help="Code of the shop; without it the default"),
    agent: list[str] = AgentNames,
) -> None:
    """Read a chat log: copied from 千牛, JSON Lines, CSV or Chatwoot's export (docs/imports.md).

    Personal data is masked on the way in; a repeat, or a longer export, brings only what is new.

    Example: python -m bot import chats 聊天记录202611.txt
    """
    home = open_shop()
    begun = time.monotonic()
    with SpooledTemporaryFile(KEPT_IN_MEMORY, "w+", encoding="utf-8") as reasons, bar(file) as heard:

        def rejected(row: Rejected) -> None:
            reasons.write(f"line {row.line}: {row.reason}\n")

        report = home.import_chats.lines(log_lines(home, file, agent, heard), rejected, shop)
        _tell_rate(report.added.new + report.added.known, time.monotonic() - begun)
        typer.echo(f"imported {report.added.new}, unchanged {report.added.known}, rejected {report.rejected}")
        if report.added.forgotten:
            typer.echo(f"left out {report.added.forgotten} lines of buyers who asked to be forgotten")
        _print(reasons)


def log_lines(home: House, file: Path, agents: list[str], heard: Heard) -> Lines:
    with home.store.read() as work:
        shop = work.shops.get(home.settings.shop)
    names = (*agents, *((shop.name,) if shop else ()))
    return read_chat_log(file, home.clock().astimezone(home.zone), Cast(names), heard)


@contextmanager
def bar(file: Path) -> Iterator[Heard]:
    """On a terminal only; elsewhere nothing is shown."""
    if not sys.stderr.isatty() or not file.is_file():
        yield lambda _read: None
        return
    columns = (TextColumn(file.name), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(file.name, total=file.stat().st_size)
        told = 0.0

        def heard(read: int) -> None:
            nonlocal told
            if time.monotonic() - told >= TOLD_EVERY:
                told = time.monotonic()
                progress.update(task, completed=read)

        yield heard
        progress.update(task, completed=file.stat().st_size)


def _tell_rate(lines: int, seconds: float) -> None:
    if sys.stderr.isatty():
        typer.echo(f"{lines} lines in {seconds:.1f} s, {lines / max(seconds, 0.001):.0f} a second", err=True)


def _print(reasons: IO[str]) -> None:
    reasons.seek(0)
    for reason in reasons:
        typer.echo(reason, nl=False)
