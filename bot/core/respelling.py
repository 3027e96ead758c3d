"""Words that hide behind their sound or marks in their midst: bao证, 布吉岛, 国/家/级."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.core.disguises import View

_BETWEEN = r"[^\w，！？；、：:\n]{0,2}"
"""What may stand between the characters of a word that is taken apart."""


class _Spelling(NamedTuple):
    regex: re.Pattern[str]
    word: str


class Respelling:
    """Puts the word meant in the place of every respelling; a text costs what its length costs."""

    def __init__(self, sounds: Mapping[str, str], written: Mapping[str, str]) -> None:
        """`sounds`: word -> its syllables, any of which may stand for its character, and marks between them.

        `written`: regular expression that begins with a plain character -> the word it stands for.
        """
        self._spellings: dict[str, list[_Spelling]] = defaultdict(list)
        for word, syllables in sounds.items():
            spelling = _Spelling(_sounding(word, syllables.split()), word)
            for first in {word[0], syllables[0]}:
                self._spellings[first].append(spelling)
        for pattern, word in written.items():
            self._spellings[pattern[0]].append(_Spelling(re.compile(pattern), word))
        self._firsts = frozenset(self._spellings)

    def __call__(self, view: View) -> View:
        found = list(self._found(view.text)) if not self._firsts.isdisjoint(view.letters) else []
        return _put(view, found) if found else view

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        done = 0
        for place, letter in enumerate(text):
            if letter not in self._firsts or place < done:
                continue
            for regex, word in self._spellings[letter]:
                match = regex.match(text, place)
                if match and match.group() != word:
                    done = match.end()
                    yield place, done, word
                    break


def _sounding(word: str, syllables: Sequence[str]) -> re.Pattern[str]:
    """A syllable stands by itself or after the one before it, never within another Latin word."""
    each = []
    for place, (char, syllable) in enumerate(zip(word, syllables, strict=True)):
        spelled = r"\s?".join(syllable)
        ways = [re.escape(char), f"(?<![a-z]){spelled}"]
        ways += [f"(?<={syllables[place - 1]}){spelled}"] if place else []
        each.append(f"(?:{'|'.join(ways)})")
    return re.compile(_BETWEEN.join(each) + r"(?!(?<=[a-z])[a-z])")


def _put(view: View, found: Sequence[tuple[int, int, str]]) -> View:
    chars: list[str] = []
    positions: list[int] = []
    done = 0
    for start, end, word in found:
        chars += (view.text[done:start], word)
        positions += view.positions[done:start]
        positions += [view.positions[start]] * (len(word) - 1) + [view.positions[end - 1]]
        done = end
    return View(view.original, "".join((*chars, view.text[done:])), (*positions, *view.positions[done:]))
