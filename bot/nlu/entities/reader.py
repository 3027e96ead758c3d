"""All entities of a message, with offsets in the text as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.text import Normalised
from bot.core.understanding import Entity
from bot.nlu.entities.body import body_entities
from bot.nlu.entities.context import Seen
from bot.nlu.entities.marks import Marker, Pattern
from bot.nlu.entities.moments import moment_entities
from bot.nlu.entities.numbers import number_entities
from bot.nlu.entities.things import thing_entities


class EntityReader:
    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._marker = Marker(patterns)

    def entities(self, words: Normalised) -> tuple[Entity, ...]:
        """In the order they are written. Overlaps are meant: a city names its province too."""
        marks = [Seen(mark, words.text) for mark in self._marker.marks(words.text)]
        found = [
            *_referred(words),
            *(_as_typed(entity, words) for read in _READERS for entity in read(marks)),
        ]
        return tuple(sorted(_without_echoes(found), key=lambda entity: (entity.start, entity.end)))


_READERS = (body_entities, number_entities, thing_entities, moment_entities)


def _referred(words: Normalised) -> Iterable[Entity]:
    """What links and cards name."""
    for reference in words.references:
        raw = words.original[reference.start : reference.end]
        yield Entity(reference.entity, reference.number, raw, reference.start, reference.end)


def _as_typed(entity: Entity, words: Normalised) -> Entity:
    start, end = words.span(entity.start, entity.end)
    return replace(entity, raw=words.original[start:end], start=start, end=end)


def _without_echoes(entities: Sequence[Entity]) -> Iterable[Entity]:
    """浙江杭州 names its province once."""
    seen: set[tuple[str, str | float]] = set()
    for entity in entities:
        key = (entity.entity, entity.value)
        if entity.entity != "province" or key not in seen:
            yield entity
        seen.add(key)
