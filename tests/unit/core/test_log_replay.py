"""Rounds of a log, how alike two replies are, and the figures an owner reads."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Sender
from bot.core.likeness import chrf
from bot.core.log_lines import WrittenLine
from bot.core.log_replay import (
    NO_INTENT,
    OwnFinding,
    ReplayedRound,
    ReplayedTalk,
    examples,
    replay_report,
)
from bot.core.log_rounds import rounds
from bot.core.suggestions import Finding, Severity

AT = datetime(2026, 11, 10, 2, 0, tzinfo=timezone.utc)
WORDS = st.text(alphabet="亲建议穿码ML大小呢哦 ", max_size=20)


@given(WORDS, WORDS)
def test_likeness_lies_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0 <= chrf(one, other) <= 1 + 1e-9
    assert chrf(one, one) == pytest.approx(1)


def test_likeness_is_chrf_of_one_and_two_characters() -> None:
    # 1 character: 2 of 3 and 2 of 4; 2 characters: 1 of 2 and 1 of 3
    precision, recall = (2 / 3 + 1 / 2) / 2, (2 / 4 + 1 / 3) / 2
    assert chrf("建议穿", "建议选大") == pytest.approx(5 * precision * recall / (4 * precision + recall))
    assert chrf("好", "不") == 0


def line(ours: bool, text: str) -> WrittenLine:
    return WrittenLine(1, "小鹿", Sender.AGENT if ours else Sender.BUYER, AT, text)


def test_a_round_is_what_the_buyer_says_until_somebody_answers() -> None:
    said = [(True, "欢迎"), (False, "在吗"), (False, "有货吗"), (True, "在的"), (True, "有"), (False, "好")]
    first, last = rounds([line(*one) for one in said])
    assert (first.question, first.answer) == ("在吗\n有货吗", "在的\n有")
    assert [turn.text for turn in first.before] == ["欢迎"]
    assert (last.question, last.answer) == ("好", "")
    assert [turn.text for turn in last.before] == ["欢迎", "在吗", "有货吗", "在的", "有"]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["在吗", "好", "？"])), max_size=30))
def test_every_bubble_of_the_buyer_stands_in_one_round(said: list[tuple[bool, str]]) -> None:
    made = list(rounds([line(*one) for one in said]))
    assert [one.text for each in made for one in each.asked] == [text for ours, text in said if not ours]
    assert all(one.answered for one in made[:-1])


def played(asked: str, likeness: float | None = None, **fields: object) -> ReplayedRound:
    given = {"intents": ("greet",), "suggested": "您好", "answered": "您好呀" * 10, **fields}
    return ReplayedRound(1, AT, asked, likeness=likeness, **given)  # type: ignore[arg-type]


def talk(*made: ReplayedRound, findings: tuple[OwnFinding, ...] = ()) -> ReplayedTalk:
    return ReplayedTalk(1, AT, made, findings, replies=3)


def test_time_is_saved_only_where_the_suggestion_is_what_the_agent_wrote() -> None:
    report = replay_report([talk(played("在吗", 0.9), played("人呢", 0.1), played("有人吗"))])
    assert report.saved == timedelta(seconds=30 - 3)
    assert (report.total.alike, report.answered, report.total.rounds) == (1, 2, 3)
    assert report.total.likeness == pytest.approx(0.5)


def test_a_short_answer_costs_no_time_and_saves_none() -> None:
    assert replay_report([talk(played("在吗", 1.0, answered="在"))]).saved == timedelta(0)


def test_what_we_cannot_tell_or_answer_is_counted_by_its_words() -> None:
    lost = {"intents": (), "suggested": ""}
    report = replay_report(
        [talk(played("色牢度多少？", **lost), played("色牢度 多少", **lost), played("在吗"))]
    )
    assert report.unknown == (("色牢度多少？", 2),)
    assert {row.name: row.rounds for row in report.intents} == {NO_INTENT: 2, "greet": 1}


def test_suggestions_that_ask_first_are_told_apart() -> None:
    assert replay_report([talk(played("在吗", suggested="看的是哪一款？"), played("好"))]).total.asking == 1


def test_findings_are_grouped_by_rule_and_a_reply_with_two_is_one_faulty_reply() -> None:
    def found(rule: str, said: str) -> OwnFinding:
        return OwnFinding(1, said, Finding(rule, "最好", "不能说最", "广告法", Severity.BLOCK))

    report = replay_report([talk(findings=(found("a", "最好"), found("b", "最好"), found("b", "最美")))])
    assert [(rule, len(some)) for rule, some in report.findings] == [("b", 2), ("a", 1)]
    assert (report.faulty_replies, report.replies) == (2, 3)


@given(st.lists(st.floats(0, 1), max_size=20), st.integers(1, 5))
def test_examples_are_the_ends_and_the_middle_and_none_twice(likenesses: list[float], each: int) -> None:
    made = [played(str(place), likeness) for place, likeness in enumerate(likenesses)]
    best, typical, worst = examples(made, each)
    shown = [one.asked for one in (*best, *typical, *worst)]
    assert len(shown) == len(set(shown))
    assert max(map(len, (best, typical, worst))) <= each
    if len(made) > 2 * each:
        assert max(one.likeness or 0 for one in best) == max(likenesses)
        assert min(one.likeness or 0 for one in worst) == min(likenesses)


def test_the_same_exchange_is_shown_once() -> None:
    assert sum(map(len, examples([played("在吗", 0.5), played("在吗", 0.5)], 3))) == 1
