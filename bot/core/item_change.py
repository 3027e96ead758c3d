"""Another colour or size for a line of an unsent order, with the difference in price (handbook B2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.catalogue import Product, Sku
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine
from bot.core.refusals import OutOfRule, Refusal
from bot.core.wanted_sku import sku_of


@dataclass(frozen=True)
class Choice:
    """A piece that a line could become."""

    sku: Sku
    difference: Fen
    """For the whole line, by today's catalogue; reductions are not reckoned in."""
    enough: bool


@dataclass(frozen=True)
class Swap:
    order: Order
    product: Product
    """With the stock as it is after the swap."""
    before: OrderLine
    after: OrderLine
    difference: Fen


def choices(line: OrderLine, product: Product) -> tuple[Choice, ...]:
    """What else the product comes in; nothing when the line's own piece is not known."""
    ordered = sku_of(line, product)
    if ordered is None:
        return ()
    others = (sku for sku in product.skus if sku.code != ordered.code)
    return tuple(
        Choice(sku, Fen((sku.price - ordered.price) * line.quantity), sku.stock >= line.quantity)
        for sku in others
    )


def swapped(order: Order, line_number: str, sku_code: str, product: Product) -> Swap:
    """What was paid stays; the difference is settled apart. Raises OutOfRule."""
    line = line_of(order, line_number)
    found = next((choice for choice in choices(line, product) if choice.sku.code == sku_code), None)
    if found is None:
        raise OutOfRule(Refusal.NO_SKU)
    if not found.enough or not product.on_sale:
        raise OutOfRule(Refusal.SOLD_OUT)
    new = replace(line, sku_code=found.sku.code, options=_options(found.sku))
    lines = tuple(new if one.number == line.number else one for one in order.lines)
    return Swap(replace(order, lines=lines), _restocked(product, line, new), line, new, found.difference)


def line_of(order: Order, line_number: str) -> OrderLine:
    """Raises OutOfRule."""
    line = next((one for one in order.lines if one.number == line_number), None)
    if line is None:
        raise OutOfRule(Refusal.NO_LINE)
    return line


def _options(sku: Sku) -> str:
    """As the platform writes them."""
    named = (("颜色", sku.color), ("尺码", sku.size))
    return ";".join(f"{name}:{value}" for name, value in named if value)


def _restocked(product: Product, old: OrderLine, new: OrderLine) -> Product:
    moves = {old.sku_code: old.quantity, new.sku_code: -new.quantity}
    skus = (replace(sku, stock=sku.stock + moves.get(sku.code, 0)) for sku in product.skus)
    return replace(product, skus=tuple(skus))
