"""The regular expressions of the reply guard: their shorthands, and a bound of the work each may cause.

A text may be hostile, so no pattern may run on: what it reads from one place on is limited, and so are the
ways in which it can read that. Then a text costs what its length costs, whatever stands in it.
"""

from __future__ import annotations

import re
import sre_constants as codes
import sre_parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_READ = 120
"""Characters that a pattern may read from one place on."""
MOST_WAYS = 10_000
"""Ways to read them, at most; a gap of up to six characters has seven."""
MOST_LETTERS = 2000
"""A place that may hold more letters, or pairs of them, says nothing about a text."""
COMMON = frozenset(
    "您的我不了一是这有给个到下好就发没天退款看可话以能们会货上要单在说已最用号里点那经定价收小别快码问加"
    "家去过再包后时对评还面都行递吗电也信保来吧自帮先付色人系请子打改三心么拍你穿送分意补回换出件便多大买"
)
"""The most frequent characters of replies: that one of them is there says little."""

_GAP = re.compile(r"\{(\.{2,3})(\d{1,2})\}")
_NAMED = re.compile(r"\{([a-z_]+)\}")
_WITHIN = {"..": r"[^，。！？；\n]", "...": r"[^。！？\n]"}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)

_WITHOUT_WIDTH = (codes.ASSERT, codes.ASSERT_NOT, codes.AT)

Letters = frozenset[str]
NOT_KNOWN: Letters = frozenset()


@dataclass(frozen=True)
class Pattern:
    regex: re.Pattern[str]
    needs: tuple[Letters, ...]
    """Of each of these a text has a letter or a pair of them, or the pattern can't match (guard_sieve)."""


def compiled(pattern: str) -> Pattern:
    """Of a pattern without a fault."""
    return Pattern(re.compile(pattern), tuple(sorted(set(_needs(sre_parse.parse(pattern))), key=_likelihood)))


def expanded(pattern: str, lists: Mapping[str, str]) -> str:
    """{..6} is a gap of up to six characters within a clause, {...6} within a sentence, {name} a list.

    Raises KeyError for a list that is not known.
    """
    for _ in range(2):  # a list may hold other lists
        pattern = _NAMED.sub(lambda named: f"(?:{lists[named[1]]})", pattern)
    return _GAP.sub(lambda gap: f"{_WITHIN[gap[1]]}{{0,{gap[2]}}}", pattern)


def fault_of(pattern: str) -> str:
    """Why a pattern can't be used; empty when it can."""
    try:
        re.compile(pattern)
        parsed = sre_parse.parse(pattern)
    except re.error as fault:
        return f"is no regular expression: {fault}"
    longest = parsed.getwidth()[1]
    if longest > LONGEST_READ:
        return f"may read more than {LONGEST_READ} characters at once"
    if _ways(parsed) > MOST_WAYS:
        return f"can be read in more than {MOST_WAYS} ways"
    return ""


def _ways(parsed: Any) -> int:
    """In how many ways a place can be read at most.

    Those of a sequence multiply. Of alternatives in plain words a text has one at a place, so only what is
    variable in them counts.
    """
    ways = 1
    for code, argument in parsed:
        ways *= _ways_of(code, argument)
    return ways


def _ways_of(code: Any, argument: Any) -> int:
    if code is codes.BRANCH:
        return 1 + sum(_ways(branch) - 1 for branch in argument[1])
    if code is codes.SUBPATTERN:
        return _ways(argument[-1])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return _ways(argument[1])
    if code in _REPEATS:
        fewest, most, body = argument
        inside, most = _ways(body), min(most, LONGEST_READ)
        return sum(min(inside**times, MOST_WAYS + 1) for times in range(fewest, most + 1))
    return 1


def _needs(parsed: Any) -> Iterator[Letters]:
    ends = NOT_KNOWN
    for code, argument in parsed:
        if code not in _WITHOUT_WIDTH:
            begins, closes = _edges(code, argument)
            if 0 < len(ends) * len(begins) <= MOST_LETTERS:
                yield frozenset(before + letter for before in ends for letter in begins)
            ends = closes
        yield from _needs_of(code, argument)


def _needs_of(code: Any, argument: Any) -> Iterator[Letters]:
    if code is codes.LITERAL:
        yield frozenset(chr(argument))
    elif code is codes.IN:
        yield from _class_needs(argument)
    elif code is codes.BRANCH:
        yield from _branch_needs(argument[1])
    elif code is codes.SUBPATTERN:
        yield from _needs(argument[-1])
    elif code is codes.ASSERT:
        yield from _needs(argument[1])
    elif code in _REPEATS and argument[0] > 0:
        yield from _needs(argument[2])


def _edges(code: Any, argument: Any) -> tuple[Letters, Letters]:
    """The letters that what this reads may begin with, and end with."""
    if code is codes.LITERAL:
        return frozenset(chr(argument)), frozenset(chr(argument))
    if code is codes.IN:
        letters = next(_class_needs(argument), NOT_KNOWN)
        return letters, letters
    if code is codes.SUBPATTERN:
        return _edges_of(argument[-1])
    if code in _REPEATS and argument[0] > 0:
        return _edges_of(argument[2])
    if code is codes.BRANCH:
        begins, ends = zip(*map(_edges_of, argument[1]), strict=True)
        return (
            frozenset().union(*begins) if all(begins) else NOT_KNOWN,
            frozenset().union(*ends) if all(ends) else NOT_KNOWN,
        )
    return NOT_KNOWN, NOT_KNOWN


def _edges_of(parsed: Any) -> tuple[Letters, Letters]:
    each = [_edges(code, argument) for code, argument in parsed if code not in _WITHOUT_WIDTH]
    return (each[0][0], each[-1][1]) if each else (NOT_KNOWN, NOT_KNOWN)


def _likelihood(pieces: Letters) -> int:
    """How likely a text has one of them, roughly."""
    return sum(1 if len(piece) > 1 else 30 if piece in COMMON else 3 for piece in pieces)


def _class_needs(members: Iterable[tuple[Any, Any]]) -> Iterator[Letters]:
    letters: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL:
            letters.add(chr(argument))
        elif code is codes.RANGE and argument[1] - argument[0] < MOST_LETTERS:
            letters.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return
    yield frozenset(letters)


def _branch_needs(branches: Iterable[Any]) -> Iterator[Letters]:
    """What every alternative asks for most narrowly, together; nothing when one of them asks for nothing."""
    each = [sorted(_needs(branch), key=_likelihood) for branch in branches]
    letters = frozenset().union(*(needs[0] for needs in each if needs))
    if all(each) and len(letters) <= MOST_LETTERS:
        yield letters
