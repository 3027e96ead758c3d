"""What stands beside a talk: the buyer, their orders, the product they look at, running promotions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.adapters.store.views_order_work import OrderWorkView, order_work
from bot.adapters.store.views_past_talks import PastTalk, past_talks
from bot.adapters.store.work import SqlWork
from bot.core.buyers import Buyer
from bot.core.catalogue import Product, Promotion
from bot.core.masks import masked_order
from bot.core.orders import Order
from bot.core.shop import Shop

MOST_ORDERS = 6


@dataclass(frozen=True)
class SideView:
    conversation_id: int
    shop: Shop
    buyer: Buyer
    orders: tuple[Order, ...]
    """Their receivers masked. The one the talk points at first, the others newest first."""
    pointed_at: str | None
    """Number of the order that the talk points at."""
    product: Product | None
    promotions: tuple[Promotion, ...]
    past: tuple[PastTalk, ...]
    """The buyer's other talks."""
    work: Mapping[str, OrderWorkView]
    """Of each order, by its number."""


def side(work: SqlWork, conversation_id: int, now: datetime) -> SideView | None:
    talk = work.conversations.get(conversation_id)
    buyer = work.buyers.get(talk.buyer_id) if talk else None
    shop = work.shops.get(talk.shop_code) if talk else None
    if talk is None or buyer is None or shop is None:
        return None
    product = work.catalogue.product(shop.code, talk.product_code) if talk.product_code else None
    code = product.code if product else None
    orders = _orders(work, shop.code, buyer.nickname, talk.order_number)
    return SideView(
        conversation_id=conversation_id,
        shop=shop,
        buyer=buyer,
        orders=orders,
        pointed_at=talk.order_number,
        product=product,
        promotions=tuple(p for p in work.catalogue.promotions(shop.code, now) if p.covers(code)),
        work=order_work(work, shop.code, orders),
        past=past_talks(work.session, buyer.id, conversation_id),
    )


def _orders(work: SqlWork, shop_code: str, nickname: str, number: str | None) -> tuple[Order, ...]:
    """Never another buyer's, whatever number the talk points at."""
    newest = list(work.orders.of_buyer(shop_code, nickname, MOST_ORDERS))
    if number and all(order.number != number for order in newest):
        older = work.orders.get(shop_code, number)
        newest += [older] if older and older.buyer_nick == nickname else []
    return tuple(masked_order(order) for order in sorted(newest, key=lambda order: order.number != number))
