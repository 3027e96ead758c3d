"""Messages with several wishes, and entities: sets that were found whole or in part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.core.evaluation.by_intent import Row, rows
from bot.core.evaluation.judged import Answer, Told
from bot.core.understanding import Entity

NEAR = 0.01


def is_exact(answer: Answer) -> bool:
    """All wishes found, none invented; an alternative may stand for nothing but itself."""
    judged, parse = answer
    found = set(parse.intents)
    return set(judged.intents) <= found | judged.alternatives and found <= judged.accepted and bool(found)


def wishes_f1(answers: Sequence[Answer]) -> float:
    """Over all wishes of all messages."""
    found = sum(len(parse.intents) for _, parse in answers)
    meant = sum(len(judged.intents) for judged, _ in answers)
    right = sum(len(set(parse.intents) & set(judged.intents)) for judged, parse in answers)
    return 2 * right / (found + meant) if right else 0.0


def entity_rows(answers: Sequence[Answer]) -> list[Row]:
    """An entity is right when kind, words and value are."""
    meant: Counter[str] = Counter()
    understood: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for judged, parse in answers:
        left = list(judged.entities)
        meant.update(told.entity for told in left)
        for entity in parse.entities:
            understood[entity.entity] += 1
            same = next((told for told in left if _is_same(told, entity)), None)
            if same:
                left.remove(same)
                right[entity.entity] += 1
    return rows(meant, understood, right)


def micro_f1(table: Sequence[Row]) -> float:
    right = sum(row.right for row in table)
    return 2 * right / sum(row.meant + row.understood for row in table) if right else 0.0


def _is_same(told: Told, entity: Entity) -> bool:
    return (told.entity, told.raw) == (entity.entity, entity.raw) and _same_value(told.value, entity.value)


def _same_value(one: str | float, other: str | float) -> bool:
    try:
        return abs(float(one) - float(other)) <= NEAR
    except ValueError:
        return str(one) == str(other)
