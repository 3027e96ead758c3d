"""What buyers call things, and the names that the shop's data have for them (data/product_words.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.core.text import normalised

WordLists = Mapping[str, Mapping[str, Sequence[str]]]
"""Section -> name -> the words that stand for it."""


@dataclass(frozen=True)
class _Section:
    pattern: re.Pattern[str]
    names: Mapping[str, str]
    """Word -> its name."""


class BuyerWords:
    def __init__(self, lists: WordLists) -> None:
        """Words are lower case; of a word that stands twice in a section the last name counts."""
        self._lists = lists
        self._sections = {section: _section(names) for section, names in lists.items()}

    def said(self, section: str, text: str) -> tuple[str, ...]:
        """The words that stand in the text, in its order; of words that overlap the longest counts."""
        known = self._sections.get(section)
        if known is None:
            return ()
        return tuple(dict.fromkeys(match.group() for match in known.pattern.finditer(normalised(text).text)))

    def named(self, section: str, text: str) -> tuple[str, ...]:
        """The names that those words stand for."""
        known = self._sections.get(section)
        return tuple(dict.fromkeys(known.names[word] for word in self.said(section, text))) if known else ()

    def listed(self, section: str, name: str) -> tuple[str, ...]:
        return tuple(self._lists.get(section, {}).get(name, ()))


def _section(names: Mapping[str, Sequence[str]]) -> _Section:
    by_word = {word: name for name, words in names.items() for word in words if word}
    longest_first = sorted(by_word, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return _Section(re.compile(pattern), MappingProxyType(by_word))


NO_WORDS = BuyerWords({})
