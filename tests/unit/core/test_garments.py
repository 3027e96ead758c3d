"""What of a piece's own measurements a message asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.garments import asked_measurements, is_laid_flat

DRESS = ("衣长", "胸围", "腰围", "袖长")
TROUSERS = ("裤长", "腰围", "臀围", "大腿围")


@pytest.mark.parametrize(
    ("text", "names", "asked"),
    [
        ("M码衣长多少", DRESS, ("衣长",)),
        ("L码裤长和腰围多少", TROUSERS, ("裤长", "腰围")),
        ("L码裤长 腰围各是多少", TROUSERS, ("裤长", "腰围")),
        ("腰围跟裤长分别多少", TROUSERS, ("腰围", "裤长")),
        ("裙长有多长啊", DRESS, ("衣长",)),
        ("这条裙子有多长", DRESS, ("衣长",)),
        ("M的胸围是几厘米", DRESS, ("胸围",)),
        ("袖长多长呀", DRESS, ("袖长",)),
    ],
)
def test_a_question_about_the_piece_names_what_to_tell(
    text: str, names: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    assert asked_measurements(text, names) == asked


@pytest.mark.parametrize(
    "text",
    [
        "腰围72臀围94穿几号",
        "那胸围90呢",
        "胸围大的穿多大",
        "腰围有点大 多大码合适",
        "胸围多少能穿",
        "腰围多少的穿M",
        "165 108斤穿什么码",
        "裤子多长时间发货",
        "跟高多少",
    ],
)
def test_a_body_and_what_the_chart_lacks_ask_for_nothing(text: str) -> None:
    assert asked_measurements(text, TROUSERS + DRESS) == ()


@given(st.text(max_size=30), st.lists(st.sampled_from([*DRESS, *TROUSERS]), max_size=6))
def test_only_the_charts_own_measurements_are_ever_named(text: str, names: list[str]) -> None:
    assert set(asked_measurements(text + "".join(names) + "多少", names)) <= set(names)


def test_clothes_are_measured_flat_and_shoes_and_bags_are_not() -> None:
    assert is_laid_flat(DRESS)
    assert not is_laid_flat(("内长", "跟高"))
    assert not is_laid_flat(("长", "高", "底宽"))
