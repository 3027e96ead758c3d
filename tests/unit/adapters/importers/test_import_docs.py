"""docs/imports.md is what shops go by, so it must name what the importers really read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.adapters.importers import read_logistics, read_products, read_promotions
from bot.adapters.importers.couriers import COURIERS
from bot.adapters.importers.product_fields import RETURN_CLASSES
from bot.adapters.importers.product_rows import PRODUCT_COLUMNS, SKU_COLUMNS
from bot.adapters.importers.states import MOODS, ORDER_STATES, PARCEL_STATES, REFUND_STATES
from bot.core.imports import Read
from bot.core.measures import CHART_LIMITS

DOCS = (Path(__file__).parents[4] / "docs" / "imports.md").read_text("utf-8")
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", DOCS, re.DOTALL)]


@pytest.mark.parametrize(
    "words",
    [
        ORDER_STATES,
        REFUND_STATES,
        PARCEL_STATES,
        MOODS,
        RETURN_CLASSES,
        CHART_LIMITS,
        PRODUCT_COLUMNS,
        SKU_COLUMNS,
    ],
)
def test_every_word_the_importers_know_is_documented(words: list[str]) -> None:
    documented = DOCS.replace("，", ",")
    assert [word for word in words if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", documented)] == []


def test_every_state_stands_in_the_row_it_leads_to() -> None:
    rows = [line.replace("，", ",") for line in DOCS.splitlines() if line.startswith("| ")]
    for words in (ORDER_STATES, PARCEL_STATES, MOODS):
        for word, state in words.items():
            row = next(row for row in rows if row.startswith(f"| {state.value} |") and word in row)
            assert word in re.split(r"[\s,;|()]+", row) or "等待" in word


def test_every_courier_is_documented_with_its_name() -> None:
    assert [code for code, name in COURIERS.items() if f"| {code} | {name} |" not in DOCS] == []


def test_the_examples_can_be_imported(save_json: Callable[..., Path]) -> None:
    products, parcels = EXAMPLES
    rows = [*read_products(save_json(products)), *read_promotions(save_json(products))]
    rows += read_logistics(save_json(parcels))
    assert [type(row) for row in rows] == [Read] * 3
