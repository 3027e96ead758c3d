"""Which quick phrases an agent means by a few letters: by shortcut, by sound, by what stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import chain, islice

from bot.core.joined_texts import JoinedTexts
from bot.core.quick_phrases import QuickPhrase
from bot.core.sound_index import SoundIndex, Sounds, typed_sound

MOST_WORDS = 8


class Nearness(IntEnum):
    """How a phrase was found, nearest first."""

    SHORTCUT = 0
    SHORTCUT_BEGINS = 1
    SOUND_BEGINS = 2
    SOUND_INSIDE = 3
    TEXT = 4


class PhraseIndex:
    """One owner's phrases as they are now; made once for each of their versions."""

    def __init__(self, phrases: Iterable[QuickPhrase], sounds: Sounds) -> None:
        self.phrases = tuple(sorted(phrases, key=lambda one: (one.group, one.shortcut, one.id)))
        self._shortcuts = [one.shortcut.casefold() for one in self.phrases]
        self._by_shortcut = sorted((one, place) for place, one in enumerate(self._shortcuts) if one)
        self._texts = JoinedTexts(f"{one.shortcut}\n{one.group}\n{one.text}" for one in self.phrases)
        self._sounds = SoundIndex(((one.shortcut, one.group, one.text) for one in self.phrases), sounds)
        self._places = {one.id: place for place, one in enumerate(self.phrases)}
        self.shortcuts = frozenset(self._shortcuts) - {""}

    def found(self, query: str) -> list[QuickPhrase]:
        """All that have every word, in their own order."""
        return [
            self.phrases[place] for place in sorted(place for level in self.levels(query) for place in level)
        ]

    def nearest(
        self, query: str, recent: Collection[int], most: int, without: Collection[str] = ()
    ) -> Iterator[list[QuickPhrase]]:
        """For each nearness at most so many, recent ones (by id) first; none with these shortcuts."""
        lately = {self._places[one] for one in recent if one in self._places}
        for level in self.levels(query):
            known = lately.intersection(level)
            others = (place for place in level if place not in known)
            wanted = (place for place in chain(known, others) if self._shortcuts[place] not in without)
            yield [self.phrases[place] for place in islice(wanted, most)]

    def levels(self, query: str) -> Iterator[Sequence[int]]:
        """For each nearness the places of the phrases, worked out only when they are asked for.

        A phrase must have every word, and is as near as its farthest one.
        """
        words = query.replace("\0", " ").casefold().split()[:MOST_WORDS]
        if not words:
            yield from ((), (), (), (), range(len(self.phrases)))
        elif len(words) == 1:
            yield from self._levels_of(words[0])
        else:
            yield from self._levels_of_all(words)

    def _levels_of(self, word: str) -> Iterator[Sequence[int]]:
        seen: set[int] = set()
        for nearness in Nearness:
            level = [place for place in self._found(word, nearness) if place not in seen]
            seen.update(level)
            yield level

    def _found(self, word: str, nearness: Nearness) -> Iterable[int]:
        """So near or nearer, in order."""
        if nearness is Nearness.TEXT:
            return self._texts.holding(word)
        if nearness <= Nearness.SHORTCUT_BEGINS:
            return sorted(self._with_shortcut(word, whole=nearness is Nearness.SHORTCUT))
        typed = typed_sound(word)
        if typed is None:
            return ()
        begins = nearness is Nearness.SOUND_BEGINS
        return self._sounds.beginning(typed) if begins else self._sounds.holding(typed)

    def _with_shortcut(self, word: str, *, whole: bool) -> Iterator[int]:
        for shortcut, place in islice(self._by_shortcut, bisect_left(self._by_shortcut, (word, 0)), None):
            if not (shortcut == word if whole else shortcut.startswith(word)):
                return
            yield place

    def _levels_of_all(self, words: Sequence[str]) -> Iterator[Sequence[int]]:
        near = self._nearness(words[0])
        for word in words[1:]:
            other = self._nearness(word)
            near = {place: max(near[place], other[place]) for place in near.keys() & other.keys()}
        whole = " ".join(words)
        near |= dict.fromkeys(self._with_shortcut(whole, whole=True), Nearness.SHORTCUT)
        for level in Nearness:
            yield sorted(place for place, nearness in near.items() if nearness == level)

    def _nearness(self, word: str) -> dict[int, int]:
        levels = enumerate(self._levels_of(word))
        return {place: nearness for nearness, places in levels for place in places}


def best(
    own: PhraseIndex, team: PhraseIndex, query: str, recent: Sequence[int], most: int
) -> list[QuickPhrase]:
    """Nearest first; among equals what this agent used last (`recent`, newest first), then the own ones.

    One's own shortcut stands in for the same one of the team.
    """
    used = {phrase: place for place, phrase in enumerate(recent)}
    chosen: list[QuickPhrase] = []
    levels = zip(
        own.nearest(query, recent, most),
        team.nearest(query, recent, most, without=own.shortcuts),
        strict=True,
    )
    for mine, shared in levels:
        chosen += sorted((*mine, *shared), key=lambda one: used.get(one.id, len(used)))
        if len(chosen) >= most:
            break
    return chosen[:most]


def covered(own: PhraseIndex, team: PhraseIndex) -> frozenset[int]:
    """The team's phrases that one's own stand in for."""
    return frozenset(one.id for one in team.phrases if one.shortcut.casefold() in own.shortcuts)
