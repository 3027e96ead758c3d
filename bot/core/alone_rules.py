"""What a shop says about answering alone, as a part of its rules' document (bot/core/shop_settings.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from bot.core.answering_alone import Bar

MOST_ANSWERS = 50


@dataclass(frozen=True)
class AloneRules:
    on: bool = False
    """The switch over everything: off, nobody gets a word that no person has approved."""
    most_in_talk: int = 4
    """Automatic answers in one talk and night."""
    bar: Bar = Bar()

    def __post_init__(self) -> None:
        """Raises ValueError for a number that makes no sense."""
        if not 1 <= self.most_in_talk <= MOST_ANSWERS:
            raise ValueError(f"alone.most_in_talk must be from 1 to {MOST_ANSWERS}")


_BAR = tuple(field.name for field in fields(Bar))


def alone_from_settings(settings: Mapping[str, Any]) -> AloneRules:
    """Raises ValueError or TypeError for what is none."""
    unknown = settings.keys() - {"on", "most_in_talk", *_BAR}
    if unknown:
        raise ValueError(f"alone: unknown settings {', '.join(sorted(unknown))}")
    bar = Bar(**{name: settings[name] for name in _BAR if name in settings})
    most = int(settings.get("most_in_talk", AloneRules.most_in_talk))
    return AloneRules(bool(settings.get("on", False)), most, bar)


def alone_to_settings(rules: AloneRules) -> dict[str, Any]:
    return {"on": rules.on, "most_in_talk": rules.most_in_talk, **vars(rules.bar)}
