"""data/product_words.yml: the words that buyers use, by section and by the name that the data have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.core.buyer_words import BuyerWords

SHARING = frozenset({"weak_points", "goes_with", "shop_notes", "roles", "wish_signs"})
"""Sections that are looked up by name only, so that two names may share a word."""


def load_product_words(path: Path) -> BuyerWords:
    """Raises ValueError with one sentence for a file of another kind."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        lists = {section: _names(section, names) for section, names in document.items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, ValueError) as fault:
        raise ValueError(f"{path.name} holds no lists of words: {' '.join(str(fault).split())}") from fault
    return BuyerWords(lists)


def _names(section: str, names: dict[str, Any]) -> dict[str, list[str]]:
    owners: dict[str, str] = {}
    for name, words in names.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            raise ValueError(f"{section}, {name}: a list of words is needed")
        for word in words:
            if word != word.lower():
                raise ValueError(f"{section}, {name}: {word} must be written in lower case")
            if section not in SHARING and owners.setdefault(word, name) != name:
                raise ValueError(f"{section}: {word} stands under {owners[word]} and under {name}")
    return {str(name): list(words) for name, words in names.items()}
