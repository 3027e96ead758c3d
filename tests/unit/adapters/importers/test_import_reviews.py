from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from bot.adapters.importers import read_reviews
from bot.core.imports import Read, Rejected, UnreadableFile
from bot.core.reviews import Mood, Review

Fixture = Callable[..., object]
ROW = {
    "订单编号": "1234567890123456789",
    "评价": "好评",
    "评价内容": "很合身",
    "评价时间": "2024-01-09 10:00:00",
}


def test_a_review_is_read_with_its_order(save_csv: Fixture) -> None:
    (read,) = read_reviews(save_csv(ROW))  # type: ignore[arg-type]
    assert isinstance(read, Read)
    at = datetime(2024, 1, 9, 2, tzinfo=timezone.utc)
    assert read.record == Review(ROW["订单编号"], "", Mood.GOOD, "很合身", at)


@pytest.mark.parametrize(
    ("word", "mood"),
    [("5星", Mood.GOOD), (" 中评 ", Mood.MIDDLING), ("差评", Mood.BAD)],
)
def test_moods_are_words_or_stars(save_csv: Fixture, word: str, mood: Mood) -> None:
    (read,) = read_reviews(save_csv({**ROW, "评价": word}))  # type: ignore[arg-type]
    assert isinstance(read, Read) and read.record.mood is mood


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"评价": "6星"}, "评价: '6星' is no known kind of review"),
        ({"评价": ""}, "评价 / 评价类型 / 评价等级 / 评分 is missing"),
        ({"评价时间": "昨天"}, "评价时间: '昨天' is not a time like 2024-01-02 10:00:00"),
        ({"订单编号": "1.2E+18"}, "订单编号: '1.2E+18' was rounded by Excel"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(save_csv: Fixture, changed: dict[str, str], reason: str) -> None:
    (read,) = read_reviews(save_csv({**ROW, **changed}))  # type: ignore[arg-type]
    assert isinstance(read, Rejected) and read.reason.startswith(reason)


def test_another_table_is_refused_as_a_whole(save_csv: Fixture) -> None:
    with pytest.raises(UnreadableFile, match="expected a table of reviews, found a header without 评价"):
        read_reviews(save_csv({"订单编号": "12345", "评价时间": ""}))  # type: ignore[arg-type]
