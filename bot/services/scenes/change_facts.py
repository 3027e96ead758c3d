"""How far an order is that someone wants to change, and what they want instead (handbook B2)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.after_sale_focus import received_lately
from bot.core.after_sale_words import has_goods_in_hand
from bot.core.catalogue import Product, Sku
from bot.core.change_stage import change_stage
from bot.core.change_words import AMOUNTS
from bot.core.conversations import Sender
from bot.core.named_goods import named_lines
from bot.core.order_focus import likeliest
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.core.wanted_options import wanted_options
from bot.core.wanted_sku import sku_of, wanted_sku
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import scope_facts
from bot.services.scenes.parcel_facts import SENT_STATES, parcel_facts

MOST_OTHERS = 3
UNSENT = frozenset({OrderState.PAID, OrderState.PART_SHIPPED})
SENT = frozenset({OrderState.SHIPPED, OrderState.FINISHED})
KNOWN_TARGETS = frozenset({"there", "sold_out"})


def stage_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"change.stage": change_stage(order).value, **scope_facts(order, context)}
    return facts | (parcel_facts(order, context) if order.state in SENT_STATES else {})


def piece_facts(text: str, parse: Parse, order: Order, context: TalkContext) -> dict[str, FactValue]:
    """Colour and size instead, where the message and the catalogue tell them."""
    return {"change.amount": AMOUNTS.named(text), **_target(text, parse, order, context)}


def is_still_changed(text: str, parse: Parse, context: TalkContext) -> bool:
    """Whether an exchange is a change of an order that has not left.

    Beside another one that was received lately only where the unsent one comes in what is wanted.
    """
    about = likeliest(context.likely_orders, context.named_order, (UNSENT,))
    if about.order is None or about.order.state not in UNSENT or has_goods_in_hand(parse.text):
        return False
    recent = received_lately(context.now, context.shop.timezone)
    in_hand = [order for order in context.likely_orders if order.state in SENT and recent(order)]
    return not in_hand or piece_facts(text, parse, about.order, context)["change.target"] in KNOWN_TARGETS


def _target(text: str, parse: Parse, order: Order, context: TalkContext) -> dict[str, FactValue]:
    line = meant_line(text, order, context)
    if line is None:
        return {"change.target": "which_piece" if order.lines else "unknown"}
    product = context.ordered.get(line.product_code)
    sku = sku_of(line, product) if product else None
    if product is None or sku is None:
        return {"change.target": "unknown"}
    named = wanted_options(product, parse.entities, parse.text, context.words)
    wanted = wanted_sku(text, product, sku, named)
    if wanted:
        return _swap(sku, wanted, line.quantity) | _instead(product, wanted, line.quantity, context)
    return _others(product, sku) if named.not_offered else {"change.target": "unknown"}


def meant_line(text: str, order: Order, context: TalkContext) -> OrderLine | None:
    """The only line, else the only one whose goods the buyer named last; None where that is to be asked."""
    if len(order.lines) == 1:
        return order.lines[0]
    said = [turn.text for turn in context.turn.previous if turn.sender is Sender.BUYER]
    named = (named_lines(one, order.lines, context.ordered, context.words) for one in (text, *reversed(said)))
    meant = next((lines for lines in named if lines), ())
    return meant[0] if len(meant) == 1 else None


def _swap(ordered: Sku, wanted: Sku, quantity: int) -> dict[str, FactValue]:
    enough = wanted.stock >= quantity
    facts: dict[str, FactValue] = {
        "change.target": "there" if enough else "sold_out",
        "change.to": f"{wanted.color} {wanted.size}".strip(),
    }
    return facts | _difference((wanted.price - ordered.price) * quantity)


def _instead(product: Product, wanted: Sku, quantity: int, context: TalkContext) -> dict[str, FactValue]:
    """For a piece that is sold out: the same size in other colours, and when it is back (handbook B6)."""
    if wanted.stock >= quantity:
        return {}
    others = _names(
        sku.color
        for sku in product.skus
        if sku.size == wanted.size and sku.color != wanted.color and sku.stock >= quantity
    )
    back = wanted.restock_on if wanted.restock_on and wanted.restock_on >= context.now.date() else None
    facts: dict[str, FactValue] = {"change.has_others": bool(others), "change.has_restock": back is not None}
    facts |= {"change.others": others} if others else {}
    return facts | ({"change.restock_day": back.isoformat()} if back else {})


def _difference(fen: int) -> dict[str, FactValue]:
    """Between the prices of today's catalogue: reductions are not reckoned in."""
    if fen == 0:
        return {"change.price": "same"}
    return {"change.price": "dearer" if fen > 0 else "cheaper", "change.difference": abs(fen)}


def _others(product: Product, ordered: Sku) -> dict[str, FactValue]:
    """The buyer names a colour or size that the product doesn't come in."""
    in_stock = [sku for sku in product.skus if sku.stock > 0 and sku != ordered]
    named = _names(sku.color for sku in in_stock if sku.size == ordered.size and sku.color != ordered.color)
    if not named:
        return {"change.target": "not_offered", "change.has_others": False}
    return {"change.target": "not_offered", "change.has_others": True, "change.others": named}


def _names(names: Iterable[str]) -> str:
    return "、".join(list(dict.fromkeys(name for name in names if name))[:MOST_OTHERS])
