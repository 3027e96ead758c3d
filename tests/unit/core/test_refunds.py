from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.core.money import Fen
from bot.core.orders import Refund, RefundState
from bot.core.refunds import Actor, RefundStep, refund_stage

ASKED_AT = datetime(2026, 6, 1, 8, tzinfo=timezone.utc)
TWO_DAYS = timedelta(hours=48)


def refund(state: RefundState, changed_at: datetime | None = None) -> Refund:
    return Refund(state, Fen(12900), "质量问题", ASKED_AT, goods_back=True, changed_at=changed_at)


@pytest.mark.parametrize(
    ("state", "step", "actor"),
    [
        (RefundState.WAIT_SELLER_AGREE, RefundStep.SHOP_AGREES, Actor.SHOP),
        (RefundState.WAIT_BUYER_RETURN, RefundStep.BUYER_SENDS_BACK, Actor.BUYER),
        (RefundState.WAIT_SELLER_CONFIRM, RefundStep.SHOP_CHECKS_GOODS, Actor.SHOP),
        (RefundState.REFUSED, RefundStep.BUYER_MAY_AMEND, Actor.BUYER),
        (RefundState.CLOSED, RefundStep.BUYER_MAY_APPLY_AGAIN, Actor.NOBODY),
        (RefundState.SUCCESS, RefundStep.MONEY_IS_BACK, Actor.NOBODY),
    ],
)
def test_each_state_names_the_next_step_and_who_takes_it(
    state: RefundState, step: RefundStep, actor: Actor
) -> None:
    stage = refund_stage(refund(state), ASKED_AT, TWO_DAYS)
    assert (stage.step, stage.actor) == (step, actor)


def test_the_shops_time_runs_from_the_last_change() -> None:
    changed_at = ASKED_AT + timedelta(days=3)
    stage = refund_stage(
        refund(RefundState.WAIT_SELLER_CONFIRM, changed_at), changed_at + timedelta(hours=5), TWO_DAYS
    )
    assert (stage.since, stage.waited) == (changed_at, timedelta(hours=5))
    assert stage.deadline == changed_at + TWO_DAYS


def test_the_shop_is_late_only_after_its_own_promise() -> None:
    waiting = refund(RefundState.WAIT_SELLER_AGREE)
    assert not refund_stage(waiting, ASKED_AT + TWO_DAYS, TWO_DAYS).overdue
    assert refund_stage(waiting, ASKED_AT + TWO_DAYS + timedelta(seconds=1), TWO_DAYS).overdue


@pytest.mark.parametrize("state", [RefundState.WAIT_BUYER_RETURN, RefundState.REFUSED, RefundState.SUCCESS])
def test_the_shop_has_no_deadline_when_it_is_not_its_turn(state: RefundState) -> None:
    stage = refund_stage(refund(state), ASKED_AT + timedelta(days=30), TWO_DAYS)
    assert (stage.deadline, stage.overdue) == (None, False)


def test_a_clock_that_lags_behind_shows_no_negative_wait() -> None:
    stage = refund_stage(refund(RefundState.WAIT_SELLER_AGREE), ASKED_AT - timedelta(hours=1), TWO_DAYS)
    assert stage.waited == timedelta(0)
