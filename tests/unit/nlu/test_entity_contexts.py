"""The same figure or word is one thing here and another, or nothing, there."""

from __future__ import annotations

from pathlib import Path

import pytest

import bot.nlu
from bot.core.text import normalised
from bot.nlu.entities.marks import read_patterns
from bot.nlu.entities.reader import EntityReader
from bot.nlu.simplified import simplified

READER = EntityReader(read_patterns(Path(bot.nlu.__file__).parent / "patterns"))


def raws(text: str, *names: str) -> list[tuple[str, str]]:
    """The entities of these names as they stand in the text."""
    found = READER.entities(normalised(text, simplified))
    return [(entity.entity, entity.raw) for entity in found if entity.entity in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("110斤", [("weight", "110斤")]),
        ("150高 150块", [("height", "150"), ("amount", "150块")]),
        ("支持5G吗", []),
        ("等了3天了", []),
        ("承重200斤没问题吧", []),
        ("大米100斤多少钱", []),
        ("多收了我二百", [("amount", "二百")]),
        ("我和两口子一起买的", []),
        ("被套拍成一米五的了", []),
        ("一米五乘一米九的做不做", []),
        ("三围86 66 90", [("bust", "86"), ("waist", "66"), ("hip", "90")]),
        ("我家狗12斤", [("weight", "12斤")]),
    ],
)
def test_a_figure_is_a_measure_of_a_body_or_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert raws(text, "height", "weight", "bust", "waist", "hip", "foot_length", "amount") == expected


def test_a_foot_in_millimetres_is_told_in_centimetres() -> None:
    (foot,) = (e for e in READER.entities(normalised("脚长255")) if e.entity == "foot_length")
    assert foot.value == 25.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("别家才159", ["159"]),
        ("89能卖不", ["89"]),
        ("满300减40的券", ["300", "40"]),
        ("1千2能拿下不", ["1千2"]),
        ("差3块5", ["3块5"]),
        ("一百五包邮行不", ["一百五"]),
        ("8毛钱的事", ["8毛"]),
        ("评分才4.6", []),
        ("少2个", []),
        ("改成42码", []),
        ("便宜一点", []),
    ],
)
def test_a_bare_figure_is_a_sum_only_beside_words_of_prices(text: str, expected: list[str]) -> None:
    assert [raw for _, raw in raws(text, "amount")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平时穿S 买M会不会大", [("usual_size", "S"), ("size", "M")]),
        ("平时27码 也拿27吗", [("usual_size", "27码"), ("size", "27")]),
        ("儿子6岁 穿120还是130", [("size", "120"), ("size", "130")]),
        ("篮球鞋43行不", [("size", "43")]),
        ("文胸75B", [("size", "75B")]),
        ("床单1.8米的有吗", [("size", "1.8米")]),
        ("s925的吗", []),
        ("m1芯片", []),
        ("xs max能用吗", []),
        ("最大码够不够", []),
        ("1.5l的", []),
        ("买36色还是48色", []),
    ],
)
def test_the_size_asked_for_is_not_the_one_usually_worn(text: str, expected: list[tuple[str, str]]) -> None:
    assert raws(text, "size", "usual_size") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("黑的M还有没", ["黑"]),
        ("沾我白衬衫上", ["白"]),
        ("要红还是蓝", ["红", "蓝"]),
        ("我明白的", []),
        ("黄皮肤", []),
        ("我是红绿色盲", []),
    ],
)
def test_one_character_is_a_colour_only_where_it_describes(text: str, expected: list[str]) -> None:
    assert [raw for _, raw in raws(text, "color")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京朝阳", [("city", "北京"), ("district", "朝阳")]),
        ("今天朝阳真好", []),
        ("贵州雷山县西江镇", [("province", "贵州"), ("district", "雷山县"), ("district", "西江镇")]),
        ("大理石台面裂了", []),
        ("寄南京路那个地址", []),
        ("上海这边小区", [("city", "上海")]),
        ("香港能寄不", [("province", "香港")]),
    ],
)
def test_an_ordinary_word_is_a_district_only_behind_a_larger_place(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [found for found in raws(text, "city", "district", "province") if _typed(found, text)] == expected


def _typed(found: tuple[str, str], text: str) -> bool:
    """A city's own province has the city's words."""
    return found[0] != "province" or ("city", found[1]) not in raws(text, "city")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加绒卫衣起球", "加绒卫衣"),
        ("坚果礼盒20份", "坚果礼盒"),
        ("纯棉T恤有吗", "纯棉T恤"),
        ("这双鞋退了", "鞋"),
        ("四件套没拆", "四件套"),
    ],
)
def test_goods_keep_what_they_are_made_of_or_for(text: str, expected: str) -> None:
    assert raws(text, "product") == [("product", expected)]


@pytest.mark.parametrize("text", ["手机尾号9012", "手机上点不了", "咖啡色", "草莓味", "电视台"])
def test_a_word_for_goods_inside_another_is_none(text: str) -> None:
    assert raws(text, "product") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拉链坏了", "拉链坏了"),
        ("料子太薄了", "料子太薄"),
        ("太小了能换吗", "太小了"),
        ("家人不喜欢", "家人不喜欢"),
        ("起球了", "起球"),
    ],
)
def test_a_reason_is_what_failed_or_displeased(text: str, expected: str) -> None:
    assert raws(text, "return_reason") == [("return_reason", expected)]


@pytest.mark.parametrize("text", ["会起球吗", "不掉色吧", "甜不甜", "真的假的", "券怎么不能用", "起球不"])
def test_a_question_or_a_denial_is_no_reason(text: str) -> None:
    assert raws(text, "return_reason") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今晚能发不", [("date", "今晚"), ("time", "今晚")]),
        ("晚上7点半以后", [("time", "晚上7点半")]),
        ("下周二再发", [("date", "下周二")]),
        ("11.11买的", [("date", "11.11")]),
        ("退我12.8", []),
        ("桂花路18号", []),
        ("转1号客服", []),
        ("一点都不好", []),
    ],
)
def test_days_and_hours_stand_with_their_time_of_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert raws(text, "date", "time") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("订单号是287350019462", ("order_number", "287350019462")),
        ("301928845576这个京东单取消", ("order_number", "301928845576")),
        ("清关用这个330106198512120003", ("id_number", "330106198512120003")),
        ("8613812345678", ("phone", "8613812345678")),
        ("韵达432000001234567", ("tracking_number", "432000001234567")),
        ("item.taobao.com/item.htm?id=654120093387 还卖不", ("item_id", "654120093387")),
    ],
)
def test_the_words_around_a_long_number_say_whose_it_is(text: str, expected: tuple[str, str]) -> None:
    names = ("order_number", "id_number", "phone", "tracking_number", "item_id")
    assert raws(text, *names) == [expected]
