"""What is asked around ordering, paying and changing, told from buyers' own words."""

from __future__ import annotations

import pytest

from bot.core.after_sale_words import has_goods_in_hand
from bot.core.buying_words import (
    CONFIRMATIONS,
    INVOICE_QUESTIONS,
    ORDERING_QUESTIONS,
    PAYMENT_QUESTIONS,
    asks_what_to_pay,
)
from bot.core.change_words import (
    ADDRESS_PARTS,
    AMOUNTS,
    CANCELLED_FOR,
    NOTE_WISHES,
    OTHER_PEOPLE,
    gives_address,
    gives_card_text,
    names_one_of_several,
    wants_apart,
)
from bot.core.parcel_words import REDIRECTIONS, TRACKING_QUESTIONS
from bot.core.word_table import WordTable


@pytest.mark.parametrize(
    ("table", "text", "name"),
    [
        (REDIRECTIONS, "让快递放门口就行 我不在家", "leave"),
        (REDIRECTIONS, "叫他们送给我邻居代收", "leave"),
        (REDIRECTIONS, "别放楼下超市 让他明天再送一趟", "again"),
        (REDIRECTIONS, "帮我拦下来 不要了", "catch"),
        (REDIRECTIONS, "货还在路上 跟快递说一声掉头回去", "catch"),
        (REDIRECTIONS, "拦不住我就拒收", "refuse"),
        (REDIRECTIONS, "你跟快递说一声", "unread"),
        (TRACKING_QUESTIONS, "有单号了怎么查不到物流", "unseen"),
        (TRACKING_QUESTIONS, "有单号了吗", "number"),
        (NOTE_WISHES, "先别发 周六再给我发", "later"),
        (NOTE_WISHES, "让门卫代收一下", "delivery"),
        (ORDERING_QUESTIONS, "我要四个杯子 数量填4就行吗", "how_many"),
        (ORDERING_QUESTIONS, "有两个收件人怎么拍", "apart"),
        (ORDERING_QUESTIONS, "俺头一回用这个 咋整才能买上", "steps"),
        (PAYMENT_QUESTIONS, "给快递员现金行吗", "on_delivery"),
        (PAYMENT_QUESTIONS, "对公账户给我一个 财务打款", "off_platform"),
        (PAYMENT_QUESTIONS, "花呗付不了是怎么回事", "failing"),
        (PAYMENT_QUESTIONS, "三期免息怎么没有这个选项", "instalment"),
        (PAYMENT_QUESTIONS, "微信可以付？", "ways"),
        (INVOICE_QUESTIONS, "能开专票？", "special"),
        (INVOICE_QUESTIONS, "金额能开大一点吗", "untrue"),
        (INVOICE_QUESTIONS, "都半个月了发票还没开", "chase"),
        (INVOICE_QUESTIONS, "抬头我打错一个字 能重开不", "amend"),
        (INVOICE_QUESTIONS, "有票不", "possible"),
        (CONFIRMATIONS, "对的 地址没错", "confirms"),
        (CONFIRMATIONS, "单子里有三双袜子一条皮带没错吧", "asks"),
        (CONFIRMATIONS, "麻烦确认一下我的订单信息", "asks"),
        (ADDRESS_PARTS, "手机号换了 更新下", "phone"),
        (ADDRESS_PARTS, "换个收件人", "receiver"),
        (ADDRESS_PARTS, "地址填错了", "address"),
        (NOTE_WISHES, "帮忙看一眼拉链顺不顺再寄", "check"),
        (NOTE_WISHES, "28号以后再发吧 我还没回家", "later"),
        (NOTE_WISHES, "周末送", "delivery"),
        (NOTE_WISHES, "送人的 小票就别放里面了", "gift"),
        (NOTE_WISHES, "里面别塞广告卡片", "other"),
        (AMOUNTS, "那单再加两包", "more"),
        (AMOUNTS, "两箱改一箱吧 吃不完", "fewer"),
        (AMOUNTS, "M改L", "piece"),
        (CANCELLED_FOR, "拍重了 取消一单", "twice"),
        (CANCELLED_FOR, "等半个月?取消!", "late"),
        (CANCELLED_FOR, "要重新拍 先前那单取消", "reorder"),
        (CANCELLED_FOR, "没我要的色 取消", "sold_out"),
        (CANCELLED_FOR, "东西不要了", "changed_mind"),
        (OTHER_PEOPLE, "跟我室友的一起发", "other"),
        (OTHER_PEOPLE, "两单一起发", "own"),
    ],
)
def test_what_is_meant_is_read_from_the_words(table: WordTable, text: str, name: str) -> None:
    assert table.named(text) == name


@pytest.mark.parametrize(
    "text", ["13栋写成3栋了", "收货地址改为 重庆市渝北区新牌坊一路9号", "电话13812345678"]
)
def test_a_new_address_or_phone_is_noticed(text: str) -> None:
    assert gives_address(text)


@pytest.mark.parametrize("text", ["地址填错了", "改寄我出差的酒店 地址等下发你", "换成139开头那个号"])
def test_a_new_address_that_is_still_to_come_is_not(text: str) -> None:
    assert not gives_address(text)


def test_the_words_of_a_card_are_noticed() -> None:
    assert gives_card_text("写张卡片祝妈妈生日快乐")
    assert not gives_card_text("写张贺卡")
    assert not gives_card_text("能写卡片吗")


@pytest.mark.parametrize("text", ["分开发", "有货的先发我", "不用等齐 到一样发一样"])
def test_apart_is_apart(text: str) -> None:
    assert wants_apart(text)


@pytest.mark.parametrize(
    "text", ["合并发货", "别拆成好几个快递", "我分开付的款 发的时候别分开", "别分两袋寄", "一起发"]
)
def test_together_is_together(text: str) -> None:
    assert not wants_apart(text)


@pytest.mark.parametrize("text", ["有一单不想要了", "取消一单", "里面有个单子我不要了", "其中一单退了吧"])
def test_one_of_several_orders_is_heard(text: str) -> None:
    assert names_one_of_several(text)


@pytest.mark.parametrize("text", ["我不想要了", "这单不要了", "取消订单"])
def test_an_order_that_is_pointed_at_is_not_one_of_several(text: str) -> None:
    assert not names_one_of_several(text)


@pytest.mark.parametrize("text", ["要付多少来着", "咋要付75 标价不是69吗", "一共多少", "收我80是怎么算的"])
def test_who_asks_what_to_pay_is_heard(text: str) -> None:
    assert asks_what_to_pay(text)


@pytest.mark.parametrize("text", ["多少钱", "怎么付款", "这件什么价"])
def test_a_price_or_the_way_of_paying_is_another_question(text: str) -> None:
    assert not asks_what_to_pay(text)


@pytest.mark.parametrize(
    "text", ["收到了想换大一码", "裙子小了想换XL", "照片发过来了 我要换一件新的", "破了个洞 换一件"]
)
def test_who_speaks_of_goods_that_have_arrived_is_heard(text: str) -> None:
    assert has_goods_in_hand(text)


@pytest.mark.parametrize("text", ["36换成37码", "想换个黑色的", "能换大一码吗"])
def test_a_bare_wish_for_another_piece_says_nothing_of_arrival(text: str) -> None:
    assert not has_goods_in_hand(text)
