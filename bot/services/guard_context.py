"""What the reply guard is told about a talk."""

from __future__ import annotations

from bot.core.catalogue import Product
from bot.core.guard import GuardContext
from bot.core.guard_data import TalkData
from bot.core.product_answers import plain
from bot.core.recorded_actions import recorded_actions
from bot.core.shop import Shop
from bot.services.context import TalkContext
from bot.services.scenes.bargain_limits import lowest_to_name
from bot.services.scenes.bargain_memory import remembered

SUPERVISOR_ANSWERED = frozenset({"supervisor_answered"})
SHORTEST_PHONE = 7
SHORTEST_ADDRESS = 6
"""Shorter ones (a street's name) stand in innocent sentences."""


def guard_context(context: TalkContext, recorded: frozenset[str] = frozenset()) -> GuardContext:
    """`recorded`: actions that the facts of a draft prove, beside those of the order in focus."""
    order = context.order_focus().order
    return GuardContext(
        recorded=recorded | recorded_actions(order) | _answered(context),
        floor=lowest_to_name(context, context.product) if context.product else None,
        allowed=tuple(text for text in _published(context) if text),
        personal=_personal(context),
        data=TalkData(
            now=context.now,
            shop=context.shop,
            product=context.product,
            order=order,
            orders=context.orders,
            ordered=context.ordered,
            promotions=context.promotions,
        ),
    )


def _answered(context: TalkContext) -> frozenset[str]:
    """Whether the supervisor has answered about the price of the product that the talk is about."""
    if context.product is None:
        return frozenset()
    state, _ = remembered(context, context.product)
    return frozenset() if state.granted is None and state.refused is None else SUPERVISOR_ANSWERED


def _published(context: TalkContext) -> list[str]:
    """What may stand in a reply although it looks like personal data or a superlative."""
    orders = [order.number for order in context.orders]
    parcels = [parcel.tracking_number for order in context.orders for parcel in order.parcels]
    products = {product.code: product for product in context.ordered.values()}
    if context.product:
        products[context.product.code] = context.product
    goods = [text for product in products.values() for text in _of_product(product)]
    return [*_of_shop(context.shop), *goods, *_of_promotions(context), *orders, *parcels]


def _of_product(product: Product) -> list[str]:
    said = [*product.attributes.values(), *product.strengths, *product.weaknesses]
    return [product.name, product.title, *map(plain, said)]


def _of_promotions(context: TalkContext) -> list[str]:
    return [text for promotion in context.promotions for text in (promotion.title, promotion.how)]


def _of_shop(shop: Shop) -> list[str]:
    address = shop.return_address
    published = [shop.name, *shop.couriers, address.contact, address.phone, address.address]
    return [*published, *map(plain, shop.notes.values())]


def _personal(context: TalkContext) -> tuple[str, ...]:
    receivers = {order.receiver for order in context.orders}
    phones = {receiver.phone for receiver in receivers if len(receiver.phone) >= SHORTEST_PHONE}
    addresses = {receiver.address for receiver in receivers if len(receiver.address) >= SHORTEST_ADDRESS}
    return tuple(sorted(phones | addresses))
