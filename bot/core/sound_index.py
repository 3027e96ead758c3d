"""Records found by what one types of their pinyin: initials (kdf), syllables (kuaidi), or both (kuaidf).

One bit a character over all of them: a search is a few operations on long integers, however many there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

Sounds = Callable[[str], Sequence[str]]
"""A Chinese character's syllables in all its readings, with v for ü; nothing for anything else."""

LONGEST_SYLLABLE = 6
LONGEST_TYPED = 30
_TYPED = re.compile(rf"[a-z0-9]{{1,{LONGEST_TYPED}}}")
_ITSELF = re.compile(r"[a-z0-9]")


def typed_sound(word: str) -> str | None:
    """As it may be looked for; None for what can't be pinyin."""
    typed = word.casefold().replace("ü", "v").replace("'", "")
    return typed if _TYPED.fullmatch(typed) else None


class SoundIndex:
    """Each record has several lines; nothing is found across two of them."""

    def __init__(self, records: Iterable[Sequence[str]], sounds: Sounds) -> None:
        places: dict[str, list[int]] = {}
        readings: dict[str, Sequence[str]] = {}
        begins, starts, place = [], [], 0
        for record in records:
            begins.append(place)
            for line in record:
                starts.append(place)
                for char in line.casefold():
                    if char not in readings:
                        readings[char] = (char,) if _ITSELF.fullmatch(char) else sounds(char)
                    for syllable in readings[char]:
                        places.setdefault(syllable, []).append(place)
                    place += bool(readings[char])  # marks and blanks are not there
                place += 1  # between two lines nothing sounds
        self._begins = begins
        self._size = place
        self._syllables = sorted(places)
        self._bits = [_bits(places[syllable], place) for syllable in self._syllables]
        self._starts = _bits(starts, place)

    def beginning(self, typed: str) -> Iterator[int]:
        """The records with a line that begins so, in order."""
        return self._records(self._reached(typed, self._starts))

    def holding(self, typed: str) -> Iterator[int]:
        """The records that sound so anywhere, in order."""
        return self._records(self._reached(typed, (1 << self._size) - 1))

    def _reached(self, typed: str, starts: int) -> int:
        """The places behind what was typed; each character takes the beginning of one of its syllables."""
        ahead = [starts, *(0 for _ in typed)]
        for at in range(len(typed)):
            for end in range(at + 1, min(at + LONGEST_SYLLABLE, len(typed)) + 1):
                sounding = self._sounding(typed[at:end]) if ahead[at] else 0
                if not sounding:
                    break
                ahead[end] |= (ahead[at] & sounding) << 1
        return ahead[-1]

    def _sounding(self, piece: str) -> int:
        """The places of characters one of whose syllables begins with the piece."""
        found = 0
        for place in range(bisect_left(self._syllables, piece), len(self._syllables)):
            if not self._syllables[place].startswith(piece):
                break
            found |= self._bits[place]
        return found

    def _records(self, reached: int) -> Iterator[int]:
        drawn = bin(reached)[:1:-1]  # place 0 stands first
        place = drawn.find("1")
        while place >= 0:
            record = bisect_left(self._begins, place) - 1
            yield record
            place = drawn.find("1", self._begins[record + 1]) if record + 1 < len(self._begins) else -1


def _bits(places: Sequence[int], size: int) -> int:
    drawn = bytearray(size // 8 + 1)
    for place in places:
        drawn[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(drawn, "little")
