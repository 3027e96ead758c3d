"""What a paste adds to a talk: only the lines that do not stand in it yet."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.conversations import Sender
from bot.core.pasted_chat import PastedLine

ALIKE = 0.5
"""Share of common pairs of characters from which a line is our copied reply, touched up in the shop tool."""


@dataclass(frozen=True)
class KnownLine:
    sender: Sender
    text: str
    at: datetime | None = None
    """When the chat it was pasted from says that it was written."""
    is_copied: bool = False
    """Our own reply, copied from here: the chat shows it when it is pasted next."""


def news(known: Sequence[KnownLine], pasted: Sequence[PastedLine]) -> tuple[PastedLine, ...]:
    """Lines after the last one that both have. What is older has no place any more and stays out.

    Pasting the same again adds nothing; bare words are compared with what is unanswered only, because
    buyers say 好的 more than once.
    """
    if all(line.at is None and line.sender is Sender.BUYER for line in pasted):
        known = _unanswered(known)
    others = _without_copied([line for line in known if line.is_copied], pasted)
    return tuple(others[_end_of_overlap([line for line in known if not line.is_copied], others) :])


def line_id(buyer: str, line: PastedLine, repeats: int) -> str:
    """The same for the same line in every paste. `repeats` is how often it came before in this one."""
    assert line.at is not None
    words = f"{buyer}\n{line.sender.value}\n{_squeezed(line.text)}\n{repeats}"
    return f"{hashlib.sha256(words.encode()).hexdigest()[:32]}@{line.at.isoformat()}"


def written_at(external_id: str) -> datetime | None:
    """The time in a `line_id`."""
    try:
        return datetime.fromisoformat(external_id.partition("@")[2])
    except ValueError:
        return None


def _unanswered(known: Sequence[KnownLine]) -> Sequence[KnownLine]:
    answers = [place for place, line in enumerate(known) if line.sender is Sender.AGENT]
    return known[answers[-1] + 1 :] if answers else known


def _without_copied(copied: list[KnownLine], pasted: Sequence[PastedLine]) -> list[PastedLine]:
    """From the end on, because a reply that was copied before now is looked for where it is newest."""
    left = []
    for line in reversed(pasted):
        echo = next((own for own in reversed(copied) if _is_echo(own, line)), None)
        if echo:
            copied.remove(echo)
        else:
            left.append(line)
    return left[::-1]


def _is_echo(own: KnownLine, line: PastedLine) -> bool:
    if line.sender is not Sender.AGENT:
        return False
    ours, theirs = _squeezed(own.text), _squeezed(line.text)
    if ours == theirs:
        return True
    first, second = _pairs(ours), _pairs(theirs)
    return len(first & second) >= ALIKE * len(first | second) > 0


def _end_of_overlap(known: Sequence[KnownLine], pasted: Sequence[PastedLine]) -> int:
    """Behind the last pasted line of the longest common run, gaps allowed (the classic table of lengths)."""
    others = [(line.sender, _squeezed(line.text), line.at) for line in pasted]
    longest = [0] * (len(pasted) + 1)
    for line in known:
        words, row = (line.sender, _squeezed(line.text)), [0]
        for place, (sender, text, at) in enumerate(others):
            is_same = words == (sender, text) and (not line.at or not at or line.at == at)
            row.append(longest[place] + 1 if is_same else max(longest[place + 1], row[place]))
        longest = row
    return longest.index(longest[-1])


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
