"""The languages that the console speaks to people at the desk. Buyers hear the shop's own words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum


class Language(str, Enum):
    """The values are language tags, as pages and browsers use them."""

    CHINESE = "zh-CN"
    ENGLISH = "en"


def preferred(accepted: str) -> Language:
    """By a browser's Accept-Language (RFC 9110, 12.5.4): the first that the console speaks, else Chinese."""
    ranked = sorted(_ranges(accepted), key=lambda found: -found[1])  # stable: equal weights as they came
    for tag, weight in ranked:
        primary = tag.split("-")[0].lower()
        if weight > 0 and primary in ("zh", "en"):
            return Language.ENGLISH if primary == "en" else Language.CHINESE
    return Language.CHINESE


def _ranges(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted.split(","):
        tag, _, quality = part.partition(";")
        yield tag.strip(), _weight(quality)


def _weight(quality: str) -> float:
    name, _, value = quality.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
