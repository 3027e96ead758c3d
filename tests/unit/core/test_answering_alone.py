from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alone_turn import Act, Alone, EarlierTurn, is_taken, is_upset, outcome, waits_for_person
from bot.core.answering_alone import (
    Bar,
    Chosen,
    Evidence,
    Measured,
    Mode,
    Sample,
    Why,
    fallen,
    in_force,
    standing,
)
from bot.core.conversations import AUTOMATIC, Message, MessageKind, Route, Sender
from bot.core.evaluation.alone import from_document, measured, to_document
from bot.core.evaluation.judged import Judged, Kind
from bot.core.intents import Unattended
from bot.core.night import kept
from bot.core.robot_loops import is_loop
from bot.core.understanding import Candidate, Clause, Parse

NIGHT = datetime(2026, 11, 18, 15, 40, tzinfo=timezone.utc)
BAR = Bar()
samples = st.integers(0, 400).flatmap(lambda n: st.integers(0, n).map(lambda right: Sample(right, n)))


def evidence(held_out: Sample, own: Sample) -> Evidence:
    return Evidence(Measured(held_out, held_out.total, held_out.right), own)


def test_52_without_a_miss_are_enough_and_51_are_not() -> None:
    assert Sample(52, 52).at_least >= 0.95
    assert Sample(51, 51).at_least < 0.95


@given(st.floats(0.9, 0.999))
def test_a_bar_says_how_many_without_a_miss_reach_it(at_least: float) -> None:
    bar = Bar(precision=1.0, at_least=at_least)
    assert bar.faultless is not None
    assert Sample(bar.faultless, bar.faultless).at_least >= at_least - 1e-9
    assert Sample(bar.faultless - 1, bar.faultless - 1).at_least < at_least


def test_nothing_reaches_a_bar_of_one() -> None:
    assert Bar(precision=1.0, at_least=1.0).faultless is None


@given(samples)
def test_the_lower_bound_lies_below_the_precision_and_grows_with_every_hit(sample: Sample) -> None:
    assert 0 <= sample.at_least <= sample.precision + 1e-9
    assert (sample + Sample(1, 1)).at_least >= sample.at_least


@pytest.mark.parametrize(
    ("held_out", "own", "why"),
    [
        (Sample(40, 40), Sample(12, 12), Why.PASSES),
        (Sample(30, 30), Sample(12, 12), Why.TOO_FEW),
        (Sample(200, 200), Sample(9, 9), Why.NO_OWN),
        (Sample(39, 40), Sample(200, 200), Why.IMPRECISE),
        (Sample(200, 200), Sample(48, 50), Why.IMPRECISE),
        (Sample(), Sample(200, 200), Why.UNMEASURED),
    ],
)
def test_both_sources_must_bear_it(held_out: Sample, own: Sample, why: Why) -> None:
    assert standing(Unattended.ANSWER, evidence(held_out, own), BAR) is why


def test_what_the_list_leaves_to_people_no_figure_can_earn() -> None:
    best = evidence(Sample(1000, 1000), Sample(1000, 1000))
    assert standing(Unattended.ACK, best, BAR) is Why.CAPPED
    assert in_force(Unattended.NEVER, Mode.ANSWER, Why.PASSES) is Mode.OFF


@given(st.sampled_from(Unattended), st.sampled_from(Mode), samples, samples)
def test_nothing_goes_up_by_itself(cap: Unattended, mode: Mode, held_out: Sample, own: Sample) -> None:
    why = standing(cap, evidence(held_out, own), BAR)
    force = in_force(cap, mode, why)
    if force is Mode.ANSWER:
        assert mode is Mode.ANSWER
        assert cap is Unattended.ANSWER
        assert (held_out + own).at_least >= BAR.at_least
    falls = fallen({"x": cap}, {"x": Chosen(mode)}, {"x": why})
    assert bool(falls) is (mode is Mode.ANSWER and force is not Mode.ANSWER)


@given(
    st.sampled_from(
        [(Route.AGENT, "never_alone"), (Route.HOLD, "guard"), (Route.ANSWER, "sure_and_allowed")]
    ),
    st.builds(
        Alone,
        **{name: st.booleans() for name in ("on", "there", "paused", "taken", "looping", "off", "lowered")},
        **{name: st.booleans() for name in ("wanted_person", "earlier_wish", "upset", "held")},
        answered=st.integers(0, 3),
        most=st.just(2),
    ),
)
def test_only_a_draft_that_may_be_said_is_said_and_silence_is_never_broken(
    drafted: tuple[Route, str], alone: Alone
) -> None:
    found = outcome(*drafted, alone)
    silent = alone.there or not alone.on or alone.paused or alone.taken or alone.looping or alone.off
    doubtful = alone.lowered or alone.wanted_person or alone.earlier_wish or alone.upset
    if silent or drafted[0] is Route.AGENT:
        assert found.act is Act.NOTHING
    if found.act is Act.ANSWER:
        assert drafted[0] is Route.ANSWER
        assert not doubtful
        assert alone.answered < alone.most
    if found.act is Act.HOLD:
        assert not alone.held
    assert (found.route is Route.ANSWER) is (found.act is Act.ANSWER)


