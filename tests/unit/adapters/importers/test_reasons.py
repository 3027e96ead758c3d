"""What importers object to is said in Chinese on the import page."""

from __future__ import annotations

import re

import pytest

from bot.adapters.importers.reasons import load_reasons
from bot.settings import PROJECT

REASONS = load_reasons(PROJECT / "data" / "import_reasons.yml")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("价格: '一百' is not an amount in yuan", "价格：'一百' 不是金额，写成 129 或 12.5。"),
        ("SKU 2 of D1: 库存 is missing", "D1 的第 2 个规格：库存没填。"),
        ("总金额 / 买家应付货款 is missing", "总金额 / 买家应付货款没填。"),
        (
            "订单创建时间: '2024-02-31' is not a time: day is out of range for month",
            "订单创建时间：'2024-02-31' 这个时间不存在。",
        ),
        ("订单编号: '1.2E+18' was rounded by Excel, its last digits are lost; export it as text", None),
        ("订单状态: '外星人签收' is no known order state", "订单状态：'外星人签收' 不是认识的订单状态。"),
        ("评价: '还行' is no known kind of review", "评价：'还行' 看不懂，填好评、中评、差评，或几星。"),
        ("the floor 130 is above the price 129", "底价 130 比价格 129 还高。"),
        ("order '123' is not known yet: import the order list first", "没有订单 '123'，请先导入订单列表。"),
        ("file.csv: expected a product table, found a header without 价格", None),
        ("file.csv: expected a product table, found a PNG picture", None),
    ],
)
def test_a_reason_is_said_in_chinese(reason: str, said: str | None) -> None:
    found = REASONS.said(reason)
    assert found == (said or found)
    assert not re.search(r"\b(is|was|found|expected|not)\b", found)


def test_a_reason_that_nobody_foresaw_is_said_as_it_is() -> None:
    assert REASONS.said("something new") == "something new"
