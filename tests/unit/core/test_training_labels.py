"""What several people's labels come to."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.accounts import Account, Role
from bot.core.training_candidates import CandidateState, Label, LabelSource
from bot.core.training_labels import Outcome, outcome
from bot.core.training_rules import (
    TrainingRules,
    is_judged_twice,
    may_label,
    training_from_settings,
    training_to_settings,
)

AT = datetime(2026, 11, 22, tzinfo=timezone.utc)


def said(
    account: str, intent: str | None, source: LabelSource = LabelSource.INBOX, *, leads: bool = False
) -> Label:
    return Label(account, intent, source, AT, leads)


LABELS = st.lists(
    st.builds(
        said,
        st.sampled_from(["mei", "xiang", "chen"]),
        st.sampled_from([None, "request_return", "request_refund"]),
        st.sampled_from([LabelSource.DESK, LabelSource.INBOX]),
        leads=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda label: (label.account, label.source),
)


@given(LABELS, st.booleans())
def test_a_skip_changes_nothing(labels: list[Label], twice: bool) -> None:
    told = [label for label in labels if label.intent]
    assert outcome(labels, twice=twice) == outcome(told, twice=twice)


@given(LABELS, st.booleans())
def test_an_intent_is_settled_exactly_when_the_sentence_is_accepted(labels: list[Label], twice: bool) -> None:
    settled = outcome(labels, twice=twice)
    assert (settled.intent is not None) == (settled.state is CandidateState.ACCEPTED)
    assert settled.intent is None or settled.intent in {label.intent for label in labels}


@given(LABELS)
def test_of_the_sample_nothing_is_accepted_on_one_persons_word(labels: list[Label]) -> None:
    settled = outcome(labels, twice=True)
    agreeing = {label.account for label in labels if label.intent == settled.intent}
    assert settled.state is not CandidateState.ACCEPTED or len(agreeing) > 1


@given(LABELS, st.booleans())
def test_a_ruling_settles_whatever_was_said(labels: list[Label], twice: bool) -> None:
    ruling = said("chen", "complain", LabelSource.RULING, leads=True)
    assert outcome([*labels, ruling], twice=twice) == Outcome(CandidateState.ACCEPTED, "complain", "chen")


def test_one_label_is_enough_outside_of_the_sample() -> None:
    assert outcome([said("mei", "greet")], twice=False) == Outcome(CandidateState.ACCEPTED, "greet", "mei")
    assert outcome([said("mei", "greet")], twice=True).state is CandidateState.SECOND


def test_what_was_named_at_the_desk_waits_for_a_person_of_the_inbox() -> None:
    desk = said("mei", "request_return", LabelSource.DESK)
    assert outcome([desk], twice=False).state is CandidateState.OPEN
    assert outcome([desk, said("xiang", "request_return")], twice=False).state is CandidateState.ACCEPTED
    assert outcome([desk, said("xiang", "request_refund")], twice=False).state is CandidateState.DISPUTED
    leading = said("chen", "request_refund", leads=True)
    assert outcome([desk, leading], twice=False).intent == "request_refund"
    assert outcome([desk, said("mei", "request_refund")], twice=False).intent == "request_refund"


def test_the_draw_is_about_a_tenth_and_steady() -> None:
    drawn = [key for key in map(str, range(5000)) if is_judged_twice(key, 10)]
    assert 400 < len(drawn) < 600
    assert set(drawn) <= {key for key in map(str, range(5000)) if is_judged_twice(key, 20)}
    assert not any(is_judged_twice(str(key), 0) for key in range(500))
    assert all(is_judged_twice(str(key), 100) for key in range(500))


def test_agents_label_where_the_shop_says_so_and_clerks_never() -> None:
    people = {role: Account(1, role.value, role.value, role) for role in Role}
    strict, open_to_agents = TrainingRules(), TrainingRules(agents_label=True)
    assert {role for role, one in people.items() if may_label(one, strict)} == {Role.SUPERVISOR, Role.OWNER}
    allowed = {role for role, one in people.items() if may_label(one, open_to_agents)}
    assert allowed == {Role.SUPERVISOR, Role.OWNER, Role.AGENT}


def test_the_shops_rules_read_back_and_a_wrong_one_is_told() -> None:
    rules = TrainingRules(agents_label=True, second_share=25)
    assert training_from_settings(training_to_settings(rules)) == rules
    with pytest.raises(ValueError, match="0 to 100"):
        training_from_settings({"second_share": 101})
    with pytest.raises(ValueError, match="unknown settings sample"):
        training_from_settings({"sample": 3})
