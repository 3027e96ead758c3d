"""Sizes, sums, numbers, places and moments in the many ways buyers write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.nlu
from bot.core.text import UNDERSTOOD, normalised
from bot.core.understanding import Entity
from bot.nlu.entities.marks import read_patterns
from bot.nlu.entities.reader import EntityReader
from bot.nlu.simplified import simplified

READER = EntityReader(read_patterns(Path(bot.nlu.__file__).parent / "patterns"))


def found(text: str) -> tuple[Entity, ...]:
    return READER.entities(normalised(text, simplified))


def values(text: str) -> dict[str, str | float]:
    return {entity.entity: entity.value for entity in found(text)}


@pytest.mark.parametrize(
    ("text", "height", "weight"),
    [
        ("165 108", 165, 54),
        ("163/52", 163, 52),
        ("168 62", 168, 62),
        ("172，68kg", 172, 68),
        ("186/85", 186, 85),
        ("108斤165", 165, 54),
        ("1米63 110斤", 163, 55),
        ("1.65m 54公斤", 165, 54),
        ("一米六五 一百二", 165, 60),
        ("身高一六八 体重一百一", 168, 55),
        ("身高165体重110", 165, 55),
        ("身高1.68，体重115", 168, 57.5),
        ("宝宝身高100 体重32", 100, 16),
        ("身高108 35斤 想买大点", 108, 17.5),
        ("身高118 42斤穿多大", 118, 21),
        ("１６５ｃｍ　５４ｋｇ穿什么码", 165, 54),
    ],
)
def test_height_and_weight_come_in_cm_and_kg(text: str, height: float, weight: float) -> None:
    read = values(text)
    assert (read["height"], read["weight"]) == (height, weight)


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("脚长24.5", "foot_length", 24.5),
        ("24.5cm脚", "foot_length", 24.5),
        ("腰围2尺1", "waist", 70),
        ("二尺一的腰", "waist", 70),
        ("胸围88", "bust", 88),
        ("下胸围75", "under_bust", 75),
        ("下围75上围88", "under_bust", 75),
        ("上围88", "bust", 88),
        ("臀围92", "hip", 92),
        ("宝宝3岁半", "age", 42),
        ("18个月宝宝穿多大", "age", 18),
        ("我160穿多大", "height", 160),
    ],
)
def test_other_measures_are_told_by_the_word_beside_them(text: str, measure: str, value: float) -> None:
    assert values(text)[measure] == value


@pytest.mark.parametrize(
    "text",
    [
        "窗户宽2米4高1米8",
        "128 256的",
        "满200减30",
        "5斤装的",
        "保质期18个月吗",
        "买了10斤苹果",
        "第2件半价",
        "100块",
    ],
)
def test_what_is_no_body_gives_no_measure(text: str) -> None:
    assert not {"height", "weight", "waist", "age"} & values(text).keys()


def test_a_weight_is_no_height() -> None:
    assert values("110斤") == {"weight": 55}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("2749013386402517735", "order_number", "2749013386402517735"),
        ("[订单编号:2749013386402517735]催一下", "order_number", "2749013386402517735"),
        ("订单尾号2231", "order_tail", "2231"),
        ("手机尾号9012", "phone_tail", "9012"),
        ("612345678901 这个有货吗", "item_id", "612345678901"),
        ("https://item.taobao.com/item.htm?id=612345678901 多少钱", "item_id", "612345678901"),
        ("寄回去了中通78120045633223", "tracking_number", "78120045633223"),
        ("sf1234567890123", "tracking_number", "SF1234567890123"),
        ("13812345678", "phone", "13812345678"),
        ("138 1234 5678", "phone", "13812345678"),
        ("11010519491231002X", "id_number", "11010519491231002X"),
    ],
)
def test_long_numbers_are_told_apart(text: str, name: str, value: str) -> None:
    assert values(text)[name] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50块卖不卖", {"amount": 50}),
        ("五十元行吗", {"amount": 50}),
        ("¥50", {"amount": 50}),
        ("30块5", {"amount": 30.5}),
        ("要黑色的2件", {"color": "黑色", "quantity": 2}),
        ("买了两双鞋", {"quantity": 2, "product": "鞋"}),
        ("平时穿M码", {"usual_size": "M"}),
        ("38码有货吗", {"size": "38"}),
        ("xxl", {"size": "XXL", "usual_size": "XXL"}),
        ("顺风能发吗", {"courier": "顺丰"}),
        ("寄到杭州", {"city": "杭州", "province": "浙江"}),
        ("发內蒙古嗎", {"province": "内蒙古"}),
        ("喜欢宽松", {"fit": "loose"}),
        ("明天下午3点能到吗", {"date": "P1D", "time": "T15:00"}),
        ("周五前", {"date": "XXXX-WXX-5"}),
        ("12月5号", {"date": "XXXX-12-05"}),
        ("一点都不好", {}),
        ("一个月了", {}),
    ],
)
def test_things_and_moments_are_named_by_their_usual_names(
    text: str, expected: dict[str, str | float]
) -> None:
    assert values(text) == expected


def test_a_province_and_its_city_name_the_province_once() -> None:
    assert [entity.entity for entity in found("寄到浙江杭州")] == ["province", "city"]


def test_offsets_are_those_of_the_text_as_typed() -> None:
    text = "  身高１６５ｃｍ！！"
    (entity,) = found(text)
    assert text[entity.start : entity.end] == entity.raw == "１６５ｃｍ"


def test_a_pattern_file_that_is_not_json_lines_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl:1"):
        read_patterns(tmp_path)


@settings(max_examples=300)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("0123456789.点月号岁半尺米斤kgcm码x一二三百零两高重腰脚 ，/-:¥块件个黑色杭州"),
            st.characters(),
        ),
        max_size=40,
    )
)
def test_no_text_breaks_the_reader_and_every_offset_lies_inside_it(text: str) -> None:
    for entity in found(text):
        assert 0 <= entity.start < entity.end <= len(text)
        assert entity.raw == text[entity.start : entity.end]


@pytest.mark.parametrize("piece", ["1", "一", "1 ", "杭州", "x", "1件", "1.5米"])
def test_an_endless_message_is_read_as_far_as_it_is_understood(piece: str) -> None:
    assert all(entity.end <= UNDERSTOOD for entity in found(piece * 10_000))
