"""Which courier is wanted, which refused, and what it is to the shop."""

from __future__ import annotations

import pytest

from bot.core.couriers import NamedCourier, Standing, contracted, courier_named, standing
from bot.core.understanding import Entity

OURS = ("中通快递", "圆通速递", "顺丰速运")


def entities(text: str, *names: str) -> tuple[Entity, ...]:
    return tuple(
        Entity("courier", name, name, text.index(name), text.index(name) + len(name)) for name in names
    )


@pytest.mark.parametrize(
    ("text", "name", "refused"),
    [
        ("可以发中通不", "中通", False),
        ("换圆通", "圆通", False),
        ("别用韵达", "韵达", True),
        ("除了极兔都行", "极兔", True),
        ("不要极兔", "极兔", True),
        ("圆通在我们这没点 换一家行不", "圆通", True),
        ("韵达老把我件弄丢", "韵达", True),
        ("为什么不能发顺丰", "顺丰", False),
    ],
)
def test_wanted_and_refused_are_told_apart(text: str, name: str, refused: bool) -> None:
    assert courier_named(text, entities(text, name)) == NamedCourier(name, refused)


def test_beside_a_refused_courier_the_wanted_one_counts() -> None:
    text = "别发圆通 发中通"
    assert courier_named(text, entities(text, "圆通", "中通")) == NamedCourier("中通", False)


def test_no_courier_is_none() -> None:
    assert courier_named("发什么快递", ()) is None


def test_the_shops_own_name_is_found_by_the_short_one() -> None:
    assert contracted(OURS, "顺丰") == "顺丰速运"
    assert contracted(OURS, "京东物流") == ""
    assert contracted(OURS, "") == ""
    assert contracted((), "顺丰") == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("中通", Standing.USUAL), ("顺丰", Standing.CONTRACTED), ("极兔", Standing.NOT_OURS)],
)
def test_a_couriers_standing(name: str, expected: Standing) -> None:
    assert standing(OURS, name) is expected
