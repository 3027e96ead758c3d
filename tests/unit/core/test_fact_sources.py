"""Where facts come from: told for every fact, and the same after a journey as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.fact_sources import (
    FactSource,
    Origin,
    SourceKind,
    Sources,
    sources_from_document,
    sources_to_document,
)
from bot.core.origin_reading import read_origins
from bot.core.script_sources import Reading

FACTS = ("order.state", "order.tail", "size.name")
moments = st.none() | st.datetimes().map(lambda at: at.replace(tzinfo=timezone(timedelta(hours=8))))
found = st.builds(FactSource, st.sampled_from(SourceKind), st.text(max_size=30), moments)


@given(st.dictionaries(st.text(max_size=30), st.lists(found, max_size=5).map(tuple), max_size=5))
def test_sources_are_the_same_after_a_journey_as_json(sources: Sources) -> None:
    assert sources_from_document(json.loads(json.dumps(sources_to_document(sources)))) == sources


def origins(table: object) -> tuple[Mapping[str, tuple[Origin, ...]], list[str]]:
    reading = Reading("data/scripts/_facts.yml")
    found = read_origins(reading, table, FACTS)
    return found, [fault.sentence for fault in reading.faults]


def test_a_fact_comes_from_where_its_group_does_unless_it_says_otherwise() -> None:
    known, faults = origins({"order": "order", "order.tail": ["orders", "order"], "size": "chart"})
    assert faults == []
    assert known["order.state"] == (Origin.ORDER,)
    assert known["order.tail"] == (Origin.ORDERS, Origin.ORDER)
    assert known["size.name"] == (Origin.CHART,)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (None, "from must be a mapping"),
        ({"order": "order"}, "size.name: nothing in `from` says where it comes from"),
        ({"order": "order", "size": "chart", "colour": "sku"}, "from: colour is neither a fact nor a group"),
        ({"order": "order", "size": "wish"}, "from: size is one of shop, message"),
        ({"order": "order", "size": [["chart"]]}, "from: size is one of shop, message"),
        ({"order": "order", "size": []}, "from: size names no record"),
    ],
)
def test_a_fault_of_the_table_is_named(table: object, fault: str) -> None:
    assert any(one.startswith(fault) for one in origins(table)[1]), origins(table)[1]


def test_a_moment_is_kept_to_the_second() -> None:
    at = datetime(2026, 11, 20, 6, 0, 1, tzinfo=timezone.utc)
    source = FactSource(SourceKind.PARCEL, "77000003077052", at)
    assert FactSource.from_document(source.to_document()) == source
