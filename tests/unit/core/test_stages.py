"""Which of the eight stages a talk has reached."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scripts.intents import load_intents
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from bot.core.stage_intents import STAGE_OF, Stage
from bot.core.stage_memory import StageMemory, to_read_back
from bot.core.stages import HeardTurn, TalkSoFar, placed_order, stage_of

INTENTS = load_intents(Path(__file__).resolve().parents[3] / "data" / "intents.yml")
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=timezone.utc)
MINUTE = timedelta(minutes=1)
STANDS_STILL = {
    "thanks",
    "affirm",
    "deny",
    "inform",
    "chitchat",
    "hesitate",
    "stop_contact",
    "abuse",
    "request_human",
    "request_offplatform_contact",
    "awkward_question",
    "out_of_scope",
}


def talk(*turns: str, every: timedelta = MINUTE, **more: Any) -> TalkSoFar:
    """Each turn by its intents, blank-separated; the last one now."""
    start = NOW - every * (len(turns) - 1)
    heard = tuple(HeardTurn(tuple(turn.split()), start + every * n) for n, turn in enumerate(turns))
    return TalkSoFar(heard, **more)


def an_order(state: OrderState = OrderState.PAID, placed: datetime = NOW, **more: Any) -> Order:
    return Order("40210000000000002231", "小鱼", state, placed, Fen(15900), Fen(15900), **more)


def read_back(order: Order, at: datetime) -> StageMemory:
    return StageMemory.from_memory(to_read_back(order.number, at))


def test_every_intent_has_its_stage_or_leaves_the_talk_where_it_stands() -> None:
    assert STAGE_OF.keys() | STANDS_STILL == INTENTS.keys()
    assert not STAGE_OF.keys() & STANDS_STILL


@pytest.mark.parametrize(
    ("turns", "stage"),
    [
        ((), Stage.GREET),
        (("greet",), Stage.GREET),
        (("greet", "ask_size"), Stage.ASK),
        (("ask_size", "inform", "affirm"), Stage.ASK),
        (("greet ask_stock",), Stage.ASK),
        (("ask_product", "ask_recommendation"), Stage.RECOMMEND),
        (("ask_price", "request_discount"), Stage.BARGAIN),
        (("request_discount", "ask_size"), Stage.ASK),
        (("request_discount", "ask_dispatch_time"), Stage.COURIER),
        (("how_to_order",), Stage.COURIER),
        (("order_placed",), Stage.VERIFY),
        (("ask_size", "goodbye"), Stage.FAREWELL),
        (("track_logistics", "thanks"), Stage.FOLLOW_UP),
        (("ask_size", ""), Stage.ASK),
    ],
)
def test_the_last_thing_the_buyer_spoke_of_is_the_stage(turns: tuple[str, ...], stage: Stage) -> None:
    assert stage_of(talk(*turns)) is stage


def test_after_a_long_silence_another_talk_begins() -> None:
    assert stage_of(talk("request_discount", "affirm", every=timedelta(hours=13))) is Stage.GREET


@pytest.mark.parametrize("state", [OrderState.UNPAID, OrderState.PAID])
def test_an_order_placed_during_the_talk_is_to_be_verified(state: OrderState) -> None:
    assert stage_of(talk("ask_size", "ask_eta", orders=(an_order(state),))) is Stage.VERIFY


def test_an_older_order_counts_only_when_the_buyer_speaks_of_it() -> None:
    old = an_order(placed=NOW - timedelta(days=2))
    assert placed_order(talk("ask_size", orders=(old,))) is None
    assert placed_order(talk("order_placed", "affirm", orders=(old,))) is old


def test_an_order_is_agreed_to_when_the_buyer_says_yes_after_it_was_read_back() -> None:
    order = an_order(placed=NOW - 2 * MINUTE)
    at = NOW - MINUTE
    before = talk("ask_size", "order_placed", "ask_eta", orders=(order,), memory=read_back(order, at))
    assert stage_of(before) is Stage.VERIFY
    after = talk("ask_size", "order_placed", "affirm", orders=(order,), memory=read_back(order, at))
    assert stage_of(after) is Stage.FAREWELL


def test_the_yes_that_a_read_back_answers_is_no_yes_to_it() -> None:
    order = an_order(placed=NOW - MINUTE)
    assert stage_of(talk("ask_size", "affirm", orders=(order,), memory=read_back(order, NOW))) is Stage.VERIFY


def test_the_read_back_of_another_order_agrees_to_nothing() -> None:
    other = StageMemory.from_memory(to_read_back("40210000000000009999", NOW - MINUTE))
    assert stage_of(talk("order_placed", "affirm", orders=(an_order(),), memory=other)) is Stage.VERIFY


def test_a_new_question_after_the_agreement_begins_anew() -> None:
    order = an_order(placed=NOW - 3 * MINUTE)
    memory = read_back(order, NOW - 2.5 * MINUTE)
    asked = talk("ask_size", "order_placed", "affirm", "ask_stock", orders=(order,), memory=memory)
    assert stage_of(asked) is Stage.ASK


def test_an_order_that_was_sent_is_followed_up() -> None:
    sent = an_order(OrderState.SHIPPED, NOW - 3 * MINUTE, shipped_at=NOW - MINUTE)
    assert stage_of(talk("ask_size", "ask_stock", "ask_eta", "affirm", orders=(sent,))) is Stage.FOLLOW_UP


def test_a_closed_order_counts_as_none() -> None:
    assert stage_of(talk("ask_size", "affirm", orders=(an_order(OrderState.CLOSED),))) is Stage.ASK


turns = st.lists(
    st.lists(st.sampled_from(sorted(INTENTS)), max_size=2, unique=True).map(" ".join), min_size=1, max_size=6
)
states = st.none() | st.sampled_from(list(OrderState))
gaps = st.sampled_from([MINUTE, timedelta(hours=2), timedelta(hours=13)])


@given(turns, states, gaps)
def test_courtesies_never_move_a_talk_without_a_read_back(
    said: list[str], state: OrderState | None, gap: timedelta
) -> None:
    known = (an_order(state, NOW - timedelta(days=1)),) if state else ()
    moved = TalkSoFar(talk(*said, every=gap).turns, known)
    for courtesy in ("affirm", "thanks", "deny", "inform", "hesitate"):
        longer = TalkSoFar((*moved.turns, HeardTurn((courtesy,), NOW + MINUTE)), known)
        assert stage_of(longer) is stage_of(moved)


@given(turns, gaps)
def test_an_unsent_order_never_puts_a_talk_back(said: list[str], gap: timedelta) -> None:
    told = talk(*said, every=gap)
    lifted = TalkSoFar(told.turns, (an_order(),))
    assert stage_of(lifted).place >= max(stage_of(told).place, Stage.VERIFY.place)


@given(
    st.dictionaries(
        st.sampled_from(["steps_said", "steps_offered", "read_back", "stop_contact"]),
        st.one_of(
            st.none(),
            st.sampled_from(["x", "2026"]),
            st.integers(),
            st.dictionaries(
                st.sampled_from(["order", "at", "close"]),
                st.sampled_from(["", "x", "2026-11-25T03:00:00", 7, None]),
            ),
        ),
    )
)
def test_a_memory_that_can_not_be_read_counts_as_none(memory: dict[str, object]) -> None:
    assert StageMemory.from_memory(memory) == StageMemory()


def test_what_is_remembered_is_read_again() -> None:
    said = StageMemory().to_say("close", NOW)
    offered = StageMemory().to_offer("ask", NOW)
    read = StageMemory.from_memory({**said, **offered, **to_read_back("1", NOW), "stop_contact": True})
    assert (read.said, read.offered, read.stopped) == ({"close": NOW}, {"ask": NOW}, True)
    assert read.read_back is not None and (read.read_back.order, read.read_back.at) == ("1", NOW)
