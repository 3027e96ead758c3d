"""Learn to part wishes: borders from marked messages, splits from what an unseen model makes of the sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.core.wish_borders import PartedMessage
from bot.nlu.parting.borders import Borders
from bot.nlu.parting.parting import MOST_PLACES, Chances, Parting, sides, splits_of
from bot.nlu.parting.splits import FRAMES, STORIES, Split, Splits

JOINED = 800
"""Pairs of single wishes run together, beside the messages that people have parted."""
LONGEST_JOINED = 20
SEPARATORS = ("", "", "", "", " ", ",")
ORDINARY = 1500
"""Sentences of one wish that show where no border is."""
SEED = 7

Marked = tuple[str, tuple[int, ...]]


@dataclass
class Weighed:
    """Splits of messages that neither the borders nor the intents were fitted on."""

    splits: list[Split] = field(default_factory=list)
    is_right: list[bool] = field(default_factory=list)

    def add(
        self,
        messages: Sequence[PartedMessage],
        borders: Borders,
        chances: Chances,
        intents: tuple[str, ...],
    ) -> None:
        likely = [borders.likely(message.text, MOST_PLACES) for message in messages]
        wanted = [message.text for message in messages]
        wanted += [side for text, places in zip(wanted, likely, strict=True) for side in sides(text, places)]
        known = dict(zip(wanted, chances(wanted), strict=True))
        for message, places in zip(messages, likely, strict=True):
            for split in splits_of(message.text, places, lambda texts: np.stack([known[t] for t in texts])):
                self.splits.append(split)
                found = {intents[split.first], intents[split.second]}
                self.is_right.append(len(message.intents) > 1 and found == set(message.intents))


def fitted_borders(messages: Sequence[PartedMessage], ordinary: Sequence[tuple[str, str]]) -> Borders:
    """`ordinary` are sentences of one wish with their intent."""
    chance = np.random.default_rng(SEED)
    marked: list[Marked] = [(message.text, message.borders) for message in messages]
    chosen = chance.permutation(len(ordinary))[:ORDINARY]
    marked += [(ordinary[row][0], ()) for row in chosen]
    return Borders.of([*marked, *_joined(ordinary, chance)])


def fitted_parting(weighed: Weighed, borders: Borders, intents: tuple[str, ...], least: float) -> Parting:
    return Parting(borders, Splits.of(weighed.splits, weighed.is_right, intents), least)


def _joined(ordinary: Sequence[tuple[str, str]], chance: np.random.Generator) -> list[Marked]:
    wishes = [
        text for text, intent in ordinary if intent not in FRAMES | STORIES and len(text) <= LONGEST_JOINED
    ]
    if not wishes:
        return []
    firsts, seconds = chance.integers(len(wishes), size=(2, JOINED))
    between = chance.integers(len(SEPARATORS), size=JOINED)
    marked: list[Marked] = []
    for first, second, gap in zip(firsts, seconds, between, strict=True):
        start = wishes[first] + SEPARATORS[gap]
        marked.append((start + wishes[second], (len(start),)))
    return marked
