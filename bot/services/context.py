"""Everything a turn's scenes may look at, loaded once: shop, product, buyer, orders, promotions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bot.core.buyer_words import NO_WORDS, BuyerWords
from bot.core.buyers import Buyer
from bot.core.catalogue import Product, Promotion
from bot.core.named_goods import holding
from bot.core.order_focus import OrderFocus, focus, tail_in
from bot.core.orders import Order, OrderState
from bot.core.parcels import Parcel
from bot.core.shop import Shop
from bot.core.staffing import staffing
from bot.core.turns import BuyerTurn
from bot.core.understanding import Entity
from bot.services.ports import DraftingFailure, Work

MOST_ORDERS = 20
MOST_ORDERED_PRODUCTS = 24
"""Products of the order that is named and of the newest ones that are loaded beside the one looked at."""


@dataclass(frozen=True)
class TalkContext:
    turn: BuyerTurn
    shop: Shop
    now: datetime
    """The turn's moment in shop time."""
    open_now: bool
    """Whether anybody is at the desk, by the roster or by the clock (bot/core/staffing.py)."""
    product: Product | None = None
    """What the buyer named in this turn, else what the talk is about."""
    buyer: Buyer | None = None
    orders: tuple[Order, ...] = ()
    """The buyer's own, newest first."""
    named_order: str | None = None
    """An order number, or its end, that the turn or the talk names."""
    ordered: Mapping[str, Product] = field(default_factory=lambda: MappingProxyType({}))
    """Products of the newest orders, by code."""
    promotions: tuple[Promotion, ...] = ()
    """Running now, and for the product when one is known."""
    other_promotions: tuple[Promotion, ...] = ()
    """Of the whole shop, ended lately or soon to begin: loaded when the turn asks for promotions."""
    shelf: tuple[Product, ...] = ()
    """Other products that the turn's wishes may name, as far as they are in stock."""
    spoken: str = ""
    """The part of the turn that carries the wish at hand, where it carries several."""
    words: BuyerWords = NO_WORDS
    """What buyers call attributes, colours, categories."""
    back_at: datetime | None = None
    """When somebody is expected, while nobody is there."""

    def order_focus(self, states: frozenset[OrderState] | None = None) -> OrderFocus:
        """The order this turn is about; `states` are those the scene's wish is about."""
        return focus(self.orders, self.named_order, states)

    @property
    def likely_orders(self) -> tuple[Order, ...]:
        """Those that hold what the wish names by its kind (裙子), else all."""
        return holding(self.spoken or self.turn.text, self.orders, self.ordered, self.words)

    def ordered_products(self, order: Order) -> tuple[Product, ...]:
        """The catalogue's products behind an order's lines, as far as they are known."""
        codes = dict.fromkeys(line.product_code for line in order.lines)
        return tuple(self.ordered[code] for code in codes if code in self.ordered)


def load_context(work: Work, turn: BuyerTurn, entities: Sequence[Entity] = ()) -> TalkContext:
    """Raises DraftingFailure when the talk's shop is not known."""
    shop = work.shops.get(turn.shop)
    if shop is None:
        raise DraftingFailure("unknown_shop", f"the shop {turn.shop} is not set up")
    typed = _last_text(entities, "order_number") or _last_text(entities, "order_tail")
    orders = _orders(work, shop, turn, typed)
    product = _product(work, shop, turn, entities)
    named = _named_order(turn, orders, typed or tail_in(turn.text, orders))
    here = staffing(turn.at, shop, work.duties.recent(shop.code))
    return TalkContext(
        turn=turn,
        shop=shop,
        now=turn.at.astimezone(shop.timezone),
        open_now=here.there,
        back_at=None if here.there else here.back_at,
        product=product,
        buyer=work.buyers.by_nick(shop.code, turn.buyer) if turn.buyer else None,
        orders=orders,
        named_order=named,
        ordered=MappingProxyType(_ordered(work, shop, _first(named, orders), product)),
        promotions=tuple(
            promotion
            for promotion in work.catalogue.promotions(shop.code, turn.at)
            if promotion.covers(product.code if product else None)
        ),
    )


def focus_parcel(order: Order | None) -> Parcel | None:
    """The order's parcel that was sent last."""
    return order.parcels[-1] if order and order.parcels else None


def _orders(work: Work, shop: Shop, turn: BuyerTurn, typed: str | None) -> tuple[Order, ...]:
    """The buyer's orders; another buyer's order counts as unknown.

    A talk without a buyer's name (the command line) shows the order that it was asked about.
    """
    orders = list(work.orders.of_buyer(shop.code, turn.buyer, MOST_ORDERS)) if turn.buyer else []
    known = {order.number for order in orders}
    for number in dict.fromkeys((turn.order, typed)):
        order = work.orders.get(shop.code, number) if number and number not in known else None
        pointed_at = turn.buyer is None and number == turn.order
        if order and (pointed_at or order.buyer_nick == turn.buyer):
            orders.append(order)
    return tuple(orders)


def _named_order(turn: BuyerTurn, orders: Sequence[Order], typed: str | None) -> str | None:
    """What the buyer typed, else what the talk points at, if that is the buyer's own."""
    if typed:
        return typed
    return turn.order if any(order.number == turn.order for order in orders) else None


def _product(work: Work, shop: Shop, turn: BuyerTurn, entities: Sequence[Entity]) -> Product | None:
    for code in (_last_text(entities, "item_id"), turn.product):
        product = work.catalogue.product(shop.code, code) if code else None
        if product:
            return product
    return None


def _first(named: str | None, orders: Sequence[Order]) -> list[Order]:
    """The orders that are named first, the others as they were."""
    return sorted(orders, key=lambda order: not (named and order.number.endswith(named)))


def _ordered(work: Work, shop: Shop, orders: Sequence[Order], product: Product | None) -> dict[str, Product]:
    codes = dict.fromkeys(line.product_code for order in orders for line in order.lines if line.product_code)
    wanted = list(codes)[:MOST_ORDERED_PRODUCTS]
    known = {product.code: product} if product and product.code in wanted else {}
    others = work.catalogue.several(shop.code, [code for code in wanted if code not in known])
    return known | {other.code: other for other in others}


def _last_text(entities: Sequence[Entity], name: str) -> str | None:
    values = [str(entity.value) for entity in entities if entity.entity == name]
    return values[-1] if values else None
