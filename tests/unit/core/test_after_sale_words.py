"""What buyers say was done to the goods, and of pictures that were sent."""

from __future__ import annotations

import pytest

from bot.core.after_sale_words import COMPENSATION_FOR, SPOILT, tells_of_picture
from bot.core.money import Fen
from bot.core.orders import Refund, RefundState
from bot.core.refunds import is_for_fault
from bot.core.trouble_words import COMPLAINTS, REVIEW_MATTERS
from tests.unit.services.after_sale_shop import BOOK, NOW


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("吊牌剪了还能退吗", "tag_off"),
        ("我把吊牌拆了", "tag_off"),
        ("剪掉了吊牌", "tag_off"),
        ("吊牌弄丢了", "tag_off"),
        ("洗过一次了", "washed"),
        ("下了水能不能退", "washed"),
        ("穿了两天不舒服", "worn"),
        ("穿出去一次", "worn"),
        ("不小心弄脏了", "soiled"),
        ("裤脚改短了", "altered"),
        ("拆开试过了", "opened"),
        ("包装拆了", "opened"),
    ],
)
def test_what_was_done_to_the_goods_is_read(text: str, what: str) -> None:
    assert SPOILT.named(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "吊牌没剪",
        "吊牌还没拆",
        "没剪吊牌",
        "吊牌都在",
        "没洗过也没穿过",
        "没下水",
        "穿着紧 换一件",
        "穿了一下有点大",
        "没拆封",
        "还没拆开",
        "不想要了 能退吗",
    ],
)
def test_goods_in_good_order_are_not_called_spoilt(text: str) -> None:
    assert SPOILT.named(text) == "none"


def test_the_vocabulary_knows_every_way_to_spoil_goods() -> None:
    assert set(BOOK.vocabulary.meanings["return.spoilt"].words) == SPOILT.names


@pytest.mark.parametrize(
    "text", ["照片发过来了", "图发你了", "视频拍好传了", "我发了照片", "刚才传过图片给你了"]
)
def test_a_buyer_who_has_sent_pictures_is_believed(text: str) -> None:
    assert tells_of_picture(text)


@pytest.mark.parametrize(
    "text", ["照片怎么发", "图片没发出去", "要发照片吗", "跟图片不一样", "照片发了吗", "好看"]
)
def test_a_word_about_pictures_is_no_picture(text: str) -> None:
    assert not tells_of_picture(text)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("快递员态度太恶劣了", "courier_manner"),
        ("小哥冲我吼", "courier_manner"),
        ("你们客服什么态度", "manner"),
        ("快递太慢了", "courier"),
    ],
)
def test_it_matters_whose_manner_it_was(text: str, about: str) -> None:
    assert COMPLAINTS.named(text) == about


@pytest.mark.parametrize("text", ["评价我已经改好了", "评价改过了", "改成好评啦"])
def test_an_amended_review_is_told_from_a_question_how(text: str) -> None:
    assert REVIEW_MATTERS.named(text) == "amended"


@pytest.mark.parametrize("text", ["四天了还不发", "一直不发货", "说了三天还没发货"])
def test_goods_that_were_not_sent_are_late(text: str) -> None:
    assert COMPENSATION_FOR.named(text) == "late"


@pytest.mark.parametrize(
    ("reason", "fault"), [("质量问题", True), (" 与描述不符 ", True), ("7天无理由", False), ("", False)]
)
def test_the_platforms_reason_tells_whose_fault_it_is(reason: str, fault: bool) -> None:
    asked = Refund(RefundState.WAIT_BUYER_RETURN, Fen(100), reason, NOW, goods_back=True)
    assert is_for_fault(asked) is fault
