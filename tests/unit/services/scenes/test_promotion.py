"""What runs now, how to get it, and a price that fell after the purchase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.catalogue import PromotionKind
from bot.core.money import Fen
from bot.core.orders import OrderLine, OrderState
from tests.unit.services.goods_shop import (
    BAG,
    COUPON,
    DRESS,
    FULL,
    NOW,
    SHOP,
    SOCKS,
    a_promotion,
    an_order,
    best,
    draft,
    sku,
)


def ask(text: str, product: str | None = "L1", **given: object) -> str:
    return best("ask_promotion", text, product, **given).text


def test_the_running_promotions_are_told_with_how_to_get_them() -> None:
    text = ask("有什么活动")
    for promotion in (COUPON, FULL):
        assert promotion.title in text
        assert promotion.how in text


def test_two_at_most_are_told() -> None:
    many = [COUPON, FULL, a_promotion("满500减60", threshold=500, reduction=60)]
    assert sum(promotion.title in ask("有什么活动", promotions=many) for promotion in many) == 2


def test_the_second_one_is_of_another_kind() -> None:
    coupons = [COUPON, a_promotion("满69减5", threshold=69, reduction=5), FULL]
    text = ask("有什么活动", promotions=coupons)
    assert "满69减5" not in text


def test_two_long_ones_are_not_squeezed_into_one_message() -> None:
    long = a_promotion(
        "满69减5", threshold=69, reduction=5, how="点店铺首页的关注，券会自动放进您的卡包，一个账号只能领一次"
    )
    assert len(ask("有什么活动", promotions=[replace(long, code="2", title="满59减4"), long])) <= 60


@pytest.mark.parametrize("given", [{"ends": -0.001}, {"starts": 0.001}])
def test_what_has_ended_or_not_begun_is_never_named(given: dict[str, float]) -> None:
    promotion = a_promotion("满129减10", **given)
    assert "满129减10" not in ask("有活动吗", promotions=[promotion])


def test_no_promotion_is_said_plainly() -> None:
    assert "没有" in ask("有活动吗", promotions=[])


def test_a_promotion_of_other_products_is_not_named() -> None:
    assert "中筒袜" not in ask("有活动吗", promotions=[SOCKS])
    assert "中筒袜" in ask("有赠品吗", "W1", promotions=[COUPON, SOCKS])


def test_a_question_for_coupons_is_answered_with_one_or_told_that_there_is_none() -> None:
    assert ask("有券吗", promotions=[FULL, COUPON]).index("满129减10") < 10
    assert "券暂时没有" in ask("有券吗", promotions=[FULL])


def test_a_coupon_that_cannot_be_used_is_explained_by_its_threshold() -> None:
    text = ask("券怎么用不了", "B1", promotions=[COUPON])
    assert "89.1元" in text


def test_a_later_event_is_not_promised() -> None:
    text = ask("双十二有活动吗")
    assert "还没" in text
    assert "满129减10" in text


STACKED = replace(FULL, how="下单自动减，不用领券，可与优惠券同用")
SINGLE = replace(COUPON, how="店铺首页领券，一单用一张")


@pytest.mark.parametrize("text", ["能一起用吗", "满减和券可以叠加吗", "优惠能同享不"])
def test_whether_offers_add_up_is_said_in_their_own_words(text: str) -> None:
    answer = ask(text, promotions=[SINGLE, STACKED])
    assert "可与优惠券同用" in answer
    assert "一单用一张" in answer
    assert "领券，" not in answer


def test_the_offer_that_says_whether_it_adds_up_is_named_first() -> None:
    answer = ask("能叠加吗", promotions=[COUPON, STACKED])
    assert answer.index("满199减20") < answer.index("可与优惠券同用")
    assert COUPON.title not in answer


def test_where_no_offer_says_whether_it_adds_up_it_is_looked_into() -> None:
    drafted = draft("ask_promotion", "能叠加吗", promotions=[COUPON, FULL], at=NOW.replace(hour=18))
    assert "问清楚" in drafted.suggestions[0].text or "核实" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


def test_a_question_whether_offers_add_up_when_none_runs_is_answered_plainly() -> None:
    assert "没有" in ask("能叠加吗", promotions=[replace(STACKED, ends_at=NOW)])


def test_the_last_day_of_a_promotion_that_ends_at_midnight_is_the_day_before() -> None:
    midnight = a_promotion("满129减10", ends=6 + 13 / 24)  # December 2nd, 0:00 in Shanghai
    assert "12月1日" in ask("活动到几号", promotions=[midnight])


def test_a_near_end_is_a_reason_to_decide_and_a_far_one_is_not() -> None:
    assert "11月27日" in ask("有活动吗", promotions=[a_promotion("满129减10", ends=2)])
    assert "月" not in ask("有活动吗", promotions=[a_promotion("满129减10", ends=20)])


def drop(text: str = "昨天买的今天就降了", **given: object) -> str:
    return best("ask_price_protection", text, None, **given).text


def test_a_lower_price_is_compared_with_what_was_paid() -> None:
    order = an_order(OrderState.SHIPPED, "L1", price=19900)
    text = drop(orders=[order])
    assert "199元" in text
    assert "189元" in text
    assert "2231" in text


def test_the_shops_own_rule_is_told_where_it_has_one() -> None:
    shop = replace(SHOP, notes={"price_protection": "签收后7天内降价可申请补差"})
    order = an_order(OrderState.SHIPPED, "L1", price=19900)
    assert "7天内降价可申请补差" in drop(orders=[order], shop=shop)
    assert "7天内降价可申请补差" in drop("能保价吗", shop=shop)


def test_a_price_that_did_not_fall_is_said_so() -> None:
    text = drop(orders=[an_order(OrderState.SHIPPED, "L1")])
    assert "没有比您拍的时候低" in text


def test_the_bought_option_is_compared_and_not_another() -> None:
    childrens = replace(DRESS, skus=(sku("奶黄", "100", 3, 8900), sku("奶黄", "150", 3, 9500)))
    order = an_order(OrderState.SHIPPED, "L1", price=9500)
    line = replace(order.lines[0], sku_code="奶黄-150")
    assert "没有比" in drop(orders=[replace(order, lines=(line,))], products=[childrens])
    gone = replace(line, sku_code="gone")
    assert "截" in drop(orders=[replace(order, lines=(gone,))], products=[childrens])


def test_of_an_order_known_in_part_nothing_is_denied() -> None:
    order = an_order(OrderState.SHIPPED, "L1", "UNKNOWN")
    assert "没有比" not in drop(orders=[order])


@pytest.mark.parametrize("lines", [(), (OrderLine("1", "裙", 1, Fen(0), "L1"),)])
def test_an_order_without_usable_lines_is_asked_about(lines: tuple[OrderLine, ...]) -> None:
    order = replace(an_order(OrderState.SHIPPED), lines=lines)
    assert "截" in drop(orders=[order])


def test_without_a_paid_order_the_number_is_asked_for() -> None:
    assert "订单号" in drop()
    assert "订单号" in drop(orders=[an_order(OrderState.UNPAID, "L1")])


def test_of_several_open_orders_the_buyer_is_asked_which() -> None:
    orders = [an_order(OrderState.PAID, "L1"), an_order(OrderState.PAID, "L1", number="40210000000000009999")]
    assert "哪一单" in drop(orders=orders)


def test_a_gift_with_purchase_takes_nothing_off_the_price() -> None:
    gift = a_promotion("送袜子", PromotionKind.GIFT, reduction=10)
    assert "39.9元" in best("ask_price", "多少钱", "B1", promotions=[gift], products=[BAG]).text
