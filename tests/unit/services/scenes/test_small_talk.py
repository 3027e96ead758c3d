"""Drafts for chatter, praise, doubts before buying and the wish for peace, over the real book of scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen
from bot.core.orders import OrderState
from bot.core.small_talk_words import CHATTER, HESITATIONS, PRAISE, UNWANTED
from bot.core.word_table import WordTable
from tests.unit.services.after_sale_shop import BOOK, NIGHT, NOW, an_order, draft, first


def promotion(hours_left: float, **changed: object) -> Promotion:
    given: dict[str, object] = {"products": frozenset(), **changed}
    return Promotion(
        "c",
        PromotionKind.COUPON,
        "满199减20",
        "领券",
        NOW - timedelta(days=3),
        NOW + timedelta(hours=hours_left),
        Fen(19900),
        Fen(2000),
        **given,  # type: ignore[arg-type]
    )


def hesitating(*promotions: Promotion) -> list[str]:
    drafted = draft("hesitate", "我再看看", product="DX001", promotions=list(promotions))
    return [suggestion.text for suggestion in drafted.suggestions]


@pytest.mark.parametrize(
    ("fact", "table"),
    [
        ("chat.about", CHATTER),
        ("praise.of", PRAISE),
        ("hesitate.because", HESITATIONS),
        ("stop.what", UNWANTED),
    ],
)
def test_the_vocabulary_knows_every_name_of_a_table_of_words(fact: str, table: WordTable) -> None:
    assert set(BOOK.vocabulary.meanings[fact].words) == table.names


@pytest.mark.parametrize(
    "text", ["好冷啊", "刚下班累死了", "明天我生日", "刚分手", "哈哈哈", "我家猫打翻了杯子"]
)
def test_chatter_is_answered_kindly_and_leads_back_to_the_goods(text: str) -> None:
    for product in (None, "DX001"):
        best = draft("chitchat", text, product=product).suggestions[0]
        assert best.findings == ()
        assert len(best.text) <= 60


def test_chatter_on_a_products_page_names_the_product() -> None:
    assert "小雏菊连衣裙" in first("chitchat", "今天好冷啊", product="DX001")


@pytest.mark.parametrize("text", ["超喜欢", "客服真好", "物流好快", "回购了", "给你五星好评"])
def test_praise_is_thanked_and_never_paid_for(text: str) -> None:
    said = first("praise", text)
    assert re.search("谢谢|喜欢|太好了|开心", said)
    assert not re.search("返|红包|送您|优惠券", said)


def test_a_promotion_that_ends_soon_is_the_one_reason_to_hurry() -> None:
    texts = hesitating(promotion(30))
    assert any("满199减20" in text and "6月11日" in text for text in texts[1:])
    assert "满199减20" not in texts[0]


@pytest.mark.parametrize("hours", [24 * 4, -0.01])
def test_a_promotion_that_runs_on_or_ended_a_minute_ago_is_not_said(hours: float) -> None:
    assert not any("满199减20" in text for text in hesitating(promotion(hours)))


def test_a_promotion_for_other_products_is_not_said() -> None:
    other = promotion(30, products=frozenset({"ELSE"}))
    assert not any("满199减20" in text for text in hesitating(other))


def test_without_a_product_nothing_is_pressed() -> None:
    assert len(draft("hesitate", "再看看", promotions=[promotion(30)]).suggestions) == 1


def test_a_promotion_that_ends_at_midnight_counts_its_last_day() -> None:
    midnight = promotion(10)  # 24:00 of the 10th in Shanghai
    assert any("6月10日" in text for text in hesitating(midnight))


def test_who_wants_peace_is_left_in_peace_and_the_talk_remembers() -> None:
    best = draft("stop_contact", "别老给我发消息", at=NIGHT).suggestions[0]
    assert re.search("对不起|抱歉", best.text)
    assert best.memory == {"stop_contact": True}
    assert "已" not in best.text


def test_calls_that_should_stop_are_called_calls() -> None:
    assert "电话" in first("stop_contact", "不要再打电话来了")


# --- an order that waits for its payment (B5)
@pytest.mark.parametrize(("text", "reason"), [("我再想想", "付款"), ("等发工资再买", "价格")])
def test_who_hesitates_over_an_unpaid_order_is_asked_what_is_in_the_way(text: str, reason: str) -> None:
    said = first("hesitate", text, an_order(OrderState.UNPAID))
    assert "尾号2231" in said
    assert reason in said
    assert "尽快" not in said


@pytest.mark.parametrize("state", [OrderState.PAID, OrderState.CLOSED, OrderState.FINISHED])
def test_an_order_that_needs_no_payment_is_not_brought_up(state: OrderState) -> None:
    assert "2231" not in first("hesitate", "我再想想", an_order(state))


def test_after_a_no_nobody_is_reminded_of_an_unpaid_order() -> None:
    assert "2231" not in first("deny", "不要了", an_order(OrderState.UNPAID))
