from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from bot.core.evaluation.judged import Judged, Kind
from bot.core.model_judging import Verdict, verdict
from bot.core.model_readings import JudgedOn, Reading, is_grave
from bot.core.model_rulings import (
    BLOCKS_BELOW,
    LEAST_MESSAGES,
    Rule,
    Ruling,
    chance_of_losses,
    ruling_of_shadow,
)
from bot.core.understanding import Candidate, Clause, Parse
from bot.core.verdict_document import verdict_from_document, verdict_to_document

INTENTS = ("ask_size", "ask_eta", "request_refund", "complain", "greet")
ANSWERABLE = frozenset({"ask_size", "ask_eta", "greet"})


def parsed(*intents: str, sure: bool = False) -> Parse:
    clauses = tuple(Clause("…", (Candidate(intent, 0.9),)) for intent in intents)
    return Parse("…", clauses, abstain=not intents, intents=intents, sure=sure)


def single(intent: str) -> Judged:
    return Judged(Kind.SINGLE, "一句话", (intent,))


def right(intent: str = "ask_size") -> Reading:
    return Reading(single(intent), parsed(intent), parsed(intent))


def lost(intent: str = "ask_size") -> Reading:
    return Reading(single(intent), parsed(intent), parsed("ask_eta" if intent != "ask_eta" else "greet"))


def gained(intent: str = "ask_size") -> Reading:
    return replace(lost(intent), active=lost(intent).candidate, candidate=lost(intent).active)


def judged(*readings: Reading, on: JudgedOn = JudgedOn.HELD_OUT) -> Verdict:
    """With so many messages that both understand that there is enough to judge on."""
    return verdict({on: [*readings, *[right()] * LEAST_MESSAGES]}, ANSWERABLE)


def blocked_by(one: Verdict) -> set[Rule]:
    return {ruling.rule for ruling in one.rulings if not ruling.passes}


def of(one: Verdict, rule: Rule) -> Ruling:
    (found,) = (ruling for ruling in one.rulings if ruling.rule is rule)
    return found


intents_of_a_message = st.lists(st.sampled_from(INTENTS), max_size=2, unique=True).map(tuple)
parses = st.builds(lambda intents, sure: parsed(*intents, sure=sure), intents_of_a_message, st.booleans())


@st.composite
def judged_messages(draw: st.DrawFn) -> Judged:
    intents = draw(intents_of_a_message)
    kinds = {0: (Kind.FRAGMENT, Kind.CONTEXT), 1: (Kind.SINGLE, Kind.CONTEXT), 2: (Kind.SEVERAL,)}
    return Judged(draw(st.sampled_from(kinds[len(intents)])), draw(st.text(max_size=4)), intents)


readings = st.lists(st.builds(Reading, judged_messages(), parses, parses), max_size=25)


@given(
    st.lists(st.builds(lambda one, read: Reading(one, read, read), judged_messages(), parses), max_size=25)
)
def test_a_model_never_fails_against_itself(same: Sequence[Reading]) -> None:
    one = judged(*same)

    assert one.passes
    assert one.changes == ()


@given(st.integers(4, 40), st.sampled_from(INTENTS))
def test_a_strictly_worse_one_is_blocked(losses: int, intent: str) -> None:
    assert Rule.OVERALL in blocked_by(judged(*[lost(intent)] * losses))


def test_three_losses_without_a_gain_may_still_be_luck() -> None:
    assert judged(*[lost()] * 3).passes
    assert not judged(*[lost()] * 4).passes


@given(readings, st.randoms(use_true_random=False))
def test_the_order_of_the_messages_does_not_matter(read: list[Reading], chance: random.Random) -> None:
    shuffled = list(read)
    chance.shuffle(shuffled)

    assert judged(*shuffled) == judged(*read)


@given(readings)
def test_another_gain_never_turns_a_pass_into_a_block(read: list[Reading]) -> None:
    if judged(*read).passes:
        assert judged(*read, gained("complain")).passes


@given(readings)
def test_another_loss_never_turns_a_block_into_a_pass(read: list[Reading]) -> None:
    if not judged(*read).passes:
        assert not judged(*read, lost("complain")).passes


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_chance_is_that_of_the_exact_binomial_test(wins: int, losses: int) -> None:
    known = binomtest(losses, wins + losses, 0.5, alternative="greater").pvalue if wins + losses else 1.0

    assert abs(chance_of_losses(wins, losses) - known) < 1e-9


