"""Which records the facts of a draft were read from, so that an agent can ask why it says what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from bot.core.buyers import Body
from bot.core.catalogue import Product
from bot.core.fact_sources import FactSource, Origin, SourceKind, Sources
from bot.core.fact_vocabulary import Vocabulary
from bot.core.orders import Order
from bot.core.parcels import Parcel
from bot.core.suggestions import Facts
from bot.services.context import TalkContext, focus_parcel
from bot.services.scenes.scene import SceneFacts

MOST_SOURCES = 5
"""Records named of one origin: a buyer may have twenty orders."""
PICKS = ("pick.first", "pick.second", "compare.first", "compare.second")
OFFERS = (
    "promotion.title",
    "promotion.second_title",
    "promotion.other_title",
    "promotion.usable",
    "price.coupon",
    "offer.title",
    "hesitate.offer",
)


def sources_of(names: Iterable[str], found: SceneFacts, context: TalkContext, words: Vocabulary) -> Sources:
    """The records behind each of these facts; none for a fact that says that there is no record."""
    records = _Records(found, context)
    named = {name: _unique(records, words.meanings[name].origins) for name in names}
    return MappingProxyType(named)


def _unique(records: _Records, origins: Iterable[Origin]) -> tuple[FactSource, ...]:
    return tuple(dict.fromkeys(source for origin in origins for source in _READ_FROM[origin](records)))


@dataclass(frozen=True)
class _Records:
    """The records of the talk that a scene's facts point at, by number or by name."""

    found: SceneFacts
    context: TalkContext

    @property
    def facts(self) -> Facts:
        return self.found.facts

    @cached_property
    def order(self) -> Order | None:
        number = self.facts.get("order.number")
        return next((order for order in self.context.orders if order.number == number), None)

    @cached_property
    def parcel(self) -> Parcel | None:
        number = self.facts.get("parcel.number")
        parcels = self.order.parcels if self.order else ()
        meant = (parcel for parcel in parcels if parcel.tracking_number == number)
        return next(meant, None) or focus_parcel(self.order)

    @cached_property
    def product(self) -> Product | None:
        """What the talk is about, or what a scene took from the order in its stead."""
        if self.context.product:
            return self.context.product
        name = self.facts.get("product.name")
        return next((one for one in self.context.ordered.values() if name in (one.name, one.title)), None)

    @property
    def place_is_told(self) -> bool:
        name = self.facts.get("place.name")
        return isinstance(name, str) and name in self.context.turn.text

    def named(self, facts: Iterable[str]) -> frozenset[str]:
        return frozenset(str(self.facts[name]) for name in facts if name in self.facts)


def _shop(records: _Records) -> list[FactSource]:
    return [FactSource(SourceKind.SHOP, records.context.shop.code)]


def _message(records: _Records) -> list[FactSource]:
    return [FactSource(SourceKind.MESSAGE, "", records.context.turn.at)]


def _talk(_records: _Records) -> list[FactSource]:
    return [FactSource(SourceKind.TALK, "")]


def _buyer(records: _Records) -> list[FactSource]:
    buyer = records.context.buyer
    return [FactSource(SourceKind.BUYER, buyer.nickname)] if buyer else []


def _body(records: _Records) -> list[FactSource]:
    """As bot/services/scenes/body.py puts the buyer's measures together."""
    buyer = records.context.buyer
    told = _message(records) if records.found.learned else []
    remembered = _talk(records) if records.context.turn.memory.get("body") else []
    return told + remembered + (_buyer(records) if buyer and buyer.body != Body() else [])


def _product(records: _Records) -> list[FactSource]:
    return _products([records.product] if records.product else [])


def _chart(records: _Records) -> list[FactSource]:
    product = records.product
    if product is None or product.chart is None:
        return _product(records)
    return [FactSource(SourceKind.CHART, product.code, product.recorded_at)]


def _sku(records: _Records) -> list[FactSource]:
    codes, product = records.found.skus, records.product
    if product is None or not 0 < len(codes) <= MOST_SOURCES:
        return _product(records)
    return [FactSource(SourceKind.SKU, code, product.recorded_at) for code in codes]


def _picks(records: _Records) -> list[FactSource]:
    names = records.named(PICKS)
    return _products(one for one in records.context.shelf if (one.name or one.title) in names)


def _products(products: Iterable[Product]) -> list[FactSource]:
    return [FactSource(SourceKind.PRODUCT, one.code, one.recorded_at) for one in products][:MOST_SOURCES]


def _order(records: _Records) -> list[FactSource]:
    return _of_orders([records.order] if records.order else [])


def _orders(records: _Records) -> list[FactSource]:
    return _of_orders(records.context.orders)


def _of_orders(orders: Iterable[Order]) -> list[FactSource]:
    return [FactSource(SourceKind.ORDER, one.number, one.recorded_at) for one in orders][:MOST_SOURCES]


def _ordered(records: _Records) -> list[FactSource]:
    if records.order is None:
        return _product(records)
    return _products(records.context.ordered_products(records.order))


def _refund(records: _Records) -> list[FactSource]:
    if records.order is None or records.order.refund is None:
        return _order(records)
    return [FactSource(SourceKind.REFUND, records.order.number, records.order.refund.recorded_at)]


def _parcel(records: _Records) -> list[FactSource]:
    if records.parcel is None:
        return _order(records)
    return [FactSource(SourceKind.PARCEL, records.parcel.tracking_number, records.parcel.recorded_at)]


def _promotion(records: _Records) -> list[FactSource]:
    titles = records.named(OFFERS)
    context = records.context
    named = [one for one in (*context.promotions, *context.other_promotions) if one.title in titles]
    return [FactSource(SourceKind.PROMOTION, one.code, one.recorded_at) for one in named][:MOST_SOURCES]


def _destination(records: _Records) -> list[FactSource]:
    """As bot/services/scenes/destination.py chooses the place."""
    if records.place_is_told:
        return _message(records)
    return _order(records) or _buyer(records)


_READ_FROM: Mapping[Origin, Callable[[_Records], list[FactSource]]] = MappingProxyType(
    {
        Origin.SHOP: _shop,
        Origin.MESSAGE: _message,
        Origin.TALK: _talk,
        Origin.BUYER: _buyer,
        Origin.BODY: _body,
        Origin.PRODUCT: _product,
        Origin.CHART: _chart,
        Origin.SKU: _sku,
        Origin.PICKS: _picks,
        Origin.ORDER: _order,
        Origin.ORDERS: _orders,
        Origin.ORDERED: _ordered,
        Origin.REFUND: _refund,
        Origin.PARCEL: _parcel,
        Origin.PROMOTION: _promotion,
        Origin.DESTINATION: _destination,
    }
)
