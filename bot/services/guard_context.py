"""What the reply guard is told about a talk."""

from __future__ import annotations

from bot.core.guard import GuardContext
from bot.core.recorded_actions import recorded_actions
from bot.core.shop import Shop
from bot.services.context import TalkContext
from bot.services.scenes.bargain_memory import limit_of, remembered

SUPERVISOR_ANSWERED = frozenset({"supervisor_answered"})
SHORTEST_PHONE = 7
SHORTEST_ADDRESS = 6
"""Shorter ones (a street's name) stand in innocent sentences."""


def guard_context(context: TalkContext, recorded: frozenset[str] = frozenset()) -> GuardContext:
    """`recorded`: actions that the facts of a draft prove, beside those of the order in focus."""
    return GuardContext(
        recorded=recorded | recorded_actions(context.order_focus().order) | _answered(context),
        floor=limit_of(context, context.product) if context.product else None,
        allowed=tuple(text for text in _published(context) if text),
        personal=_personal(context),
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
    product = [context.product.name, context.product.title] if context.product else []
    return [*_of_shop(context.shop), *product, *orders, *parcels]


def _of_shop(shop: Shop) -> list[str]:
    address = shop.return_address
    return [shop.name, *shop.couriers, address.contact, address.phone, address.address]


def _personal(context: TalkContext) -> tuple[str, ...]:
    receivers = {order.receiver for order in context.orders}
    phones = {receiver.phone for receiver in receivers if len(receiver.phone) >= SHORTEST_PHONE}
    addresses = {receiver.address for receiver in receivers if len(receiver.address) >= SHORTEST_ADDRESS}
    return tuple(sorted(phones | addresses))
