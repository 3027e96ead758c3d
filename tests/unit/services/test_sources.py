"""Every fact of a draft names records of this very talk, and the order among several that was meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.buyers import Body
from bot.core.fact_sources import FactSource, SourceKind
from bot.core.orders import OrderState, RefundState
from bot.core.parcels import ParcelState
from bot.core.suggestions import Suggestion
from bot.core.understanding import Entity, meant
from bot.services.context import TalkContext
from bot.services.scenes.registry import SCENE_FOR
from bot.services.sources import sources_of
from tests.unit.services.after_sale_shop import NOW, a_product, a_refund
from tests.unit.services.delivery_shop import best, draft, named, ordered, sent
from tests.unit.services.test_scene_facts import ENTITIES, VOCABULARY, contexts
from tests.unit.services.test_suggest import BUYER, DRESS, suggest, turn

ALWAYS_THERE = {SourceKind.SHOP, SourceKind.MESSAGE, SourceKind.TALK}
IMPORTED = NOW - timedelta(hours=3)


def keys(context: TalkContext) -> dict[SourceKind, set[str]]:
    """What may be named as a record of this talk."""
    products = [*context.ordered.values(), *context.shelf, *([context.product] if context.product else [])]
    numbers = {order.number for order in context.orders}
    return {
        SourceKind.SHOP: {context.shop.code},
        SourceKind.MESSAGE: {""},
        SourceKind.TALK: {""},
        SourceKind.BUYER: {"小鱼"},
        SourceKind.PRODUCT: {one.code for one in products},
        SourceKind.CHART: {one.code for one in products if one.chart},
        SourceKind.SKU: {sku.code for one in products for sku in one.skus},
        SourceKind.ORDER: numbers,
        SourceKind.REFUND: numbers,
        SourceKind.PARCEL: {one.tracking_number for order in context.orders for one in order.parcels},
        SourceKind.PROMOTION: {one.code for one in context.promotions},
    }


@pytest.mark.parametrize("intent", sorted(SCENE_FOR))
def test_sources_are_records_of_the_talk(intent: str) -> None:
    for context in contexts():
        for entities in (ENTITIES[:2], ENTITIES[2:]):
            parse = meant(context.turn.text, intent, entities)
            found = SCENE_FOR[intent].facts_for(intent, parse.clauses[0], parse, context)
            sources = sources_of(found.facts, found, context, VOCABULARY)
            assert sources.keys() == found.facts.keys()
            known = keys(context)
            assert all(one.key in known[one.kind] for of in sources.values() for one in of)
            if "order.state" in found.facts:
                assert kinds(sources["order.state"]) == {SourceKind.ORDER}


def kinds(sources: tuple[FactSource, ...]) -> set[SourceKind]:
    return {one.kind for one in sources}


def source(suggestion: Suggestion, fact: str) -> FactSource:
    """The only source of a fact."""
    (one,) = suggestion.sources[fact]
    return one


def test_a_suggestion_has_the_sources_of_its_facts_and_no_others() -> None:
    for suggestion in draft("track_logistics", "到哪了", sent(ParcelState.IN_TRANSIT)).suggestions:
        assert suggestion.sources.keys() == suggestion.facts.keys()


def test_of_several_orders_the_one_that_was_meant_is_named_with_its_parcel() -> None:
    waiting = ordered(OrderState.PAID, number="40210000000000003131")
    moving = replace(sent(ParcelState.IN_TRANSIT), recorded_at=IMPORTED)
    suggestion = best("track_logistics", "到哪了", waiting, moving)
    assert source(suggestion, "parcel.case").key == moving.parcels[0].tracking_number
    assert source(suggestion, "order.tail").key == moving.number
    assert waiting.number not in str(suggestion.sources)


def test_the_time_a_record_last_changed_is_told_with_it() -> None:
    order = replace(ordered(OrderState.PAID), recorded_at=IMPORTED)
    suggestion = best("ask_dispatch_time", "什么时候发", order)
    told = [one for of in suggestion.sources.values() for one in of if one.kind is SourceKind.ORDER]
    assert told
    assert {one.at for one in told} == {IMPORTED}


def test_a_refund_is_named_by_its_order() -> None:
    asked = a_refund(RefundState.WAIT_SELLER_AGREE)
    order = ordered(OrderState.PAID, refund=replace(asked, recorded_at=IMPORTED))
    suggestion = best("ask_refund_status", "退款到哪了", order)
    assert source(suggestion, "refund.state") == FactSource(SourceKind.REFUND, order.number, IMPORTED)


def test_a_place_comes_from_whoever_names_it() -> None:
    text = "发武汉要几天"
    places = named("city", "武汉", text), named("province", "湖北", text, "武汉")
    told = best("ask_eta", text, entities=places)
    assert source(told, "place.name").kind is SourceKind.MESSAGE
    asked = best("ask_eta", "几天能到", ordered(OrderState.PAID))
    assert source(asked, "place.name").kind is SourceKind.ORDER


def test_stock_names_the_skus_that_were_asked_for() -> None:
    product = a_product()
    text = f"{product.skus[0].color}还有吗"
    suggestion = best("ask_stock", text, product=product.code, products=[product])
    codes = {one.key for one in suggestion.sources["stock.state"]}
    assert codes == {sku.code for sku in product.skus if sku.color == product.skus[0].color}


def test_a_size_comes_from_the_chart_and_from_whoever_told_the_body() -> None:
    body = (Entity("height", 162.0, "162", 0, 3), Entity("weight", 53.0, "106斤", 4, 8))
    drafted = suggest().drafted(meant("162 106斤", "ask_size", body), turn("162 106斤", product=DRESS.code))
    told = drafted.suggestions[0]
    assert FactSource(SourceKind.CHART, DRESS.code) in told.sources["size.name"]
    assert source(told, "size.body").kind is SourceKind.MESSAGE
    assert told.variant >= 1
    assert [clause.intent for clause in drafted.clauses] == ["ask_size"]
    known = suggest(buyers_known=[replace(BUYER, body=Body(height=162, weight=53))])
    again = known.drafted(meant("穿多大", "ask_size"), turn("穿多大", product=DRESS.code)).suggestions[0]
    assert source(again, "size.body") == FactSource(SourceKind.BUYER, BUYER.nickname)


def test_nothing_is_named_where_there_is_no_record() -> None:
    suggestion = best("track_logistics", "到哪了", buyer="陌生人")
    assert all(one.kind in ALWAYS_THERE for of in suggestion.sources.values() for one in of)
