"""Who has a talk open beside me."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

BEAT_SECONDS = 10
"""How often an open talk says that somebody looks at it."""
PRESENT_FOR = timedelta(seconds=25)
"""Two beats may be lost."""


@dataclass(frozen=True)
class Viewer:
    login: str
    seen_at: datetime
    typing: bool = False


def others_here(viewers: Iterable[Viewer], login: str, now: datetime) -> tuple[Viewer, ...]:
    """Those beside `login`, who types first."""
    here = (one for one in viewers if one.login != login and is_here(one, now))
    return tuple(sorted(here, key=lambda one: (not one.typing, one.login)))


def is_here(viewer: Viewer, now: datetime) -> bool:
    return now - viewer.seen_at < PRESENT_FOR


def is_news(before: Viewer | None, now: datetime, *, typing: bool) -> bool:
    """Whether others must hear of a beat: somebody came, began to type or stopped. A steady look is none."""
    return before is None or not is_here(before, now) or before.typing != typing
