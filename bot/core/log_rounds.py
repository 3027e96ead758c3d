"""The rounds of a talk in a log: what a buyer said until somebody answered, and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.core.conversations import Sender, Turn
from bot.core.log_lines import WrittenLine

BUBBLES_BEFORE = 10
"""As many as the desk gives a draft."""


@dataclass(frozen=True)
class Round:
    asked: tuple[WrittenLine, ...]
    answered: tuple[WrittenLine, ...] = ()
    """Empty where nobody answered."""
    before: tuple[Turn, ...] = field(default=())

    @property
    def question(self) -> str:
        return "\n".join(line.text for line in self.asked)

    @property
    def answer(self) -> str:
        return "\n".join(line.text for line in self.answered)


def rounds(lines: Sequence[WrittenLine]) -> Iterator[Round]:
    """What we say before the buyer has said anything answers nothing."""
    asked: list[WrittenLine] = []
    answered: list[WrittenLine] = []
    begun = 0
    for place, line in enumerate(lines):
        if line.sender is Sender.BUYER and answered:
            yield _round(lines, begun, asked, answered)
            asked, answered = [], []
        if line.sender is Sender.BUYER:
            begun = begun if asked else place
            asked.append(line)
        elif asked:
            answered.append(line)
    if asked:
        yield _round(lines, begun, asked, answered)


def _round(
    lines: Sequence[WrittenLine], begun: int, asked: list[WrittenLine], answered: list[WrittenLine]
) -> Round:
    before = lines[max(0, begun - BUBBLES_BEFORE) : begun]
    turns = tuple(Turn(line.sender, line.text, line.at) for line in before)
    return Round(tuple(asked), tuple(answered), turns)
