"""Keywords, as the chat tools of shops have them: no model, no training."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.contenders.contender import Reader
from bot.core.understanding import Candidate, Clause, Parse


class KeywordMatcher:
    def __init__(self, table: Path) -> None:
        self._table = table

    def train(self, project: Path, folder: Path) -> None:
        """There is nothing to learn."""

    def load(self, folder: Path) -> Reader:
        intents = intents_by_keyword(yaml.safe_load(self._table.read_text(encoding="utf-8")))
        return lambda text, _: keyword_parse(text, intents)


def intents_by_keyword(keywords: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """From intent -> keywords. Raises ValueError for a keyword of two intents."""
    intents: dict[str, str] = {}
    for intent, own in keywords.items():
        for keyword in map(_folded, own):
            if intents.setdefault(keyword, intent) != intent:
                raise ValueError(f"{keyword} is a keyword of {intents[keyword]} and of {intent}")
    return intents


def keyword_parse(text: str, intents: Mapping[str, str]) -> Parse:
    """The longest keyword wins, the first of equally long ones; without any nothing is understood.

    The tools know no confidence; the share of the message that the keyword covers stands for it.
    """
    words = _folded(text)
    found = sorted((-len(keyword), words.find(keyword), keyword) for keyword in intents if keyword in words)
    shares: dict[str, float] = {}
    for _, _, keyword in found:
        shares.setdefault(intents[keyword], len(keyword) / len(words))
    ranking = tuple(Candidate(intent, share) for intent, share in shares.items())
    understood = tuple(candidate.intent for candidate in ranking[:1])
    return Parse(text, (Clause(text, ranking),), abstain=not understood, intents=understood)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
