"""What is kept of every model: what it was made from, how it did, who let it answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.core.evaluation.shares import Figure
from bot.core.model_judging import Verdict


@dataclass(frozen=True)
class ModelRecord:
    model: str
    made_at: datetime
    data_hash: str
    config_hash: str
    components: str
    encoders: tuple[str, ...]
    sentences: int
    job_id: int | None = None
    against: str = ""
    figures: tuple[Figure, ...] = ()
    """On the frozen held-out set."""
    verdict: Verdict | None = None


class How(str, Enum):
    """How a model came to be the active one."""

    APPROVED = "approved"  # its verdict passed, and a person clicked
    AUTOMATIC = "automatic"  # its verdict passed, and the shop has said that this is enough
    OVERRULED = "overruled"  # the owner, against the verdict or without one
    ROLLED_BACK = "rolled_back"
    UNDONE = "undone"  # a roll-back was taken back
    BY_COMMAND = "by_command"  # whoever has the machine


@dataclass(frozen=True)
class Swap:
    id: int
    model: str
    before: str
    """The model that was active until then; empty for the first."""
    at: datetime
    by: str
    how: How
    reason: str = ""


def may_be_undone(newest: Swap | None, active: str) -> bool:
    """A roll-back can be taken back as long as nothing has happened since."""
    return (
        newest is not None
        and newest.how is How.ROLLED_BACK
        and newest.model == active
        and bool(newest.before)
    )


KEY_FIGURES = (
    "single: accuracy",
    "single: abstained",
    "several: exact set",
    "fragments: abstained",
    "alone at the shipped thresholds: coverage",
    "alone at the shipped thresholds: precision",
)
"""Of an evaluation: those that a supervisor reads."""


def key_figures(figures: Collection[Figure]) -> tuple[Figure, ...]:
    named = {figure.name: figure for figure in figures}
    return tuple(named[name] for name in KEY_FIGURES if name in named)
