"""Statements about stock, held to the SKUs that they name (handbook A7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.catalogue import Sku
from bot.core.guard_data import Statement, TalkData, figure
from bot.core.stock import REALLY_LOW
from bot.core.usual_sizes import size_name

_COLOR = re.compile(r"(?<![颜花单双])色(?!差|系|号|彩|牢)")
_SIZE = re.compile(r"(?<![a-z\d.])(?:\d?x{0,4}[sml]|\d{2,3}[a-h]?(?=码|号))(?![a-z\d.%])")


def not_in_stock(statement: Statement, data: TalkData) -> str | None:
    """Said to be there: none of the SKUs that are meant is."""
    meant = _meant(statement, data)
    return "" if meant and all(sku.stock <= 0 for sku in meant) else None


def still_in_stock(statement: Statement, data: TalkData) -> str | None:
    """Said to be sold out: every SKU that may be meant is there."""
    meant = _meant(statement, data)
    if not meant or any(sku.stock <= 0 for sku in meant) or not _on_sale(data):
        return None
    return _left(meant)


def other_stock(statement: Statement, data: TalkData) -> str | None:
    """Said to be few, or so and so many: no SKU that may be meant, nor all together, are."""
    meant = _meant(statement, data)
    if not meant:
        return None
    counts = [max(sku.stock, 0) for sku in meant]
    left = statement.groups.get("left")
    if left is None:
        return _left(meant) if min(counts) > REALLY_LOW else None
    return None if figure(left) in (*counts, sum(counts)) else _left(meant)


def _meant(statement: Statement, data: TalkData) -> Sequence[Sku]:
    """The SKUs that a clause may mean; none when it names a colour or size that the product lacks."""
    product = data.subject
    if product is None:
        return ()
    clause = statement.clause
    colors = {
        sku.color for sku in product.skus if sku.color and sku.color.removesuffix("色").lower() in clause
    }
    named = {size_name(found) for found in _SIZE.findall(clause)}
    if (not colors and _COLOR.search(clause)) or named - {size_name(sku.size) for sku in product.skus}:
        return ()
    return [
        sku
        for sku in product.skus
        if (not colors or sku.color in colors) and (not named or size_name(sku.size) in named)
    ]


def _on_sale(data: TalkData) -> bool:
    return data.subject is not None and data.subject.on_sale


def _left(meant: Sequence[Sku]) -> str:
    return str(max(meant[0].stock, 0)) if len(meant) == 1 else ""
