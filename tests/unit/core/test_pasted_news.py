"""A chat is pasted again and again; each line stands in the talk once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Sender
from bot.core.pasted_chat import PastedLine
from bot.core.pasted_news import KnownLine, line_id, news, written_at

START = datetime(2026, 11, 18, 2, 0, tzinfo=timezone.utc)


def buyer(text: str, minute: int | None = None) -> PastedLine:
    return PastedLine(Sender.BUYER, text, at=None if minute is None else START + timedelta(minutes=minute))


def agent(text: str, minute: int | None = None) -> PastedLine:
    return replace(buyer(text, minute), sender=Sender.AGENT)


def kept(*lines: PastedLine) -> list[KnownLine]:
    return [KnownLine(line.sender, line.text, line.at) for line in lines]


def copied(text: str) -> KnownLine:
    return KnownLine(Sender.AGENT, text, is_copied=True)


def test_a_chat_that_goes_on_adds_what_came_after() -> None:
    old, new = (buyer("在吗", 0), agent("在的", 1)), buyer("多少钱", 2)
    assert news(kept(*old), (*old, new)) == (new,)


def test_a_window_of_the_chat_is_enough() -> None:
    old, new = (buyer("在吗", 0), agent("在的", 1)), buyer("多少钱", 2)
    assert news(kept(*old), (old[1], new)) == (new,)


def test_the_reply_that_was_copied_from_here_is_no_news() -> None:
    known = [*kept(buyer("在吗", 0)), copied("在的，您说")]
    pasted = (buyer("在吗", 0), agent("在的， 您说", 1), buyer("多少钱", 2))
    assert news(known, pasted) == (pasted[2],)


def test_nor_when_it_was_touched_up_before_it_was_sent() -> None:
    known = [*kept(buyer("在吗", 0)), copied("在的，您说，我帮您看看")]
    pasted = (buyer("在吗", 0), agent("在的亲，您说，我帮您看看哈", 1), buyer("多少钱", 2))
    assert news(known, pasted) == (pasted[2],)


def test_what_the_buyer_wrote_while_we_copied_is_news() -> None:
    known = [*kept(buyer("在吗", 0)), copied("在的，您说")]
    pasted = (buyer("在吗", 0), buyer("有人吗", 1), agent("在的，您说", 2))
    assert news(known, pasted) == (pasted[1],)


def test_bare_words_are_followed_by_the_whole_chat() -> None:
    pasted = (buyer("在吗", 0), buyer("多少钱", 2))
    assert news(kept(buyer("在吗")), pasted) == (pasted[1],)


def test_the_same_bare_words_are_new_only_after_an_answer() -> None:
    assert news(kept(buyer("好的")), (buyer("好的"),)) == ()
    assert news([*kept(buyer("好的")), copied("不客气")], (buyer("好的"),)) == (buyer("好的"),)


def test_the_same_words_at_another_time_are_new() -> None:
    old, new = (buyer("好的", 0), agent("嗯嗯", 1)), buyer("好的", 5)
    assert news(kept(*old), (*old, new)) == (new,)


LINES = st.lists(
    st.builds(lambda said, text: said(text), st.sampled_from([buyer, agent]), st.sampled_from("甲乙丙丁")),
    max_size=8,
).map(tuple)
COPIED = st.lists(st.sampled_from("甲乙丙丁").map(copied), max_size=3)
TIMED = LINES.map(
    lambda lines: tuple(replace(line, at=START + timedelta(minutes=n)) for n, line in enumerate(lines))
)
CHATS = st.one_of(LINES, TIMED)


@given(st.lists(st.one_of(CHATS.map(lambda lines: kept(*lines)), COPIED), max_size=3), CHATS)
def test_pasting_twice_adds_nothing_the_second_time(
    before: list[list[KnownLine]], pasted: tuple[PastedLine, ...]
) -> None:
    known = [line for part in before for line in part]
    added = news(known, pasted)
    assert news([*known, *kept(*added)], pasted) == ()


@given(TIMED, st.integers(0, 8), st.integers(0, 8))
def test_a_chat_pasted_in_parts_is_the_chat_pasted_at_once(
    chat: tuple[PastedLine, ...], first: int, overlap: int
) -> None:
    known: list[PastedLine] = []
    for part in (chat[:first], chat[max(0, first - overlap - 1) :]):
        known += news(kept(*known), part)
    assert tuple(known) == chat


@given(CHATS, CHATS)
def test_what_is_added_was_pasted_in_that_order(
    old: tuple[PastedLine, ...], pasted: tuple[PastedLine, ...]
) -> None:
    rest = iter(pasted)
    assert all(line in rest for line in news(kept(*old), pasted))


def test_a_lines_id_carries_its_time_and_tells_repeats_apart() -> None:
    line = buyer("好的", 3)
    assert written_at(line_id("小鹿", line, 0)) == line.at
    assert line_id("小鹿", line, 0) != line_id("小鹿", line, 1) != line_id("小鹿", agent("好的", 3), 1)
    assert written_at("m1") is None
    assert written_at("m1@home") is None
