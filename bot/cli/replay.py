"""python -m bot replay: a chat log or a night's talks played again. Nothing is sent, nothing is stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

import typer

from bot.adapters.night_talks import read_talks
from bot.adapters.store.engine import is_sqlite
from bot.adapters.store.upgrade import backup
from bot.bootstrap import House, utc_now
from bot.cli.chat_logs import AgentNames
from bot.cli.faults import Usage
from bot.cli.log_report import play_log
from bot.cli.prepare import open_shop
from bot.core.night_replay import NightReport
from bot.core.night_replay import report as night_report
from bot.core.opening import closed_since

WORST_SHOWN = 20


def replay(
    file: Path = typer.Argument(..., help="A chat log; with --night turns as JSON Lines, or scenarios"),
    report: Optional[Path] = typer.Option(None, "--report", help="Where the HTML report goes [var/reports]"),
    talks: int = typer.Option(200, "--talks", min=1, max=5000, help="How many talks of the log are played"),
    agent: list[str] = AgentNames,
    night: bool = typer.Option(False, "--night", help="While nobody is there: what would be answered alone"),
    as_if: bool = typer.Option(False, "--as-if", help="As if every intent had earned the right already"),
    begins: Optional[str] = typer.Option(None, "--begins", help="ISO moment; without it the last closing"),
) -> None:
    """What would we have suggested? Plays a chat log (docs/imports.md) and writes a report for the owner.

    Nothing is sent or stored, and personal data is masked in the report.

    With --night, talks are played while nobody is there, in a copy of the shop. A line is then
    {"talk", "text", "at"?, "buyer"?, "product"?, "order"?, "means"?: [intents]}.

    Example: python -m bot replay 聊天记录.txt --talks 500
    python -m bot replay --night --as-if tests/data/scenarios
    """
    if night:
        _play_night(file, as_if=as_if, begins=begins)
    else:
        play_log(file, talks, agent, report)


def _play_night(file: Path, *, as_if: bool, begins: str | None) -> None:
    from bot.cli.night import NightClock, NightPlayer
    from bot.cli.understanding import active_understanding

    lines = read_talks(file)
    if not lines:
        raise Usage(f"there are no talks in {file}")
    home = open_shop()
    if not is_sqlite(home.settings.database):
        raise Usage("a night is replayed in a copy of the embedded database; this desk uses PostgreSQL")
    understanding = active_understanding()
    with TemporaryDirectory(prefix="bot-night-") as folder:
        backup(home.settings.database, Path(folder) / "bot.db")
        clock = NightClock(_beginning(home, begins))
        settings = home.settings.copy(update={"home": Path(folder), "database_url": ""})
        copy = House(settings, clock)
        copy.models = home.models
        played = NightPlayer(copy, understanding, clock, as_if=as_if).play(lines)
        copy.store.close()
    _print(night_report(played), as_if=as_if)


def _beginning(home: House, begins: str | None) -> datetime:
    if begins:
        try:
            moment = datetime.fromisoformat(begins.replace("Z", "+00:00"))
        except ValueError:
            raise Usage(f"{begins!r} is not a moment like 2026-11-21T23:35:00+08:00") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=home.zone)
    with home.store.read() as work:
        shop = work.shops.get(home.settings.shop)
    if shop is None:
        raise Usage(f"the shop {home.settings.shop} is not set up")
    return closed_since(utc_now(), shop.hours, shop.timezone) + timedelta(minutes=5)


def _print(night: NightReport, *, as_if: bool) -> None:
    share = night.answered / night.turns if night.turns else 0.0
    typer.echo(
        "as if every answerable intent had earned the right" if as_if else "with the rights as they stand"
    )
    rows = (
        ("talks", f"{night.talks}"),
        ("turns", f"{night.turns}"),
        ("answered alone", f"{night.answered}  ({share:.1%})"),
        ("holding answers", f"{night.held}"),
        ("precision where the truth is known", _sample(night)),
    )
    for name, value in rows:
        typer.echo(f"{name:38}{value}")
    typer.echo("\nwhy the others were not answered")
    for reason, count in night.reasons:
        typer.echo(f"{count:6}  {reason}")
    if night.worst:
        typer.echo("\nworst: answered wrongly, the surest first")
    for one in night.worst[:WORST_SHOWN]:
        meant = ", ".join(sorted(one.line.means))
        typer.echo(
            f"{one.confidence:6.3f}  {one.line.text} -> {', '.join(one.intents)} (meant {meant}): {one.said}"
        )


def _sample(night: NightReport) -> str:
    known = night.known
    if not known.total:
        return "none is known"
    return f"{known.right} of {known.total}  ({known.precision:.1%}, at least {known.at_least:.1%})"
