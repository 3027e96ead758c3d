"""An order of the buyer one talks to, with what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.catalogue import Product
from bot.core.conversations import Conversation
from bot.core.orders import Order
from bot.core.shop import Shop
from bot.core.wanted_sku import sku_of
from bot.services.faults import NotFound
from bot.services.ports import Work
from bot.services.reply import existing


@dataclass(frozen=True)
class TalkOrder:
    talk: Conversation
    shop: Shop
    order: Order
    products: Mapping[str, Product]
    """Of its lines, by code, as far as the catalogue has them."""

    @property
    def weight_grams(self) -> int:
        """Of what the catalogue knows a weight for."""
        known = ((line, self.products.get(line.product_code)) for line in self.order.lines)
        pieces = ((line, sku_of(line, product)) for line, product in known if product)
        return sum(sku.weight_grams * line.quantity for line, sku in pieces if sku)


def order_of_talk(work: Work, conversation_id: int, number: str) -> TalkOrder:
    """Another buyer's order counts as unknown. Raises NotFound."""
    talk = existing(work, conversation_id)
    order = work.orders.get(talk.shop_code, number)
    shop = work.shops.get(talk.shop_code)
    if shop is None or order is None or order.buyer_nick != talk.buyer_nick:
        raise NotFound(f"the buyer of conversation {conversation_id} has no order {number}")
    codes = {line.product_code for line in order.lines if line.product_code}
    products = {product.code: product for product in work.catalogue.several(shop.code, sorted(codes))}
    return TalkOrder(talk, shop, order, products)
