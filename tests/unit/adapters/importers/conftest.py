"""Files as shops export them, written where a test wants them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.core.imports import Read, Rejected

ORDER = {
    "订单编号": "1234567890123456789",
    "买家会员名": "tb小雨",
    "总金额": "129.00",
    "买家应付邮费": "0.00",
    "买家实际支付金额": "119.00",
    "订单状态": "买家已付款，等待卖家发货",
    "收货人姓名": "王小雨",
    "收货地址": "浙江省 杭州市 西湖区 文三路1号(310000)",
    "联系手机": "'13812345678",
    "订单创建时间": "2024-01-02 10:00:00",
    "订单付款时间": "2024-01-02 10:05:00",
}

LINE = {
    "子订单编号": "2234567890123456789",
    "主订单编号": "1234567890123456789",
    "标题": "小雏菊连衣裙",
    "价格": "129.00",
    "购买数量": "1",
    "商品属性": "颜色:白;尺码:M",
    "商家编码": "D001-W-M",
    "订单状态": "买家已付款，等待卖家发货",
    "退款状态": "没有申请退款",
    "退款金额": "0.00",
    "订单创建时间": "2024-01-02 10:00:00",
}

Rows = Iterable[Mapping[str, str]]


def csv_text(rows: Rows) -> str:
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    def saved(content: str | bytes, name: str = "file.csv", encoding: str = "gb18030") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return saved


@pytest.fixture
def save_csv(save: Callable[..., Path]) -> Callable[..., Path]:
    return lambda *rows, encoding="gb18030": save(csv_text(rows), "file.csv", encoding)


@pytest.fixture
def save_json(save: Callable[..., Path]) -> Callable[..., Path]:
    return lambda value, **options: save(json.dumps(value, ensure_ascii=False, **options), "f.json", "utf-8")


@pytest.fixture
def save_sheet(tmp_path: Path) -> Callable[..., Path]:
    def saved(*rows: Iterable[object], title: str = "Sheet1") -> Path:
        workbook = Workbook()
        workbook.active.title = title
        for row in rows:
            workbook.active.append(list(row))
        path = tmp_path / "file.xlsx"
        workbook.save(path)
        return path

    return saved


@pytest.fixture
def order() -> Callable[..., dict[str, str]]:
    """A row of an order export; keyword arguments replace cells, None takes a column out."""
    return lambda **cells: _with(ORDER, cells)


@pytest.fixture
def line() -> Callable[..., dict[str, str]]:
    """A row of a detail export."""
    return lambda **cells: _with(LINE, cells)


def _with(row: Mapping[str, str], cells: Mapping[str, str | None]) -> dict[str, str]:
    return {name: cell for name, cell in (row | cells).items() if cell is not None}


@pytest.fixture
def only() -> Callable[..., Read[object]]:
    """The one row that was read, where none may have been rejected."""

    def one(rows: Iterable[Read[object] | Rejected]) -> Read[object]:
        (row,) = rows
        assert isinstance(row, Read), row
        return row

    return one


@pytest.fixture
def reason() -> Callable[..., str]:
    """Why the one row was rejected."""

    def why(rows: Iterable[Read[object] | Rejected]) -> str:
        (row,) = rows
        assert isinstance(row, Rejected), row
        return row.reason

    return why
