"""How far an order is that someone wants to change, and what would take the place of what was ordered (B2)."""

from __future__ import annotations

from bot.core.change_stage import ChangeStage, change_stage
from bot.core.change_words import AMOUNTS
from bot.core.orders import Order
from bot.core.suggestions import FactValue
from bot.core.wanted_sku import ordered_sku, wanted_sku
from bot.services.context import TalkContext
from bot.services.scenes.parcel_facts import SENT_STATES, parcel_facts

CHANGEABLE = frozenset({ChangeStage.BEFORE_DISPATCH, ChangeStage.UNPAID})


def stage_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"change.stage": change_stage(order).value}
    return facts | (parcel_facts(order, context) if order.state in SENT_STATES else {})


def piece_facts(text: str, order: Order, context: TalkContext) -> dict[str, FactValue]:
    """Colour and size instead, where the message and the catalogue tell them."""
    facts: dict[str, FactValue] = {"change.amount": AMOUNTS.named(text), "change.target": "unknown"}
    for product in context.ordered_products(order):
        line_and_sku = ordered_sku(order, product)
        wanted = wanted_sku(text, product, line_and_sku[1]) if line_and_sku else None
        if line_and_sku and wanted:
            line, _ = line_and_sku
            enough = wanted.stock >= line.quantity
            facts |= {"change.to": f"{wanted.color} {wanted.size}".strip(), "change.target": "there" if enough else "sold_out"}
            facts |= _difference((wanted.price - line.price) * line.quantity)
    return facts


def _difference(fen: int) -> dict[str, FactValue]:
    """Against what the buyer's own order says, reductions apart."""
    if fen == 0:
        return {"change.price": "same"}
    return {"change.price": "dearer" if fen > 0 else "cheaper", "change.difference": abs(fen)}
