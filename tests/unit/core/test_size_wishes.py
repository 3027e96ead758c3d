"""Who wears it, and what else they wish."""

from __future__ import annotations

import pytest

from bot.core.catalogue import ChartKind, Fit
from bot.core.size_wishes import has_wide_feet, wearer, wished_fit


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我老公178 150斤穿多大", "he"),
        ("给我妈买 160 120斤", "she"),
        ("她平时穿M", "she"),
        ("小姐姐 165 100斤穿什么码", "buyer"),
        ("其他码有吗", "buyer"),
        ("那我163 105斤呢", "buyer"),
    ],
)
def test_the_one_who_wears_it_is_named(text: str, who: str) -> None:
    assert wearer(text, ChartKind.ADULT) == who


def test_childrens_wear_is_for_a_child_whoever_writes() -> None:
    assert wearer("身高108穿几码", ChartKind.CHILD) == "child"


@pytest.mark.parametrize("text", ["想买大点能多穿一年", "小孩长得快", "给他买大一点"])
def test_room_to_grow_is_a_taste_for_the_loose(text: str) -> None:
    assert wished_fit(text, ChartKind.CHILD) is Fit.LOOSE


def test_a_question_for_a_larger_size_is_no_taste() -> None:
    assert wished_fit("这款偏小要拿大一码吗", ChartKind.ADULT) is None


@pytest.mark.parametrize("text", ["脚有点宽", "脚背比较高", "宽脚能穿吗"])
def test_wide_feet_matter_to_shoes_only(text: str) -> None:
    assert wished_fit(text, ChartKind.SHOES) is Fit.LOOSE
    assert not has_wide_feet(text, ChartKind.ADULT)
    assert wished_fit(text, ChartKind.ADULT) is None
