"""Which promotions a buyer's words name, and which of them add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.product_words import load_product_words
from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen
from bot.core.named_offers import named_offers
from bot.core.running_offers import saving
from bot.core.stacking import best_together, left_after

WORDS = load_product_words(Path(__file__).resolve().parents[3] / "data" / "product_words.yml")
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=timezone.utc)


def offer(title: str, kind: PromotionKind, how: str, threshold: int = 0, reduction: int = 0) -> Promotion:
    ends = NOW + timedelta(days=3)
    return Promotion(title, kind, title, how, NOW, ends, Fen(threshold * 100), Fen(reduction * 100))


FULL = offer("满199减20", PromotionKind.FULL_REDUCTION, "下单自动减，可与优惠券同用", 199, 20)
COUPON = offer("满129减10", PromotionKind.COUPON, "店铺首页领券，一单用一张", 129, 10)
FOLLOW = offer("关注店铺满69减5", PromotionKind.COUPON, "点关注领券", 69, 5)
KNIT = offer("针织专场第二件减20", PromotionKind.SECOND_PIECE, "任选两件自动减", 0, 20)
KIDS = offer("童装满159减25", PromotionKind.FULL_REDUCTION, "与满199减20不同享", 159, 25)
SOCKS = offer("大衣羽绒服送中筒袜一双", PromotionKind.GIFT, "随单送")
ALL = (FULL, COUPON, FOLLOW, KNIT, KIDS, SOCKS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("满129减10和关注券能一起用吗", (COUPON, FOLLOW)),
        ("10块的券怎么用不了", (COUPON,)),
        ("5元优惠券领不了", (FOLLOW,)),
        ("针织第二件减20还有吗", (KNIT, FULL)),
        ("针织专场活动结束了吗", (KNIT,)),
        ("童装活动什么时候开始", (KIDS,)),
        ("买羽绒服送啥", (SOCKS,)),
        ("送袜子的活动到几号", (SOCKS,)),
        ("满199减20几天送到", (FULL,)),
        ("送个赠品吧", ()),
        ("满199减20能用券吗", (FULL,)),
        ("满199的那个活动", (FULL,)),
        ("店铺有什么活动", ()),
        ("满减跟优惠券可以叠加吗", ()),
        ("买了100块的衣服", ()),
        ("有优惠吗", ()),
    ],
)
def test_what_a_buyers_words_name(text: str, named: tuple[Promotion, ...]) -> None:
    assert named_offers(ALL, text, WORDS) == named


def test_a_reduction_and_the_coupon_that_it_allows_add_up() -> None:
    assert best_together(ALL, Fen(32900), WORDS) == (FULL, COUPON)
    assert left_after((FULL, COUPON), Fen(32900)) == 29900


def test_two_coupons_or_two_reductions_never_add_up() -> None:
    assert best_together((COUPON, FOLLOW), Fen(32900), WORDS) == (COUPON,)
    assert best_together((FULL, KIDS), Fen(32900), WORDS) == (KIDS,)


@pytest.mark.parametrize("how", ["下单自动减", "下单自动减，不可与优惠券同用", ""])
def test_what_does_not_say_so_does_not_add_up(how: str) -> None:
    assert len(best_together((replace(FULL, how=how), COUPON), Fen(32900), WORDS)) == 1


@pytest.mark.parametrize("how", ["与满199减20不同享", "不可与其他活动同用"])
def test_a_coupon_that_forbids_it_does_not_add_up(how: str) -> None:
    assert len(best_together((FULL, replace(COUPON, how=how)), Fen(32900), WORDS)) == 1


def test_the_coupons_threshold_must_hold_for_what_the_reduction_leaves() -> None:
    coupon = replace(COUPON, threshold=Fen(19000))
    assert best_together((FULL, coupon), Fen(20000), WORDS) == (FULL,)


@given(st.lists(st.sampled_from(ALL), max_size=6), st.integers(0, 50_000))
def test_together_never_costs_more_than_the_best_alone_nor_less_than_nothing(
    running: list[Promotion], goods: int
) -> None:
    chosen = best_together(running, Fen(goods), WORDS)
    left = left_after(chosen, Fen(goods))
    assert 0 <= left <= goods - max((saving(one, Fen(goods)) for one in running), default=Fen(0))
    assert len(chosen) <= 2
    assert all(one in running for one in chosen)
