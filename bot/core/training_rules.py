"""What a shop says about labelling, as a part of its rules' document (bot/core/shop_settings.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.core.accounts import Account, Right


@dataclass(frozen=True)
class TrainingRules:
    agents_label: bool = False
    """Agents may label, too, not only whoever leads."""
    second_share: int = 10
    """Percent of the candidates that two people judge, neither of whom sees what the other said."""

    def __post_init__(self) -> None:
        """Raises ValueError for what is no percentage."""
        if not 0 <= self.second_share <= 100:
            raise ValueError("training.second_share must be from 0 to 100")


def training_from_settings(settings: Mapping[str, Any]) -> TrainingRules:
    """Raises ValueError or TypeError for what are no such rules."""
    unknown = settings.keys() - {"agents_label", "second_share"}
    if unknown:
        raise ValueError(f"training: unknown settings {', '.join(sorted(unknown))}")
    share = int(settings.get("second_share", TrainingRules.second_share))
    return TrainingRules(bool(settings.get("agents_label", False)), share)


def training_to_settings(rules: TrainingRules) -> dict[str, Any]:
    return {"agents_label": rules.agents_label, "second_share": rules.second_share}


def may_label(account: Account, rules: TrainingRules) -> bool:
    return account.may(Right.LABEL_SENTENCES) or (rules.agents_label and account.may(Right.ANSWER))


def is_judged_twice(key: str, share: int) -> bool:
    """A draw that is the same wherever and whenever it is made; `share` in percent."""
    drawn = int.from_bytes(sha256(f"second {key}".encode()).digest()[:8], "big")
    return drawn % 100 < share
