"""What is kept with a suggestion for whoever asks why, and when records last changed; on both databases."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.store import views, views_why
from bot.adapters.store.work import SqlStore
from bot.core.catalogue import Product, Promotion, PromotionKind, Sku
from bot.core.conversations import Message, MessageKind, Route, Sender
from bot.core.fact_sources import FactSource, SourceKind
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.suggestions import Drafted, Suggestion
from bot.core.understanding import Candidate, Clause
from tests.integration.conftest import NOW, Clock
from tests.integration.test_views import talk_of

ORDER = Order("40001", "小鹿", OrderState.PAID, NOW, Fen(100), Fen(100))
PARCEL = Parcel("中通快递", "7700", ParcelState.WAITING_PICKUP)
DRESS = Product(
    "L1", "法式碎花裙", "碎花裙", "裙", Fen(100), Fen(90), skus=(Sku("L1-M", "雾蓝", "M", Fen(100), 2),)
)
COUPON = Promotion("C1", PromotionKind.COUPON, "满99减5", "领券", NOW, NOW.replace(year=2027))


def test_an_import_that_changes_something_is_what_changes_the_time_of_a_record(
    store: SqlStore, clock: Clock
) -> None:
    def put(order: Order, product: Product) -> None:
        with store.write() as work:
            work.orders.put("demo", order, {})
            work.catalogue.put("demo", product)
            work.catalogue.put_promotion("demo", COUPON)

    def times() -> list[object]:
        with store.read() as work:
            order, product = work.orders.get("demo", "40001"), work.catalogue.product("demo", "L1")
            assert order
            assert product
            parcels = [parcel.recorded_at for parcel in order.parcels]
            coupons = [one.recorded_at for one in work.catalogue.promotions("demo", NOW)]
            return [order.recorded_at, product.recorded_at, *coupons, *parcels]

    first = clock.now
    put(ORDER, DRESS)
    clock.advance(hours=1)
    put(ORDER, DRESS)
    assert times() == [first] * 3
    put(replace(ORDER, parcels=(PARCEL,)), replace(DRESS, skus=(replace(DRESS.skus[0], stock=0),)))
    second = clock.now
    assert times() == [first, second, first, second]
    clock.advance(hours=1)
    seen = ParcelEvent(NOW, "已揽收", ParcelState.WAITING_PICKUP)
    put(replace(ORDER, state=OrderState.SHIPPED, parcels=(replace(PARCEL, events=(seen,)),)), DRESS)
    assert times() == [clock.now, clock.now, first, clock.now]


def test_a_suggestion_is_kept_with_its_sources_and_the_reading_of_its_message(store: SqlStore) -> None:
    talk = talk_of(store, "小鹿", "碎花裙发了没")
    sources = {
        "order.state": (FactSource(SourceKind.ORDER, "40001", NOW),),
        "stock.state": (FactSource(SourceKind.SKU, "L1-M"), FactSource(SourceKind.PRODUCT, "L1")),
        "promotion.title": (FactSource(SourceKind.PROMOTION, "C1"), FactSource(SourceKind.PROMOTION, "gone")),
    }
    facts = {"order.state": "paid", "stock.state": "low", "promotion.title": "满99减5"}
    suggestion = Suggestion("在的", "hello", "greet", 0.9, facts, variant=2, sources=sources)
    clauses = (Clause("碎花裙发了没", (Candidate("ask_dispatch_time", 0.8), Candidate("ask_eta", 0.1))),)
    with store.write() as work:
        work.catalogue.put("demo", DRESS)
        work.catalogue.put_promotion("demo", COUPON)
        last = work.messages.of(talk)[-1]
        drafted = Drafted(last.text, ("greet",), (suggestion,), Route.AGENT, "", model="m1", clauses=clauses)
        work.suggestions.add_draft(talk, last.id, drafted, NOW)
    with store.read() as work:
        view = views.conversation(work.session, talk)
        assert view
        why = views_why.why(work.session, view.pending[0].id)
        assert views_why.why(work.session, 999) is None
    assert why
    assert why.suggestion == suggestion
    assert (why.model, why.clauses, why.message_id) == ("m1", clauses, last.id)
    assert why.names == {
        (SourceKind.PRODUCT, "L1"): "碎花裙",
        (SourceKind.CHART, "L1"): "碎花裙",
        (SourceKind.SKU, "L1-M"): "雾蓝 M",
        (SourceKind.PROMOTION, "C1"): "满99减5",
    }


def test_a_reply_names_the_suggestion_it_came_from(store: SqlStore) -> None:
    talk = talk_of(store, "小鹿", "在吗")
    with store.write() as work:
        last = work.messages.of(talk)[-1]
        suggestion = Suggestion("在的", "hello", "greet", 0.9, {})
        drafted = Drafted(last.text, ("greet",), (suggestion,), Route.AGENT, "")
        work.suggestions.add_draft(talk, last.id, drafted, NOW)
        reply = Message(0, talk, Sender.AGENT, MessageKind.TEXT, "在的", NOW, author="xiaomei")
        sent = work.messages.add(reply, channel="web")
    with store.read() as work:
        view = views.conversation(work.session, talk)
    assert view
    with store.write() as work:
        work.decisions.add(
            suggestion_id=view.pending[0].id,
            verdict="accept",
            text="在的",
            intent=None,
            reason="",
            account="xiaomei",
            at=NOW,
            message_id=sent,
            memory_before={},
        )
    with store.read() as work:
        shown = views.messages(work.session, talk)
    assert [message.suggestion_id for message in shown] == [None, view.pending[0].id]
