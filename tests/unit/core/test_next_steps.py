"""What could be said next, and when it is better to say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Fen
from bot.core.next_steps import OVER_A_QUESTION, Step, next_step
from bot.core.orders import OrderState, Refund, RefundState
from bot.core.shop import OpeningHours, Shop
from bot.core.silence import may_break_silence, offered_in_silence
from bot.core.stage_intents import Stage
from bot.core.stage_memory import StageMemory
from bot.core.stages import TalkSoFar
from bot.core.unsolved import TROUBLE
from tests.unit.core.test_stages import MINUTE, NOW, an_order, read_back, talk, turns

SHOP = Shop("demo", "演示店")
NEVER_AFTER = ("stop_contact", "deny", "goodbye")


def said(*steps: Step, at: datetime = NOW) -> StageMemory:
    memory: dict[str, Any] = {}
    for step in steps:
        memory |= StageMemory.from_memory(memory).to_say(step.value, at)
    return StageMemory.from_memory(memory)


@pytest.mark.parametrize(
    ("heard", "step"),
    [
        (("greet",), Step.NEED),
        (("ask_size", "affirm"), Step.CLOSE),
        (("ask_size", "inform", "thanks"), Step.CLOSE),
        (("ask_recommendation",), Step.CLOSE),
        (("request_discount", "affirm"), Step.CLOSE),
        (("ask_eta", "affirm"), Step.ORDER),
        (("ask_payment",), Step.ORDER),
        (("how_to_order", "affirm"), None),
        (("affirm",), None),
        (("",), None),
        (("ask_size", ""), None),
        (("ask_size", "hesitate"), None),
        (("ask_size", "abuse"), None),
        (("ask_size", "request_human"), None),
        (("track_logistics", "thanks"), None),
        (("request_refund", "ask_size", "affirm"), None),
    ],
)
def test_from_each_stage_there_is_one_step_on_or_none(heard: tuple[str, ...], step: Step | None) -> None:
    assert next_step(talk(*heard)) is step


def test_a_step_that_was_said_is_followed_by_the_one_after_it() -> None:
    assert next_step(talk("ask_size", "affirm", memory=said(Step.CLOSE))) is Step.ORDER
    assert next_step(talk("ask_size", "affirm", memory=said(Step.CLOSE, Step.ORDER))) is None


def test_what_was_said_to_the_buyer_days_ago_may_be_said_again() -> None:
    old = said(Step.CLOSE, at=NOW - timedelta(days=2))
    assert next_step(talk("ask_size", "affirm", memory=old)) is Step.CLOSE


def test_a_paid_order_is_read_back_once_and_then_there_is_a_farewell() -> None:
    order = an_order(placed=NOW - 2 * MINUTE)
    assert next_step(talk("ask_size", "ask_eta", "thanks", orders=(order,))) is Step.READ_BACK
    memory = read_back(order, NOW - MINUTE)
    assert next_step(talk("ask_eta", "order_placed", "greet", orders=(order,), memory=memory)) is None
    assert (
        next_step(talk("ask_eta", "order_placed", "affirm", orders=(order,), memory=memory)) is Step.FAREWELL
    )


def test_an_unpaid_order_is_gently_reminded_of_once_and_not_read_back() -> None:
    placed = talk("ask_size", "order_placed", "affirm", orders=(an_order(OrderState.UNPAID),))
    assert next_step(placed) is Step.PAY
    assert next_step(placed, silent=True) is Step.PAY
    assert next_step(replace(placed, memory=said(Step.PAY))) is None
    assert next_step(replace(placed, agent_asked=True)) is None


@pytest.mark.parametrize("state", [OrderState.CLOSED, OrderState.PAID, OrderState.SHIPPED])
def test_nobody_is_asked_to_pay_an_order_that_is_paid_or_closed(state: OrderState) -> None:
    assert next_step(talk("ask_size", "order_placed", "affirm", orders=(an_order(state),))) is not Step.PAY


@pytest.mark.parametrize("wish", ["change_address", "change_order", "cancel_order", "add_order_note"])
def test_an_order_that_is_about_to_change_is_not_read_back(wish: str) -> None:
    assert (
        next_step(talk("order_placed", wish, "affirm", orders=(an_order(placed=NOW - 3 * MINUTE),))) is None
    )


@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("end", NEVER_AFTER)
def test_after_no_goodbye_or_a_wish_for_peace_nothing_is_offered(end: str, silent: bool) -> None:
    for heard in (
        ("ask_size", end),
        ("complain", end),
        ("ask_size", f"thanks {end}"),
        ("ask_size", end, "affirm"),
    ):
        assert next_step(talk(*heard), silent=silent) is None


def test_a_new_question_after_a_no_leads_on_again() -> None:
    assert next_step(talk("ask_size", "deny", "ask_stock", "affirm")) is Step.CLOSE


def test_a_wish_for_peace_holds_for_good() -> None:
    assert next_step(talk("stop_contact", "ask_size", "affirm", every=timedelta(days=3))) is None
    assert next_step(talk("ask_size", memory=StageMemory(stopped=True)), silent=True) is None


@pytest.mark.parametrize("trouble", sorted(TROUBLE))
def test_silence_after_a_complaint_gets_one_caring_line(trouble: str) -> None:
    complained = talk("ask_size", trouble)
    assert next_step(complained, silent=True) is Step.CARE
    assert next_step(complained) is None
    assert next_step(replace(complained, memory=said(Step.CARE)), silent=True) is None


def test_a_complaint_of_yesterday_still_forbids_selling_and_calls_for_no_caring_line_today() -> None:
    later = talk("complain", "ask_size", every=timedelta(days=1))
    assert next_step(later, silent=True) is None


@pytest.mark.parametrize("solved", ["praise", "cancel_refund"])
def test_a_solved_complaint_forbids_nothing_later(solved: str) -> None:
    assert next_step(talk("complain", solved, "ask_size", every=timedelta(hours=13))) is Step.CLOSE


def test_a_refund_that_was_paid_out_solves_a_complaint() -> None:
    refund = Refund(RefundState.SUCCESS, Fen(100), "质量问题", NOW - timedelta(days=1), goods_back=False)
    old = an_order(OrderState.FINISHED, NOW - timedelta(days=9))
    heard = talk("report_defect", "ask_size", every=timedelta(days=2))
    assert next_step(replace(heard, orders=(replace(old, refund=refund),))) is Step.CLOSE
    asked_again = replace(refund, asked_at=NOW - timedelta(days=5))
    assert next_step(replace(heard, orders=(replace(old, refund=asked_again),))) is None


def test_a_complaint_of_last_month_forbids_nothing() -> None:
    assert next_step(talk("complain", "ask_size", every=timedelta(days=30))) is Step.CLOSE


anything = st.builds(
    lambda heard, gap, state, steps, asked: TalkSoFar(
        talk(*heard, every=gap).turns,
        (an_order(state, NOW - MINUTE),) if state else (),
        said(*steps),
        agent_asked=asked,
    ),
    turns,
    st.sampled_from([MINUTE, timedelta(hours=5), timedelta(hours=13), timedelta(days=8)]),
    st.none() | st.sampled_from(list(OrderState)),
    st.lists(st.sampled_from(list(Step)), max_size=3),
    st.booleans(),
)


@given(anything, st.booleans())
def test_who_wants_peace_hears_nothing_whatever_else_was_said(heard: TalkSoFar, silent: bool) -> None:
    assert next_step(replace(heard, memory=replace(heard.memory, stopped=True)), silent=silent) is None


@given(anything, st.booleans(), st.sampled_from(sorted(TROUBLE)))
def test_a_fresh_complaint_leaves_nothing_but_the_caring_line(
    heard: TalkSoFar, silent: bool, trouble: str
) -> None:
    last = replace(heard.turns[-1], intents=(trouble,))
    assert next_step(replace(heard, turns=(*heard.turns[:-1], last)), silent=silent) in (None, Step.CARE)


@given(anything, st.booleans())
def test_no_step_but_a_new_order_is_offered_after_it_was_said(heard: TalkSoFar, silent: bool) -> None:
    step = next_step(heard, silent=silent)
    if step and step is not Step.READ_BACK:
        assert next_step(replace(heard, memory=said(*Step)), silent=silent) is None


@given(anything, st.booleans())
def test_a_question_of_ours_is_never_talked_past(heard: TalkSoFar, silent: bool) -> None:
    assert next_step(replace(heard, agent_asked=True), silent=silent) in (None, *OVER_A_QUESTION)


@given(anything)
def test_silence_and_a_yes_differ_only_in_the_caring_line(heard: TalkSoFar) -> None:
    step = next_step(heard, silent=True)
    assert next_step(heard) is (None if step is Step.CARE else step)


def shop_time(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 25, hour, minute, tzinfo=SHOP.timezone).astimezone(timezone.utc)


@pytest.mark.parametrize(("minutes", "may"), [(4.9, False), (5, True), (15, True), (15.1, False)])
def test_silence_is_broken_after_the_shops_minutes_and_not_much_later(minutes: float, may: bool) -> None:
    assert may_break_silence(NOW - minutes * MINUTE, NOW, SHOP) is may


def test_a_shop_may_wait_longer_or_leave_it() -> None:
    assert not may_break_silence(NOW - 6 * MINUTE, NOW, replace(SHOP, quiet_after=20 * MINUTE))
    assert may_break_silence(NOW - 20 * MINUTE, NOW, replace(SHOP, quiet_after=20 * MINUTE))
    assert not may_break_silence(NOW, NOW, replace(SHOP, quiet_after=timedelta(0)))


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([(9, 23), (0, 0), (20, 4), (6, 12)]))
def test_nobody_is_written_to_at_night_or_when_the_shop_is_closed(hour: int, minute: int, open_: Any) -> None:
    shop = replace(SHOP, hours=OpeningHours(time(open_[0]), time(open_[1])))
    now = shop_time(hour, minute)
    if may_break_silence(now - 6 * MINUTE, now, shop):
        assert 9 <= hour < 23
        assert open_ == (0, 0) or open_[0] <= hour or hour < open_[1]


def test_once_offered_at_a_stage_is_enough_for_the_talk() -> None:
    memory = StageMemory.from_memory(StageMemory().to_offer("ask", NOW))
    assert offered_in_silence(Stage.ASK, talk("ask_size", memory=memory))
    assert not offered_in_silence(Stage.BARGAIN, talk("ask_size", memory=memory))
