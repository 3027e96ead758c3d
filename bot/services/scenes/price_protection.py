"""A price that fell after the purchase: what was paid, what it costs now, what the shop's rule is."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.catalogue import Product
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext
from bot.services.scenes.goods import known
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

PAID = frozenset(OrderState) - {OrderState.UNPAID, OrderState.CLOSED}


def protection_facts(context: TalkContext) -> SceneFacts:
    focus = context.order_focus(PAID)
    facts = talk_facts(context, focus)
    facts |= known("shop.has_price_rule", {"shop.price_rule": context.shop.notes.get("price_protection", "")})
    if focus.order is None or focus.order.state not in PAID:
        return SceneFacts(facts | {"protection.state": "no_order"}, complete=False)
    prices = _prices(focus.order, context)
    return SceneFacts(facts | prices, complete=prices["protection.state"] != "unknown")


def _prices(order: Order, context: TalkContext) -> dict[str, FactValue]:
    """Of the lines the one whose price fell most. That none did is said only of an order compared in full."""
    compared = list(_compared(order, context))
    paid, now = max(compared, key=lambda pair: pair[0] - pair[1], default=(0, 0))
    if now < paid:
        return {
            "protection.state": "dropped",
            "protection.paid": paid,
            "protection.now": now,
            "protection.difference": paid - now,
        }
    if compared and len(compared) == len(order.lines):
        return {"protection.state": "not_dropped", "protection.now": now}
    return {"protection.state": "unknown"}


def _compared(order: Order, context: TalkContext) -> Iterator[tuple[int, int]]:
    """(price paid, price now) of the lines that can be compared."""
    for line in order.lines:
        product = context.ordered.get(line.product_code)
        now = _price_now(line, product) if product else None
        if now is not None and line.price > 0:
            yield line.price, now


def _price_now(line: OrderLine, product: Product) -> int | None:
    """The SKU's price; without a SKU the product's, where all its SKUs cost the same."""
    if line.sku_code:
        return next((sku.price for sku in product.skus if sku.code == line.sku_code), None)
    prices = {sku.price for sku in product.skus} or {product.price}
    return prices.pop() if len(prices) == 1 else None