def test_a_person_has_a_talk_until_they_hand_it_back_or_are_gone() -> None:
    since = NIGHT
    assert not is_taken(since - timedelta(minutes=1), None, since), "what was said by day"
    assert is_taken(since + timedelta(minutes=1), None, since)
    assert not is_taken(since + timedelta(minutes=1), since + timedelta(minutes=2), since)
    assert is_taken(since + timedelta(minutes=3), since + timedelta(minutes=2), since)


def test_a_wish_waits_but_a_greeting_does_not() -> None:
    refund = EarlierTurn(5, ("request_refund",), Route.HOLD)
    assert waits_for_person([refund], last_reply=4, before=7)
    assert not waits_for_person([refund], last_reply=6, before=7), "it was answered"
    assert not waits_for_person([refund], last_reply=4, before=5), "it is part of the turn itself"
    assert not waits_for_person([EarlierTurn(5, ("greet",), Route.HOLD)], 4, 7)
    assert waits_for_person([EarlierTurn(5, (), Route.HOLD)], 4, 7), "nobody knows what it was"


@pytest.mark.parametrize(
    "text", ["再不发我投诉了", "要给差评！", "退钱", "怎么回事？？？", "赔我运费", "帮我改地址"]
)
def test_anger_threats_money_and_changes_are_heard(text: str) -> None:
    assert is_upset(text)


@pytest.mark.parametrize("text", ["包邮吗", "到成都几天？", "170穿什么码", "能机洗吗", "退货运费谁出"])
def test_plain_questions_are_not_taken_for_anger(text: str) -> None:
    assert not is_upset(text)


def bubble(number: int, text: str, seconds: float, *, ours: bool = False) -> Message:
    sender, author = (Sender.AGENT, AUTOMATIC) if ours else (Sender.BUYER, "")
    at = NIGHT + timedelta(seconds=seconds)
    return Message(number, 1, sender, MessageKind.TEXT, text, at, author=author)


def test_the_same_words_again_and_again_are_a_robots() -> None:
    said = [bubble(n, f"您好，已收到您的消息{'。' * n}", n * 60) for n in range(3)]
    assert is_loop(said)
    assert not is_loop(said[:2])
    assert not is_loop([bubble(n, f"{n}号多少钱，还有第{n * 7}件", n * 60) for n in range(6)])


def test_who_answers_faster_than_anybody_types_is_a_robot() -> None:
    pairs = [
        one
        for n, text in enumerate(["请问订单号", "请输入地址", "正在查询中"])
        for one in (bubble(2 * n, "好的", n * 10, ours=True), bubble(2 * n + 1, text, n * 10 + 4))
    ]
    assert is_loop(pairs)
    assert not is_loop(pairs[:-1])


def test_an_edit_that_leaves_the_draft_standing_was_right() -> None:
    assert kept("满99包邮的哦", "亲，满99包邮的哦~")
    assert not kept("满99包邮的哦", "新疆要补15元运费")


def parse(intent: str, *, sure: bool) -> Parse:
    clause = Clause("x", (Candidate(intent, 0.99),))
    return Parse("x", (clause,), abstain=False, intents=(intent,), sure=sure)


def test_a_wish_that_was_overlooked_is_a_miss_and_figures_survive_the_file() -> None:
    answers = [
        (Judged(Kind.SINGLE, "包邮吗", ("ask_shipping_fee",)), parse("ask_shipping_fee", sure=True)),
        (Judged(Kind.SINGLE, "邮费", ("ask_shipping_fee",)), parse("ask_shipping_fee", sure=False)),
        (
            Judged(Kind.SEVERAL, "包邮吗 几天到", ("ask_shipping_fee", "ask_eta")),
            parse("ask_shipping_fee", sure=True),
        ),
        (Judged(Kind.FRAGMENT, "那个呢"), parse("ask_shipping_fee", sure=True)),
    ]
    figures = measured(answers)
    assert figures["ask_shipping_fee"] == Measured(Sample(1, 3), 3, 1)
    assert from_document(to_document(figures)) == figures


@pytest.mark.parametrize("bar", [(0.8, 0.8), (0.95, 0.98), (1.1, 0.95)])
def test_a_bar_that_nothing_or_everything_would_pass_is_refused(bar: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="alone"):
        Bar(*bar)
