"""Statements about goods and their prices, held to the catalogue (handbook A4, A5, A8)."""

from __future__ import annotations

import re

from bot.core.guard_data import Statement, TalkData
from bot.core.money import Fen, fen_from_yuan
from bot.core.product_answers import plain
from bot.core.usual_sizes import size_name

LONGEST_QUOTED = 30
MOST_SIZES = 8


def below_floor(statement: Statement, data: TalkData, floor: Fen | None) -> str | None:
    """Less than may be conceded, and no price that the data know."""
    amount = _amount(statement)
    if amount is None or floor is None or amount >= floor:
        return None
    return None if amount in set(data.prices()) else ""


def other_price(statement: Statement, data: TalkData) -> str | None:
    """Called the price, but none of the talk's; below the floor there is another rule."""
    amount = _amount(statement)
    known = set(data.prices())
    if amount is None or not known or not data.product:
        return None
    return None if amount in known or amount < data.product.floor else ""


def not_in_catalogue(statement: Statement, data: TalkData) -> str | None:
    """A value of the attribute that the matched group is named after (材质), where the catalogue has another.

    Groups named like one attribute and a figure (材质2) are for further values.
    """
    for group, said in statement.groups.items():
        attribute = group.rstrip("0123456789")
        values = [product.attributes.get(attribute, "") for product in data.in_talk]
        if values and all(values) and not any(_holds(value.lower(), said) for value in values):
            return plain(values[0])[:LONGEST_QUOTED]
    return None


def _holds(value: str, said: str) -> bool:
    """Whether a value says so and does not deny it: 纯棉 of 棉98%, not 机洗 of 不可机洗, nor 棉 of 不含棉."""
    core = said.lstrip("纯全") or said
    denied = re.compile(rf"(?:不|非|无|不可|不能|不宜|勿)含?{re.escape(core)}")
    return core in denied.sub("", value)


def other_size(statement: Statement, data: TalkData) -> str | None:
    """A size that nothing in the talk comes in."""
    sizes = [sku.size for product in data.in_talk for sku in product.skus if sku.size]
    charts = [product.chart for product in data.in_talk if product.chart]
    charted = [name for chart in charts for name in (*(row.size for row in chart.rows), *chart.usual_sizes)]
    said = size_name(statement.groups["size"])
    known = [size_name(size) for size in (*sizes, *charted)]
    if not known or any(said == size or said in re.split(r"[^A-Z\d]+", size) for size in known):
        return None
    return "、".join(list(dict.fromkeys(sizes or charted))[:MOST_SIZES])


def _amount(statement: Statement) -> Fen | None:
    yuan = statement.groups.get("yuan")
    return fen_from_yuan(yuan) if yuan else None
