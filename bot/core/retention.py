"""How long a shop keeps what buyers said, as a part of its rules' document (bot/core/shop_settings.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

LEAST_TALKS = 90
"""The right to answer alone and the weekly figures look so far back."""
LEAST, MOST = 7, 3650


@dataclass(frozen=True)
class Retention:
    """Days after which the words go; figures stay (docs/privacy.md)."""

    talks: int = 1095
    """From a talk's last message. Three years: so long a buyer may come back on what was promised."""
    logs: int = 365
    """From the last line of an imported talk."""
    candidates: int = 180
    """Of sentences that nobody has labelled. What was accepted stays: it is masked and names nobody."""

    def __post_init__(self) -> None:
        """Raises ValueError for a number that makes no sense."""
        for one in fields(self):
            least = LEAST_TALKS if one.name == "talks" else LEAST
            if not least <= getattr(self, one.name) <= MOST:
                raise ValueError(f"keep.{one.name} must be from {least} to {MOST} days")

    def span(self, of: str) -> timedelta:
        return timedelta(days=getattr(self, of))


def retention_from_settings(settings: Mapping[str, Any]) -> Retention:
    """Raises ValueError or TypeError for what is none."""
    unknown = settings.keys() - {one.name for one in fields(Retention)}
    if unknown:
        raise ValueError(f"keep: unknown settings {', '.join(sorted(unknown))}")
    return Retention(**{name: int(days) for name, days in settings.items()})


def retention_to_settings(rules: Retention) -> dict[str, int]:
    return asdict(rules)
