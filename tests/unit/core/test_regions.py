from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.regions import POSTCODE, PROVINCES, Address, short_province, split_address

FILLERS = "省自治区市辖直县级行政划，"
PIECES = st.sampled_from(
    [
        *PROVINCES,
        *PROVINCES.values(),
        *"市区县州盟路 ，(",
        "地区",
        "自治州",
        "市辖区",
        "藏族",
        "杭州",
        "(310000)",
    ]
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("浙江省 杭州市 西湖区 文三路1号(310000)", Address("浙江省", "杭州市", "西湖区 文三路1号")),
        ("浙江省杭州市西湖区文三路1号", Address("浙江省", "杭州市", "西湖区文三路1号")),
        ("浙江 杭州 西湖区 文三路1号", Address("浙江省", "杭州", "西湖区 文三路1号")),
        ("浙江省，杭州市西湖区", Address("浙江省", "杭州市", "西湖区")),
        ("北京 北京市 朝阳区 建国路1号", Address("北京市", "北京市", "朝阳区 建国路1号")),
        ("北京市朝阳区建国路1号", Address("北京市", "北京市", "朝阳区建国路1号")),
        ("上海市 市辖区 浦东新区 世纪大道1号", Address("上海市", "上海市", "浦东新区 世纪大道1号")),
        ("重庆市江北大道城市之光小区", Address("重庆市", "重庆市", "江北大道城市之光小区")),
        ("内蒙古自治区 锡林郭勒盟 锡林浩特市", Address("内蒙古自治区", "锡林郭勒盟", "锡林浩特市")),
        ("新疆 和田地区 于田县", Address("新疆维吾尔自治区", "和田地区", "于田县")),
        ("四川省 阿坝藏族羌族自治州 马尔康市", Address("四川省", "阿坝藏族羌族自治州", "马尔康市")),
        ("青海省海南藏族自治州共和县", Address("青海省", "海南藏族自治州", "共和县")),
        ("海南藏族自治州共和县", Address("", "海南藏族自治州", "共和县")),
        ("海南省 省直辖县级行政区划 琼海市 嘉积镇", Address("海南省", "琼海市", "嘉积镇")),
        ("吉林市船营区北京路", Address("吉林省", "吉林市", "船营区北京路")),
        ("河南 新乡 红旗区", Address("河南省", "新乡", "红旗区")),
        ("浙江 西塘镇 烧香港街", Address("浙江省", "", "西塘镇 烧香港街")),
        ("广东省西湖路城市花园", Address("广东省", "", "西湖路城市花园")),
        ("香港特别行政区 九龙 旺角", Address("香港特别行政区", "香港特别行政区", "九龙 旺角")),
        ("北京路12号", Address("", "", "北京路12号")),
        ("", Address()),
    ],
)
def test_addresses_are_taken_apart(text: str, address: Address) -> None:
    assert split_address(text) == address


@pytest.mark.parametrize(("short", "official"), PROVINCES.items())
def test_a_province_is_known_by_both_names(short: str, official: str) -> None:
    assert short_province(short) == short_province(official) == short_province(f"{official}某市") == short


def test_there_are_34_provinces() -> None:
    assert len(PROVINCES) == 34


@pytest.mark.parametrize("text", ["", "杭州", "火星省", "北京路1号", "海南藏族自治州"])
def test_what_names_no_province_has_none(text: str) -> None:
    assert short_province(text) == ""


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
def test_taking_apart_what_was_put_together_changes_nothing(text: str) -> None:
    address = split_address(text)
    assert split_address(str(address)) == address


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_of_the_address_is_lost(text: str) -> None:
    address = split_address(text)
    joined = POSTCODE.sub("", "".join(text.split()))
    rest = "".join(address.rest.split())
    assert joined.endswith(rest)
    named = address.province + address.city + FILLERS
    assert set(joined.removesuffix(rest)) <= set(named)
