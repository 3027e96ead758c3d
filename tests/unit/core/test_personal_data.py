"""What of a buyer's words stays in the shop's data, and what becomes a mask."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.personal_data import names_told, without_personal_data

MASKED = (
    ("我叫张小明帮我查一下", "我叫〈姓名〉帮我查一下"),
    ("收货人：李四 电话13812345678", "收货人：〈姓名〉 电话〈电话〉"),
    ("收件人 赵钱孙", "收件人 〈姓名〉"),
    ("收货人改成王芳 13900001111", "收货人改成〈姓名〉 〈电话〉"),
    ("张三，13812345678，广东省深圳市南山区科技园南区5栋", "〈姓名〉，〈电话〉，〈地址〉"),
    ("13900001111 王芳 江苏省南京市鼓楼区中山路18号", "〈电话〉 〈姓名〉 〈地址〉"),
    ("麻烦改到浙江省杭州市余杭区五常街道文一西路969号", "麻烦改到〈地址〉"),
    ("地址：浙江省杭州市西湖区文三路12号3栋502室", "地址：〈地址〉"),
    ("上海市浦东新区张江镇科苑路88号", "〈地址〉"),
    ("北京朝阳区建国路88号SOHO现代城A座1201", "〈地址〉"),
    ("寄到四川成都武侯区人民南路四段3号 刘洋收", "寄到〈地址〉 〈姓名〉收"),
    ("我家住在文三路浙大新村5-2-301", "我家住在〈地址〉"),
    ("张伟13900001111浙江杭州余杭区仓前街道海创园3幢801", "〈姓名〉〈电话〉〈地址〉"),
    ("一三八 一二三四 五六七八", "〈电话〉"),
    ("买家叫李雷", "买家叫〈姓名〉"),
    ("138 1234 5678", "〈电话〉"),
    ("138-1234-5678", "〈电话〉"),
    ("+8613812345678", "〈电话〉"),
    ("1 3 8 1 2 3 4 5 6 7 8", "〈电话〉"),
    ("１３８１２３４５６７８", "〈电话〉"),
    ("一三八零零一三八零零零", "〈电话〉"),
    ("138****5678", "〈电话〉"),
    ("0571-88881234", "〈电话〉"),
    ("尾号5678", "尾号〈电话〉"),
    ("身份证330106199001011237", "身份证〈证件号〉"),
    ("订单号 2345678901234567890 什么时候发", "订单号 〈订单号〉 什么时候发"),
    ("我的2345678901234567890", "我的〈订单号〉"),
    ("快递SF1234567890123到哪了", "快递〈运单号〉到哪了"),
    ("单号773012345678901", "单号〈运单号〉"),
    ("加我微信abc12345", "加我微信〈账号〉"),
    ("QQ 123456789", "QQ 〈账号〉"),
    ("支付宝账号是abc@qq.com", "支付宝账号是〈邮箱〉"),
    ("6222 0200 0000 0000 000", "〈账号〉"),
)
KEPT = (
    "165 108斤穿什么码",
    "身高165体重108，平时穿M码，2024-01-02买的，99元",
    "160 165 170 175 都有吗",
    "165/88A 170/92A 里面有没有",
    "QH20240012有货吗",
    "条码6901234567892",
    "我叫了顺丰",
    "款号A20231234567有吗",
    "商品编号 650000000001",
    "https://item.taobao.com/item.htm?id=650000000001",
    "支付宝原路退回",
    "发到杭州要几天",
    "寄到广东省深圳市几天到",
    "12月10号能到吗",
    "在路上10号能到吗",
    "江浙沪地区10号能到吗",
    "改成红色 L码 2件",
    "收货人写错了",
    "收货人和地址 都要改",
    "2026-11-10 10:00:00 下的单，实付159.00元",
)


@pytest.mark.parametrize(("said", "left"), MASKED)
def test_what_leads_to_a_person_becomes_a_mask_that_says_what_it_was(said: str, left: str) -> None:
    assert without_personal_data(said) == left


@pytest.mark.parametrize("said", KEPT)
def test_what_a_reply_is_made_from_stays(said: str) -> None:
    assert without_personal_data(said) == said


def test_people_who_are_known_are_masked_wherever_they_are_mentioned() -> None:
    assert without_personal_data("小鹿快乐的妈妈王芳", ("小鹿快乐", "王芳")) == "〈姓名〉的妈妈〈姓名〉"


def test_a_nickname_as_short_as_a_size_masks_no_sizes() -> None:
    assert without_personal_data("XXL有吗", ("XXL",)) == "XXL有吗"


def test_a_text_tells_whom_it_introduces() -> None:
    assert names_told("收货人：李四，别写错了") == {"李四"}
    assert names_told("我要收货了") == set()


PIECES = st.lists(
    st.one_of(
        st.sampled_from([said for said, _ in MASKED]),
        st.sampled_from(KEPT),
        st.text(alphabet="0123456789 -张王路号区市微信〈〉姓名电话收货人：，.abc@", max_size=30),
    ),
    max_size=4,
)


@given(PIECES)
@example(["订单号 2345678901234567890 什么时候发", "QH20240012有货吗"])
@example(
    ["地址：浙江省杭州市西湖区文三路12号3栋502室"] * 2 + ["https://item.taobao.com/item.htm?id=650000000001"]
)
def test_masking_twice_changes_nothing_more(pieces: list[str]) -> None:
    once = without_personal_data(" ".join(pieces))
    assert without_personal_data(once) == once


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
AROUND = st.sampled_from(["", "电话", "我的号码是", "，", " ", "亲", "请打", "\n"])


@given(MOBILES, AROUND, AROUND, st.sampled_from(["", " ", "-"]))
def test_no_mobile_number_survives(number: str, before: str, behind: str, gap: str) -> None:
    written = gap.join((number[:3], number[3:7], number[7:]))
    masked = without_personal_data(f"{before}{written}{behind}")
    assert masked == f"{before}〈电话〉{behind}"


@given(
    st.lists(st.integers(90, 230), min_size=1, max_size=5),
    st.sampled_from(["斤", "cm", "元", "码", "", "号"]),
    st.sampled_from([" ", "，", "/", "到"]),
)
def test_sizes_weights_and_prices_stay(measures: list[int], unit: str, between: str) -> None:
    said = "我" + between.join(f"{measure}{unit}" for measure in measures) + "可以吗"
    assert without_personal_data(said) == said


@given(st.text(alphabet="路市区号小街123 栋张", min_size=2000, max_size=4000))
def test_a_long_text_made_of_places_and_numbers_only_is_masked_once(said: str) -> None:
    once = without_personal_data(said)
    assert without_personal_data(once) == once
