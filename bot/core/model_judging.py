"""Whether a candidate model may take the active one's place: both on the same messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.evaluation.judged import Kind
from bot.core.evaluation.shares import Figure, share
from bot.core.model_readings import JudgedOn, Reading, is_grave
from bot.core.model_rulings import RULED, Ruling, enough, rulings

MOST_CHANGES = 200
"""Examples that are kept of each kind of change."""


@dataclass(frozen=True)
class Compared:
    """Both models on the same messages."""

    name: str
    count: int
    active: Figure
    candidate: Figure
    gained: int
    lost: int
    grave: bool = False


@dataclass(frozen=True)
class Change:
    """A message that one of them understood and the other did not."""

    on: str
    text: str
    """Empty on the frozen set: whoever reads it would write training sentences like it."""
    meant: tuple[str, ...]
    active: tuple[str, ...]
    candidate: tuple[str, ...]
    won: bool
    alone: bool
    """The candidate would have answered it alone, and wrongly."""


@dataclass(frozen=True)
class Verdict:
    rulings: tuple[Ruling, ...]
    sets: tuple[Compared, ...]
    """By `JudgedOn`."""
    intents: tuple[Compared, ...]
    """Over all ruled sets; those that changed first."""
    changes: tuple[Change, ...]
    """Losses first."""

    @property
    def passes(self) -> bool:
        return all(ruling.passes for ruling in self.rulings)


def verdict(read: Mapping[JudgedOn, Sequence[Reading]], answerable: Collection[str]) -> Verdict:
    """`answerable` are the intents that may be answered alone at all.

    Messages judged for their entities only say nothing: those are read by patterns, which no model learns.
    """
    sets = {
        on: [one for one in readings if one.judged.kind is not Kind.ENTITIES] for on, readings in read.items()
    }
    ruled = [one for on in RULED for one in sets.get(on, ())]
    return Verdict(
        rulings=(enough(len(ruled)), *rulings(sets, answerable)),
        sets=tuple(_compared(on.value, sets[on]) for on in JudgedOn if sets.get(on)),
        intents=_by_intent(ruled),
        changes=_changes(sets, answerable),
    )


def _compared(name: str, readings: Sequence[Reading], *, grave: bool = False) -> Compared:
    active = share("active", [one.active_right for one in readings])
    candidate = share("candidate", [one.candidate_right for one in readings])
    assert active and candidate, "only what was read is compared"
    gained, lost = sum(one.gained for one in readings), sum(one.lost for one in readings)
    return Compared(name, len(readings), active, candidate, gained, lost, grave)


def _by_intent(readings: Sequence[Reading]) -> tuple[Compared, ...]:
    own: dict[str, list[Reading]] = defaultdict(list)
    for one in readings:
        for intent in one.rows:
            own[intent].append(one)
    rows = [_compared(intent, found, grave=is_grave(intent)) for intent, found in own.items()]
    return tuple(sorted(rows, key=lambda row: (-row.lost, -row.gained, row.name)))


def _changes(sets: Mapping[JudgedOn, Sequence[Reading]], answerable: Collection[str]) -> tuple[Change, ...]:
    found = [
        Change(
            on=on.value,
            text="" if on is JudgedOn.HELD_OUT else one.judged.text,
            meant=one.judged.intents,
            active=one.active.intents,
            candidate=one.candidate.intents,
            won=one.gained,
            alone=one.is_new_alone_error(answerable),
        )
        for on in RULED
        for one in sets.get(on, ())
        if one.gained or one.lost or one.is_new_alone_error(answerable)
    ]
    found.sort(key=_place)
    won = [change for change in found if change.won]
    return tuple([change for change in found if not change.won][:MOST_CHANGES] + won[:MOST_CHANGES])


def _place(change: Change) -> tuple[Any, ...]:
    """Losses first, and of them what nobody would have read; the rest makes the order the same every time."""
    told = (change.on, change.meant, change.text, change.active, change.candidate)
    return change.won, not change.alone, *told
