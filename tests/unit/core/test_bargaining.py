from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.bargain_state import BargainState
from bot.core.bargaining import Ask, Move, MoveKind, Topic, next_move
from bot.core.money import Fen
from bot.core.shop import BargainRule

PRICE, FLOOR = Fen(12900), Fen(9900)
THREE_STEPS = BargainRule(steps=3)
CONCEDING = BargainState(step=3)
ENDED = BargainState(step=6, offered=FLOOR, last_price_said=True)


@dataclass(frozen=True)
class Offer:
    price: int = PRICE
    floor: int = FLOOR
    rule: BargainRule = THREE_STEPS
    has_promotion: bool = True
    has_gift: bool = False
    quantity: int = 1


def play(state: BargainState, *asks: Ask, offer: Offer = Offer()) -> tuple[list[Move], BargainState]:
    moves = []
    for ask in asks:
        move, state = next_move(
            state,
            ask,
            price=Fen(offer.price),
            floor=Fen(offer.floor),
            rule=offer.rule,
            has_promotion=offer.has_promotion,
            has_gift=offer.has_gift,
            quantity=offer.quantity,
        )
        moves.append(move)
    return moves, state


def kinds(moves: list[Move]) -> list[str]:
    return [move.kind.value for move in moves]


def wants(yuan: float) -> Ask:
    return Ask(Fen(round(yuan * 100)))


def test_the_ladder_goes_one_rung_a_turn_down_to_the_last_price() -> None:
    moves, _ = play(BargainState(), *[Ask()] * 9, offer=Offer(has_gift=True))
    assert kinds(moves) == [
        *(
            "decline",
            "promotion",
            "value",
            "concede",
            "concede",
            "concede",
            "gift",
            "last_price",
            "last_price",
        )
    ]
    assert [move.amount for move in moves if move.amount] == [11900, 10900, 9900, 9900, 9900]


def test_without_a_promotion_its_rung_is_skipped() -> None:
    moves, _ = play(BargainState(), *[Ask()] * 3, offer=Offer(has_promotion=False))
    assert kinds(moves) == ["decline", "value", "concede"]


def test_a_promotion_that_ends_meanwhile_does_not_repeat_a_rung() -> None:
    _, state = play(BargainState(), Ask(), Ask())
    moves, _ = play(state, Ask(), offer=Offer(has_promotion=False))
    assert kinds(moves) == ["value"]


@pytest.mark.parametrize(
    ("floor", "rule"),
    [
        (PRICE, BargainRule()),
        (PRICE + 1, BargainRule()),
        (0, BargainRule()),
        (-100, BargainRule()),
        (FLOOR, BargainRule(fixed_price=True)),
        (FLOOR, BargainRule(steps=0)),
    ],
)
def test_zero_means_zero_for_a_fixed_price_or_faulty_data(floor: int, rule: BargainRule) -> None:
    moves, _ = play(BargainState(), *[wants(100)] * 12, offer=Offer(floor=floor, rule=rule, has_gift=True))
    assert set(kinds(moves)) == {"fixed_price"}
    assert {move.amount for move in moves} == {PRICE}


def test_conceded_prices_are_whole_yuan_rounded_up() -> None:
    moves, _ = play(CONCEDING, *[Ask()] * 3, offer=Offer(price=12900, floor=9850))
    assert [move.amount for move in moves] == [11900, 10900, 9900]


def test_cheap_goods_are_conceded_in_jiao_because_whole_yuan_leave_no_room() -> None:
    moves, _ = play(CONCEDING, *[Ask()] * 4, offer=Offer(price=990, floor=950))
    assert [move.amount for move in moves] == [980, 970, 950, 950]


def test_an_amount_within_this_rung_is_accepted() -> None:
    moves, state = play(CONCEDING, wants(120))
    assert (kinds(moves), moves[0].amount, state.offered) == (["accept"], 12000, 12000)


def test_an_amount_below_this_rung_gets_the_rung_only() -> None:
    moves, _ = play(CONCEDING, wants(110))
    assert (kinds(moves), moves[0].amount) == (["concede"], 11900)


def test_nothing_is_accepted_before_the_rung_of_concessions() -> None:
    moves, _ = play(BargainState(), wants(128), wants(128), wants(128), wants(128))
    assert kinds(moves) == ["decline", "promotion", "value", "accept"]


