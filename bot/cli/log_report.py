"""python -m bot replay FILE: figures on the terminal, the rest in a report."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from bot.cli.chat_logs import bar, log_lines
from bot.cli.faults import Usage
from bot.cli.log_replay import LogPlayer, sample
from bot.cli.prepare import open_shop
from bot.core.log_replay import ALIKE, NO_INTENT, ReplayReport, replay_report

INTENTS_SHOWN = 12
UNKNOWN_SHOWN = 5


def play_log(file: Path, size: int, agents: list[str], page: Path | None) -> None:
    """Raises UnreadableFile, Usage."""
    from bot.adapters.reports.replay import ReplayedLog, replay_page
    from bot.cli.understanding import active_understanding

    home = open_shop()
    with bar(file) as heard:
        drawn = sample(log_lines(home, file, agents, heard), size)
    if not drawn.talks:
        raise Usage(f"{file.name}: no buyer says anything in it")
    understanding = active_understanding()
    player = LogPlayer(home, understanding)
    screen = Console(stderr=True)
    numbered = track(list(enumerate(drawn.talks, 1)), "talks", console=screen, disable=not screen.is_terminal)
    report = replay_report([player.talk(number, part) for number, part in numbered])
    log = ReplayedLog(
        name=file.name,
        model=understanding.model_id,
        talks=drawn.of,
        rejected=drawn.rejected,
        zone=home.zone,
        at=home.clock(),
        intents={name: intent.chinese for name, intent in home.intents.items()},
    )
    target = page or home.settings.home / "reports" / f"replay-{file.stem}.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(replay_page(report, log), encoding="utf-8")
    _print(report, drawn.of, drawn.rejected)
    typer.echo(f"report: {target}", err=True)


def _print(report: ReplayReport, talks: int, rejected: int) -> None:
    total = report.total
    rows = (
        ("talks played, of the log's", f"{len(report.talks)} of {talks}"),
        ("rows of the log that can't be read", str(rejected)),
        ("rounds of buyers", str(total.rounds)),
        ("with a suggestion", f"{total.suggested}  ({total.share:.1%})"),
        ("of these asking something first", str(total.asking)),
        (
            "likeness to the agent's words",
            _likeness(total.likeness) + f"  (chrF, median of {report.answered})",
        ),
        (f"alike (chrF {ALIKE} or more)", str(total.alike)),
        ("time saved, estimated", _minutes(report.saved)),
        ("replies of agents the guard objects to", f"{report.faulty_replies} of {report.replies}"),
        ("questions we can't tell or answer", str(sum(count for _, count in report.unknown))),
    )
    for name, value in rows:
        typer.echo(f"{name:42}{value}")
    typer.echo(f"\n{'intents':32}{'rounds':>8}{'suggested':>11}{'likeness':>10}")
    for row in report.intents[:INTENTS_SHOWN]:
        name = "(abstained)" if row.name == NO_INTENT else row.name
        typer.echo(f"{name:32}{row.rounds:8}{row.share:11.0%}{_likeness(row.likeness):>10}")
    typer.echo("\nunknown, the commonest first")
    for asked, count in report.unknown[:UNKNOWN_SHOWN]:
        typer.echo(f"{count:6}  {' '.join(asked.split())[:80]}")


def _likeness(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _minutes(spared: timedelta) -> str:
    return f"{spared.total_seconds() / 60:.0f} minutes"
