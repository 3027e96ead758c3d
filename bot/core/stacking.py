"""Whether promotions add up: what a promotion's own instructions say of it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Promotion

TERMS = "stacking_terms"
"""Section of the words: what a shop writes where it says whether offers add up."""

_BETWEEN = re.compile(r"[，。；,;]")


def stacking_terms(promotion: Promotion, words: BuyerWords) -> str:
    """The parts of the instructions that say what else holds beside it; empty where they are silent."""
    parts = (part.strip() for part in _BETWEEN.split(promotion.how))
    return "，".join(part for part in parts if words.named(TERMS, part))


def with_terms_first(promotions: Sequence[Promotion], words: BuyerWords) -> tuple[Promotion, ...]:
    return tuple(sorted(promotions, key=lambda promotion: not stacking_terms(promotion, words)))