def test_an_amount_above_what_was_offered_costs_the_buyer_no_more_than_the_offer() -> None:
    _, state = play(CONCEDING, Ask())
    moves, _ = play(state, wants(125))
    assert moves[0].amount == 11900


def test_at_the_end_any_amount_down_to_the_floor_is_accepted() -> None:
    moves, _ = play(BargainState(step=6, offered=Fen(9900)), wants(98.5), offer=Offer(floor=9850))
    assert (kinds(moves), moves[0].amount) == (["accept"], 9850)


def test_insisting_below_the_floor_after_the_last_price_is_for_the_supervisor() -> None:
    moves, _ = play(ENDED, wants(90))
    assert (kinds(moves), moves[0].amount) == (["above_limit"], None)


def test_insisting_without_an_amount_hears_the_last_price_again() -> None:
    moves, _ = play(ENDED, Ask())
    assert (kinds(moves), moves[0].amount) == (["last_price"], FLOOR)


def test_below_the_floor_the_last_price_is_named_once_before_the_supervisor_is_asked() -> None:
    moves, _ = play(BargainState(step=6, offered=FLOOR), wants(90), wants(90))
    assert kinds(moves) == ["last_price", "above_limit"]


@pytest.mark.parametrize("topic", [Topic.GIFT, Topic.POSTAGE])
def test_a_gift_is_the_cheapest_answer_to_a_wish_for_a_gift_or_postage(topic: Topic) -> None:
    moves, _ = play(CONCEDING, Ask(topic=topic), Ask(topic=topic), offer=Offer(has_gift=True))
    assert kinds(moves) == ["gift", "concede"]


def test_a_wish_for_a_gift_climbs_the_same_ladder_first() -> None:
    moves, _ = play(BargainState(), *[Ask(topic=Topic.GIFT)] * 4, offer=Offer(has_gift=True))
    assert kinds(moves) == ["decline", "promotion", "value", "gift"]


def test_a_threat_to_leave_gets_one_small_step() -> None:
    moves, _ = play(CONCEDING, Ask(threatens_to_leave=True), Ask())
    assert [move.amount for move in moves] == [11900, 10900]


def test_a_floor_raised_after_the_offer_leaves_the_case_to_the_supervisor() -> None:
    moves, state = play(BargainState(step=5, offered=Fen(10900)), Ask(), wants(109), offer=Offer(floor=11900))
    assert set(kinds(moves)) == {"above_limit"}
    assert state.offered == 10900


def test_the_sum_is_named_for_all_pieces() -> None:
    moves, _ = play(CONCEDING, Ask(), offer=Offer(quantity=3))
    assert (moves[0].amount, moves[0].total) == (11900, 35700)


def test_a_wish_for_free_postage_is_remembered() -> None:
    _, state = play(BargainState(), Ask(topic=Topic.POSTAGE), Ask())
    assert state.postage_asked


def test_an_unreadable_memory_starts_a_fresh_bargain() -> None:
    broken = {
        "step": "two",
        "offered": True,
        "gift_offered": "yes",
        "postage_asked": None,
        "last_price_said": 1,
    }
    assert BargainState.from_memory(broken) == BargainState()
    assert BargainState.from_memory({"step": -1, "offered": -100}) == BargainState()


amounts = st.integers(1, 100_000).map(Fen)
asks = st.builds(Ask, st.none() | amounts, st.sampled_from(Topic), st.booleans())
offers = st.builds(
    Offer,
    price=amounts,
    floor=amounts,
    rule=st.builds(BargainRule, fixed_price=st.just(False), steps=st.integers(1, 6)),
    has_promotion=st.booleans(),
    has_gift=st.booleans(),
)
states = st.builds(
    BargainState,
    step=st.integers(0, 20),
    offered=st.none() | amounts,
    gift_offered=st.booleans(),
    postage_asked=st.booleans(),
    last_price_said=st.booleans(),
)
PRICED = {MoveKind.CONCEDE, MoveKind.ACCEPT, MoveKind.LAST_PRICE}


