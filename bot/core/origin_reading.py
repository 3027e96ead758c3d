"""The vocabulary's table of where facts come from, by group of facts or for one fact where it differs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.core.fact_sources import Origin
from bot.core.script_sources import Reading

FROM = "from"
"""The table's key: no fact, because facts have a dot in their names."""


def group_of(fact: str) -> str:
    return fact.partition(".")[0]


def read_origins(reading: Reading, table: object, facts: Collection[str]) -> Mapping[str, tuple[Origin, ...]]:
    """The origins of every fact; facts without any and entries without facts are faults."""
    if not isinstance(table, Mapping):
        reading.wrong(f"{FROM} must be a mapping of facts or groups of facts to where they come from")
        return {}
    groups = {group_of(fact) for fact in facts}
    for name in table:
        if name not in groups and name not in facts:
            reading.wrong(f"{FROM}: {name} is neither a fact nor a group of facts")
    known = {name: _origins(reading, str(name), value) for name, value in table.items()}
    for fact in facts:
        if fact not in known and group_of(fact) not in known:
            reading.wrong(f"{fact}: nothing in `{FROM}` says where it comes from")
    return {fact: known.get(fact) or known.get(group_of(fact), ()) for fact in facts}


def _origins(reading: Reading, name: str, value: object) -> tuple[Origin, ...]:
    origins = []
    for word in value if isinstance(value, list) else [value]:
        try:
            origins.append(Origin(word))
        except ValueError:
            words = ", ".join(origin.value for origin in Origin)
            reading.wrong(f"{FROM}: {name} is one of {words}, not {word!r}")
    if value == []:
        reading.wrong(f"{FROM}: {name} names no record")
    return tuple(origins)
