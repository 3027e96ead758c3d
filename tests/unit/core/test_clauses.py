"""Where one wish of a message may end and the next begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clauses import MOST_CLAUSES, clauses


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("什么快递 今天发吗", ["什么快递", "今天发吗"]),
        ("不发就退款", ["不发", "就退款"]),
        ("能便宜点吗包邮不", ["能便宜点吗", "包邮不"]),
        ("好的顺便问下包邮吗", ["好的", "顺便问下包邮吗"]),
        ("165 108 穿什么码", ["165 108", "穿什么码"]),
        ("1.65米,108斤", ["1.65米", "108斤"]),
        ("就退货吧", ["就退货吧"]),
        ("...", []),
        ("", []),
    ],
)
def test_a_message_is_cut_at_pauses_and_turns(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_long_story_keeps_its_tail_in_one_piece() -> None:
    assert len(clauses("很长 " * 50)) == MOST_CLAUSES


@given(st.text(alphabet="吗呢就退款不发顺便 ，,.1 2\n？好", max_size=60))
def test_clauses_are_in_order_inside_the_text_and_never_empty(text: str) -> None:
    spans = clauses(text)
    ends = [0, *(end for _, end in spans)]
    for (start, end), before in zip(spans, ends, strict=False):
        assert before <= start < end <= len(text)