def test_gains_elsewhere_do_not_pay_for_losses_of_money_and_complaint() -> None:
    one = judged(*[gained("ask_size")] * 20, *[lost("request_refund")] * 5)

    assert blocked_by(one) == {Rule.GRAVE}
    assert (of(one, Rule.GRAVE).gained, of(one, Rule.GRAVE).lost) == (0, 5)


def test_losses_of_questions_are_no_matter_of_money() -> None:
    assert blocked_by(judged(*[lost("ask_size")] * 5)) == {Rule.OVERALL}


def test_one_new_error_that_nobody_would_have_read_blocks() -> None:
    wrong = Reading(single("ask_size"), parsed(), parsed("ask_eta", sure=True))

    assert blocked_by(judged(wrong, *[gained()] * 9)) == {Rule.ALONE}


def test_an_error_that_the_active_model_makes_alone_as_well_is_not_new() -> None:
    both = Reading(single("ask_size"), parsed("greet", sure=True), parsed("ask_eta", sure=True))

    assert judged(both).passes


def test_what_a_person_would_read_is_no_error_alone() -> None:
    left_to_people = Reading(single("ask_size"), parsed("ask_size"), parsed("complain", sure=True))

    assert Rule.ALONE not in blocked_by(judged(left_to_people))


def test_on_few_messages_nothing_passes() -> None:
    one = verdict({JudgedOn.HELD_OUT: [right()] * (LEAST_MESSAGES - 1)}, ANSWERABLE)

    assert blocked_by(one) == {Rule.ENOUGH}
    assert not verdict({}, ANSWERABLE).passes


def test_each_set_has_rules_of_its_own() -> None:
    one = verdict(
        {JudgedOn.HELD_OUT: [right()] * 200 + [gained()] * 9, JudgedOn.DECIDED: [lost()] * 4}, ANSWERABLE
    )

    assert [(ruling.rule, ruling.on) for ruling in one.rulings if not ruling.passes] == [
        (Rule.OVERALL, "decided")
    ]


def test_the_newest_decisions_are_shown_and_not_judged_twice() -> None:
    one = verdict({JudgedOn.HELD_OUT: [right()] * 200, JudgedOn.SINCE: [lost()] * 9}, ANSWERABLE)

    assert one.passes
    assert [(row.name, row.lost) for row in one.sets] == [("held_out", 0), ("since", 9)]


def test_the_frozen_set_is_counted_and_never_shown() -> None:
    frozen, decided = (judged(lost(), on=on).changes for on in (JudgedOn.HELD_OUT, JudgedOn.DECIDED))

    assert [change.text for change in frozen] == [""]
    assert [change.text for change in decided] == ["一句话"]


def test_messages_judged_for_their_entities_are_left_out() -> None:
    entities = replace(lost(), judged=Judged(Kind.ENTITIES, "165", ("ask_size",)))

    assert judged(*[entities] * 9) == judged()


def test_a_fragment_is_right_when_it_is_left_to_a_person() -> None:
    fragment = Judged(Kind.FRAGMENT, "那个")
    one = judged(*[Reading(fragment, parsed(), parsed("ask_size"))] * 4)

    assert Rule.OVERALL in blocked_by(one)
    assert one.intents[0].name == "nlu_fallback"


def test_each_intent_has_its_interval_and_its_changes() -> None:
    one = judged(*[lost("complain")] * 2, gained("complain"), right("complain"))
    (row,) = (row for row in one.intents if row.name == "complain")

    assert (row.count, row.gained, row.lost, row.grave) == (4, 1, 2, True)
    assert row.candidate.low < row.candidate.value < row.candidate.high


def test_refunds_and_complaints_are_grave_and_questions_are_not() -> None:
    assert all(
        map(is_grave, ("complain", "abuse", "request_refund", "request_compensation", "ask_refund_status"))
    )
    assert not any(map(is_grave, ("ask_size", "track_logistics", "greet", "request_discount")))


def test_people_who_found_the_active_model_right_four_times_block() -> None:
    assert ruling_of_shadow(0, 0).passes
    assert ruling_of_shadow(4, 4).passes
    assert not ruling_of_shadow(4, 0).passes
    assert ruling_of_shadow(4, 0).chance < BLOCKS_BELOW


@given(readings)
def test_a_verdict_is_read_back_as_it_was_kept(read: list[Reading]) -> None:
    one = judged(*read, on=JudgedOn.DECIDED)

    assert verdict_from_document(json.loads(json.dumps(verdict_to_document(one)))) == one
