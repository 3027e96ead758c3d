"""All entities of a message, with offsets in the text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core.text import Normalised
from bot.core.understanding import Entity
from bot.nlu.entities.body import body_entities
from bot.nlu.entities.colors import color_entities
from bot.nlu.entities.context import AS_TYPED, Seen
from bot.nlu.entities.marks import Mark, Marker, Pattern
from bot.nlu.entities.moments import moment_entities
from bot.nlu.entities.money import money_entities
from bot.nlu.entities.numbers import number_entities
from bot.nlu.entities.places import place_entities
from bot.nlu.entities.products import product_entities
from bot.nlu.entities.reasons import reason_entities
from bot.nlu.entities.sizes import size_entities
from bot.nlu.entities.things import thing_entities

_NO_MEASURE_WORD = re.compile(r"包邮|对[吧吗不么啊]")


class EntityReader:
    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._marker = Marker(patterns)

    def entities(self, words: Normalised) -> tuple[Entity, ...]:
        """In the order they are written. Overlaps are meant: a city names its province too."""
        marks = [Seen(_whole_words(mark, words.text), words.text) for mark in self._marker.marks(words.text)]
        found = [*_referred(words), *(_as_typed(entity, words) for entity in _read(marks))]
        return tuple(sorted(_without_echoes(found), key=lambda entity: (entity.start, entity.end)))


_READERS: tuple[Callable[[Sequence[Seen]], Iterator[Entity]], ...] = (
    body_entities,
    number_entities,
    moment_entities,
    size_entities,
    money_entities,
    thing_entities,
    color_entities,
    place_entities,
    reason_entities,
    product_entities,
)
"""The surer a reader, the earlier: what one has taken no later one sees."""


def _read(marks: Sequence[Seen]) -> Iterator[Entity]:
    left = marks
    for read in _READERS:
        found = list(read(left))
        yield from found
        taken = {place for entity in found for place in range(entity.start, entity.end)}
        left = [seen for seen in left if seen.mark.start not in taken]


def _whole_words(mark: Mark, text: str) -> Mark:
    """99包邮 are 99 yuan with free postage, no 99 packs; 一共180对吧 no 180 pairs."""
    if mark.label == "count" and _NO_MEASURE_WORD.match(text, mark.end - 1):
        return Mark("number", "", mark.start, mark.end - 1)
    return mark


def _referred(words: Normalised) -> Iterable[Entity]:
    """What links and cards name: the number, or all of it where that is typed in other digits."""
    for reference in words.references:
        raw = words.original[reference.start : reference.end]
        inside = raw.find(reference.number)
        if inside >= 0:
            start, raw = reference.start + inside, reference.number
        else:
            start = reference.start
        yield Entity(reference.entity, reference.number, raw, start, start + len(raw))


def _as_typed(entity: Entity, words: Normalised) -> Entity:
    start, end = words.span(entity.start, entity.end)
    raw = words.original[start:end]
    return replace(
        entity, raw=raw, start=start, end=end, value=raw if entity.value == AS_TYPED else entity.value
    )


def _without_echoes(entities: Sequence[Entity]) -> Iterable[Entity]:
    """浙江杭州 names its province once."""
    seen: set[tuple[str, str | float]] = set()
    for entity in entities:
        key = (entity.entity, entity.value)
        if entity.entity != "province" or key not in seen:
            yield entity
        seen.add(key)
