"""The next step as a suggestion, over the real book of scripts and a shop window in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.buyers import Body
from bot.core.catalogue import Product, SizeChart
from bot.core.conversations import Sender, Turn
from bot.core.next_steps import Step
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.script_check import UNASKED
from bot.core.stage_memory import StageMemory
from bot.core.stages import HeardTurn
from bot.core.suggestions import Suggestion
from bot.core.turns import BuyerTurn
from bot.services.context import load_context
from bot.services.next_step import so_far
from bot.services.scenes.next_step import facts_for
from tests.unit.services.fakes import FakeStore
from tests.unit.services.goods_shop import (
    BOOK,
    COUPON,
    DAY,
    DRESS,
    EVENING,
    FULL,
    NEWCOMER,
    NOW,
    PRODUCTS,
    SHOP,
    a_promotion,
    draft,
)

MINUTE = timedelta(minutes=1)
NIGHT = NOW + timedelta(hours=14)  # 01:00 in Shanghai
RECEIVER = Receiver("沈念安", "13900004928", "浙江省", "宁波市", "鄞州区云雀街66号")


def heard(*turns: str) -> tuple[HeardTurn, ...]:
    start = NOW - MINUTE * len(turns)
    return tuple(HeardTurn(tuple(turn.split()), start + MINUTE * n) for n, turn in enumerate(turns))


def said(*lines: str) -> tuple[Turn, ...]:
    """The buyer begins, we answer, in turns."""
    return tuple(Turn((Sender.BUYER, Sender.AGENT)[n % 2], line) for n, line in enumerate(lines))


def offered(intent: str = "affirm", text: str = "好的", **given: Any) -> Suggestion | None:
    """The next step in the draft for a turn, if there is one."""
    found = [s for s in draft(intent, text, **given).suggestions if s.intent == UNASKED.name]
    assert len(found) <= 1
    return found[0] if found else None


def text_of(**given: Any) -> str:
    found = offered(**given)
    return found.text if found else ""


def an_order(**more: Any) -> Order:
    line = OrderLine("1", "碎花裙", 1, DRESS.price, "L1", options="颜色:奶杏;尺码:M")
    made = Order(
        "40210000000000002231",
        "小鱼",
        OrderState.PAID,
        NOW - MINUTE,
        DRESS.price,
        DRESS.price,
        paid_at=NOW - MINUTE,
        lines=(line,),
        receiver=RECEIVER,
    )
    return replace(made, **more)


SIZED = {"heard": heard("ask_size"), "previous": said("雾蓝M有吗", "有的")}


def test_the_courtesy_is_offered_first_and_the_step_beside_it() -> None:
    suggestions = draft("affirm", "好的", **SIZED).suggestions
    assert [s.script for s in suggestions] == ["affirm", "next_close"]
    assert all(s.findings == () for s in suggestions)


def test_a_really_low_stock_of_what_was_spoken_of_is_said_with_its_figure() -> None:
    found = offered(**SIZED)
    assert found
    assert "雾蓝M" in found.text and "1件" in found.text
    assert (found.facts["step.lever"], found.facts["stock.left"]) == ("scarcity", 1)


def test_changing_the_stock_changes_the_words() -> None:
    skus = tuple(replace(sku, stock=9) for sku in DRESS.skus)
    assert "件，" not in text_of(products=[replace(DRESS, skus=skus)], **SIZED)


def test_the_size_that_fits_the_known_body_is_what_is_there_or_not() -> None:
    skus = tuple(sku for sku in DRESS.skus if sku.color == "雾蓝")
    buyer = replace(NEWCOMER, body=Body(usual_size="M"))
    text = text_of(heard=heard("ask_size"), products=[replace(DRESS, skus=skus)], buyers=[buyer])
    assert "M" in text and "1件" in text


def test_a_deadline_is_said_while_it_is_near() -> None:
    given = {"heard": heard("ask_product")}
    near, far = a_promotion("立减15", reduction=15, ends=2), a_promotion("立减15", reduction=15, ends=5)
    assert "立减15" in text_of(promotions=[near], **given)
    assert "立减15" not in text_of(promotions=[far], **given)


def test_todays_cut_off_is_said_before_it_and_not_after() -> None:
    assert "16:00" in text_of(heard=heard("ask_product"))
    evening = heard("ask_product")
    assert "今天" not in text_of(heard=evening, at=EVENING)


def test_sold_out_goods_are_not_closed() -> None:
    skus = tuple(replace(sku, stock=0) for sku in DRESS.skus)
    assert offered(products=[replace(DRESS, skus=skus)], heard=heard("ask_size")) is None


def test_who_is_ready_to_buy_is_told_how() -> None:
    text = text_of(heard=heard("ask_size", "ask_shipping_fee"))
    assert "地址" in text and "16:00" in text


def test_a_paid_order_is_read_back_with_its_goods_and_a_masked_address() -> None:
    found = offered("thanks", "谢谢", heard=heard("ask_size", "order_placed"), orders=[an_order()])
    assert found and found.script == "next_read_back"
    for part in ("小雏菊连衣裙 奶杏 M", "浙江宁波", "4928"):
        assert part in found.text
    for whole in ("13900004928", "云雀街", "沈念安"):
        assert whole not in found.text
    assert set(found.memory) == {"steps_said", "read_back"}


@pytest.mark.parametrize(
    "trouble",
    [
        {"receiver": Receiver()},
        {"lines": ()},
        {"paid_at": NOW - 5 * DAY},
    ],
)
def test_an_order_that_can_not_be_read_out_or_is_late_is_not_read_back(trouble: dict[str, Any]) -> None:
    given = {"heard": heard("order_placed"), "orders": [an_order(**trouble)]}
    assert offered("thanks", "谢谢", **given) is None


def test_two_orders_of_the_same_goods_are_not_read_back_as_if_all_were_well() -> None:
    twin = an_order(number="40210000000000009999")
    assert offered("thanks", "谢谢", heard=heard("order_placed"), orders=[an_order(), twin]) is None


def test_after_the_yes_to_the_read_back_comes_the_invitation_and_goodbye() -> None:
    first = offered("thanks", "谢谢", heard=heard("ask_size", "order_placed"), orders=[an_order()])
    assert first
    later = NOW + MINUTE
    spoken = {
        "heard": (*heard("ask_size", "order_placed"), HeardTurn(("thanks",), NOW)),
        "previous": said("谢谢", first.text),
        "memory": dict(first.memory),
        "orders": [an_order()],
    }
    farewell = offered("affirm", "对的", at=later, **spoken)
    assert farewell and "关注" in farewell.text
    again = {**spoken, "memory": {**first.memory, **farewell.memory}}
    assert offered("thanks", "谢谢", at=later, **again) is None


@pytest.mark.parametrize(("intent", "text"), [("order_placed", "拍好了"), ("confirm_order", "帮我对下地址")])
def test_the_answers_that_read_an_order_back_are_remembered_as_such(intent: str, text: str) -> None:
    best = draft(intent, text, orders=[an_order()]).suggestions[0]
    assert "4928" in best.text
    remembered = StageMemory.from_memory(best.memory).read_back
    assert remembered and remembered.order == "40210000000000002231"


def test_a_yes_is_not_read_back_to() -> None:
    assert draft("confirm_order", "信息没错", orders=[an_order()]).suggestions[0].memory == {}


@pytest.mark.parametrize(
    "given",
    [
        {"at": NIGHT},
        {"heard": heard("ask_size", "complain")},
        {"heard": heard("stop_contact", "ask_size")},
        {"heard": ()},
        {"previous": said("哪个好", "您更喜欢哪个颜色呢？")},
    ],
)
def test_nothing_is_added_at_night_after_trouble_or_past_a_question_of_ours(given: dict[str, Any]) -> None:
    assert offered(**{"heard": heard("ask_size"), **given}) is None


def test_who_asks_something_beside_the_thanks_gets_the_answer_only() -> None:
    assert offered("ask_stock", "好的 那M有吗", heard=heard("ask_size")) is None


def test_a_turn_keeps_what_was_heard_on_its_way_through_rasa() -> None:
    turn = BuyerTurn("好的", NOW, "demo", heard=heard("ask_size", "", "greet ask_stock"))
    assert BuyerTurn.from_metadata(turn.to_metadata()).heard == turn.heard


def test_every_step_has_its_script_and_facts_of_the_vocabulary() -> None:
    charts: list[SizeChart | None] = [None, DRESS.chart]
    goods: list[Product | None] = [None, *(replace(DRESS, chart=chart) for chart in charts)]
    for step in Step:
        for product in goods:
            for orders in ([], [an_order()], [an_order(lines=())]):
                store = FakeStore(SHOP, list(PRODUCTS), orders, [NEWCOMER], [COUPON, FULL])
                code = product.code if product else None
                turn = BuyerTurn("", NOW, "demo", "小鱼", code, heard=heard("order_placed"))
                context = replace(load_context(store, turn), product=product)  # type: ignore[arg-type]
                facts = facts_for(step, so_far(context), context).facts
                assert BOOK.vocabulary.faults_of(facts) == []
    assert {script.name for script in BOOK.answering(UNASKED.name)} == {f"next_{step.value}" for step in Step}
