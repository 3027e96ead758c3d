"""Which sentences are worth a person's label, and what a decision says about one."""

from __future__ import annotations

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Sender, Turn, Verdict
from bot.core.training_candidates import CandidateKind, Worth, is_askable, shown_before
from bot.core.training_evidence import evidence
from bot.core.training_value import is_worth_asking, margin, value, worth_of
from bot.core.understanding import Candidate

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=5)
LIKENESS = st.floats(0, 1)


def guesses(*shares: float) -> list[Candidate]:
    return [Candidate(f"intent_{place}", share) for place, share in enumerate(shares)]


@given(SHARES, LIKENESS, st.integers(1, 10_000), st.sampled_from([None, "intent_0", "intent_1"]))
def test_every_reason_is_a_share(shares: list[float], likest: float, times: int, hint: str | None) -> None:
    assert all(0 <= part <= 1 for part in astuple(worth_of(guesses(*shares), likest, times, hint)))


@given(SHARES, LIKENESS, st.integers(1, 500), st.integers(1, 500))
def test_what_is_written_more_often_never_comes_later(
    shares: list[float], likest: float, times: int, more: int
) -> None:
    own = guesses(*shares)
    assert value(worth_of(own, likest, times + more, None)) >= value(worth_of(own, likest, times, None))


def test_the_less_sure_the_model_the_sooner_it_asks() -> None:
    sure, torn = worth_of(guesses(0.95, 0.02), 0.5, 1, None), worth_of(guesses(0.41, 0.4), 0.5, 1, None)
    assert value(torn) > value(sure)
    assert (margin(guesses(0.41, 0.4)), margin([])) == (0.41 - 0.4, 0.0)


def test_what_an_agent_named_against_the_model_is_always_asked() -> None:
    assert is_worth_asking(worth_of(guesses(0.99), 1.0, 1, "intent_4"))
    assert not is_worth_asking(worth_of(guesses(0.99), 1.0, 1, "intent_0"))
    assert not is_worth_asking(Worth(uncertainty=0.05, novelty=0.2, frequency=1.0))
    assert is_worth_asking(Worth(uncertainty=0.05, novelty=0.9))
    assert not is_worth_asking(Worth(uncertainty=0.01, novelty=0.9, frequency=1.0))


def test_each_decision_says_what_it_says() -> None:
    accepted = evidence(Verdict.ACCEPT, "ask_size", None)
    edited = evidence(Verdict.EDIT, "ask_size", None)
    named = evidence(Verdict.REJECT, "ask_size", "ask_stock")
    assert accepted and (accepted.kind, accepted.intent) == (CandidateKind.CONFIRMED, "ask_size")
    assert edited and (edited.kind, edited.intent) == (CandidateKind.REWORDED, "ask_size")
    assert named and (named.kind, named.intent, named.is_label) == (CandidateKind.NAMED, "ask_stock", True)
    assert evidence(Verdict.REJECT, "ask_size", None) is None


def test_scraps_cards_and_novels_are_not_asked_about() -> None:
    assert is_askable("有货吗")
    for text in (
        "",
        "？",
        "嗯",
        "12345",
        "〈电话〉",
        "〈姓名〉〈电话〉",
        "由 服务助手 转交给 小美",
        "好" * 200,
    ):
        assert not is_askable(text), text


def test_of_the_talk_before_only_the_end_is_shown() -> None:
    turns = [Turn(Sender.BUYER, f"第{number}句") for number in range(9)]
    assert [turn.text for turn in shown_before([*turns, Turn(Sender.AGENT, "  ")])] == [
        f"第{n}句" for n in range(5, 9)
    ]
