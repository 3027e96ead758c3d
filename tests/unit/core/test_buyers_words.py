"""Beside a price that is asked for stands what the buyer said of it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.core.approvals import LONGEST_WORDS, buyers_words
from bot.core.conversations import Message, MessageKind, Sender

AT = datetime(2026, 11, 18, tzinfo=timezone.utc)


def said(*texts: str) -> list[Message]:
    """`>` begins what an agent wrote."""
    return [
        Message(n, 1, Sender.AGENT if text[:1] == ">" else Sender.BUYER, MessageKind.TEXT, text, AT)
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("在吗", ">在的", "这件", "150行吗"), "这件 150行吗"),
        (("150行吗", ">我问一下", ">稍等"), "150行吗"),
        ((">在的",), ""),
        (("", "图"), "图"),
    ],
)
def test_the_newest_burst_counts_also_when_it_was_answered(texts: tuple[str, ...], words: str) -> None:
    assert buyers_words(said(*texts)) == words


def test_a_long_story_is_cut() -> None:
    assert len(buyers_words(said("贵" * 900))) == LONGEST_WORDS