@given(state=states, talk=st.lists(asks, max_size=15), offer=offers)
def test_no_price_lies_below_the_floor_or_above_the_price_or_an_earlier_offer(
    state: BargainState, talk: list[Ask], offer: Offer
) -> None:
    standing = min(state.offered or offer.price, offer.price)
    for ask in talk:
        [move], state = play(state, ask, offer=offer)
        if move.kind in PRICED:
            assert move.amount is not None
            assert offer.floor <= move.amount <= standing
            standing = move.amount
        if move.kind is MoveKind.ACCEPT:
            assert move.amount is not None
            assert ask.amount is not None
            assert move.amount <= ask.amount


@given(talk=st.lists(asks, max_size=15), offer=offers)
def test_each_turn_gives_one_thing_at_most_and_no_more_than_one_rung(talk: list[Ask], offer: Offer) -> None:
    state = BargainState()
    for ask in talk:
        before = state
        [move], state = play(state, ask, offer=offer)
        assert (state.offered != before.offered) + (state.gift_offered != before.gift_offered) <= 1
        if move.kind is MoveKind.CONCEDE:
            assert move.amount is not None
            rung = (offer.price - offer.floor) / offer.rule.steps
            rounded_up = 100
            assert (before.offered or offer.price) - move.amount <= rung + rounded_up


@given(offer=offers, wish=st.none() | amounts)
def test_a_stubborn_buyer_always_reaches_an_end(offer: Offer, wish: Fen | None) -> None:
    moves, _ = play(BargainState(), *[Ask(wish)] * 15, offer=offer)
    assert moves[-1].kind in {
        MoveKind.LAST_PRICE,
        MoveKind.ABOVE_LIMIT,
        MoveKind.ACCEPT,
        MoveKind.FIXED_PRICE,
    }
    assert moves[-1] == moves[-2]


@given(state=states, ask=asks, offer=offers)
def test_the_same_turn_is_answered_the_same_after_a_walk_through_memory(
    state: BargainState, ask: Ask, offer: Offer
) -> None:
    remembered = BargainState.from_memory(json.loads(json.dumps(state.to_memory())))
    assert remembered == state
    assert play(remembered, ask, offer=offer) == play(state, ask, offer=offer)


# --- prices by rule, and the supervisor's word
def ruled(state: BargainState, by_rule: int) -> tuple[Move, BargainState]:
    return next_move(
        state,
        Ask(),
        price=PRICE,
        floor=FLOOR,
        rule=THREE_STEPS,
        has_promotion=True,
        has_gift=False,
        by_rule=Fen(by_rule),
    )


def test_a_price_by_rule_takes_the_promotions_place_and_counts_as_offered() -> None:
    move, state = ruled(BargainState(), 12000)
    assert move.kind is MoveKind.DECLINE
    move, state = ruled(state, 12000)
    assert (move.kind, move.amount) == (MoveKind.BY_RULE, 12000)
    assert state.offered == 12000
    move, state = ruled(state, 12000)
    assert move.kind is MoveKind.VALUE


def test_after_a_price_by_rule_only_lower_ones_are_conceded() -> None:
    state = BargainState(step=3, offered=Fen(11000))
    move, _ = ruled(state, 11000)
    assert move.kind is MoveKind.CONCEDE
    assert move.amount is not None
    assert move.amount < 11000


def test_what_the_supervisor_has_allowed_is_told_once_and_then_stands() -> None:
    granted = BargainState(step=6, offered=FLOOR, last_price_said=True, granted=Fen(9000))
    moves, state = play(granted, Ask(), wants(90), Ask())
    assert kinds(moves) == ["granted", "accept", "last_price"]
    assert [move.amount for move in moves] == [9000, 9000, 9000]
    assert state.offered == 9000


def test_a_price_that_the_supervisor_has_refused_is_not_asked_for_again() -> None:
    refused = BargainState(step=6, offered=FLOOR, last_price_said=True, refused=Fen(9000))
    moves, _ = play(refused, wants(90), wants(85), wants(95))
    assert kinds(moves) == ["last_price", "last_price", "above_limit"]


def test_the_supervisors_word_survives_the_talks_memory() -> None:
    state = BargainState(step=6, granted=Fen(9000), refused=Fen(8000))
    assert BargainState.from_memory(json.loads(json.dumps(state.to_memory()))) == state
