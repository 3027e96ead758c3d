"""Scripts as people have edited them on the desk, and how that joins the files they began as."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from bot.core.script_sources import BookSources, Source
from bot.core.scripts import ScriptStatus

FILE = 0
"""The number under which a script's file stands in its history."""
LINES_AROUND = 2


@dataclass(frozen=True)
class ScriptVersion:
    """One saved state of a script. A draft is kept, but buyers go on hearing what was in force before."""

    script: str
    number: int
    """From 1 on, without gaps."""
    document: str
    """The YAML as it was stored."""
    status: ScriptStatus
    author: str
    """The account's login, or what wrote it."""
    at: datetime
    note: str = ""


class ChangedLine(NamedTuple):
    sign: str
    """`+`, `-`, a blank for a line that stayed, `…` for lines left out."""
    text: str


def overlaid(files: BookSources, edited: Mapping[str, Source]) -> BookSources:
    """The book with these scripts in the place of the files of their names, new ones at the end."""
    known = {source.name for source in files.scripts}
    replaced = tuple(edited.get(source.name, source) for source in files.scripts)
    added = tuple(source for name, source in sorted(edited.items()) if name not in known)
    return replace(files, scripts=replaced + added)


def differences(before: str, after: str) -> tuple[ChangedLine, ...]:
    """What changed between two documents, line by line, with a little of what stands around."""
    return tuple(_without_marks(difflib.unified_diff(_lines(before), _lines(after), n=LINES_AROUND)))


def in_force(versions: Iterable[ScriptVersion]) -> ScriptVersion | None:
    """The newest of a script's versions that is no draft; None leaves its file in force."""
    settled = [version for version in versions if version.status is not ScriptStatus.DRAFT]
    return max(settled, key=lambda version: version.number, default=None)


def _lines(document: str) -> Sequence[str]:
    return document.rstrip("\n").split("\n") if document else ()


def _without_marks(lines: Iterable[str]) -> Iterator[ChangedLine]:
    hunks = 0
    for place, line in enumerate(lines):
        if place < 2:
            continue  # the names of the two files, which have none
        if line.startswith("@@"):
            hunks += 1
            if hunks > 1:
                yield ChangedLine("…", "")
        else:
            yield ChangedLine(line[0], line[1:])
