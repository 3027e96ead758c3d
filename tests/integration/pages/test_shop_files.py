"""Files in and out of the shop's own data: nothing is written before it is confirmed."""

from __future__ import annotations

import io
import re

import pytest
from httpx import Response
from openpyxl import Workbook, load_workbook

from bot.bootstrap import House
from bot.core.catalogue import ChartKind, Product, SizeChart, SizeRow, Sku, Span
from bot.core.money import Fen
from bot.core.orders import OrderState
from bot.web.pages.shop_files import LARGEST
from tests.integration.pages.conftest import Agent

HEADER = ("商家编码", "标题", "价格", "底价", "颜色", "尺码", "库存")
GOOD = ("D1", "碎花裙", "129", "119", "白", "S", "5")
BAD = ("D2", "针织衫", "一百", "", "黑", "M", "3")
CHART = SizeChart(ChartKind.ADULT, (SizeRow("S", height=Span(155, 160)),))
SMALL = Sku("A", "白", "S", Fen(9900), 1)
DRESS = Product("D1", "=碎花裙", "碎花裙", "", Fen(9900), Fen(9900), chart=CHART, skus=(SMALL,))


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(who: Agent, kind: str, file: bytes, name: str = "goods.xlsx", confirm: str = "") -> Response:
    return who.browser.post(
        f"/shop/files/{kind}",
        files={"file": (name, file)},
        data={"confirm": confirm} if confirm else {},
        headers={"X-CSRF-Token": who.csrf, "HX-Request": "true"},
    )


def confirmation(answer: Response) -> str:
    found = re.search(r'name="confirm" value="(\w+)"', answer.text)
    assert found, answer.text
    return found[1]


def product(home: House, code: str = "D1") -> Product | None:
    with home.store.read() as work:
        return work.catalogue.product("demo", code)


def test_a_bad_row_is_told_the_good_one_goes_in_after_the_word(supervisor: Agent, home: House) -> None:
    file = workbook(HEADER, GOOD, BAD)
    preview = upload(supervisor, "catalogue", file)
    assert "新增 <b>1</b>" in preview.text
    assert "第 3 行：价格：&#39;一百&#39; 不是金额" in preview.text
    assert product(home) is None
    stored = upload(supervisor, "catalogue", file, confirm=confirmation(preview))
    assert "导入好了：新增 1，更新 0，没变 0，跳过 1 行" in stored.text
    found = product(home)
    assert found is not None
    assert (found.price, found.floor, found.skus[0].stock) == (12900, 11900, 5)


def test_another_file_than_the_one_shown_is_shown_first(supervisor: Agent, home: House) -> None:
    seen = confirmation(upload(supervisor, "catalogue", workbook(HEADER, GOOD)))
    other = upload(supervisor, "catalogue", workbook(HEADER, (*GOOD[:6], "9")), confirm=seen)
    assert "还没有写进去" in other.text
    assert product(home) is None


def test_a_table_says_nothing_against_a_size_chart(supervisor: Agent, home: House) -> None:
    with home.store.write() as work:
        work.catalogue.put("demo", DRESS)
    file = workbook(HEADER, GOOD)
    preview = upload(supervisor, "catalogue", file)
    assert "更新 <b>1</b>" in preview.text
    upload(supervisor, "catalogue", file, confirm=confirmation(preview))
    kept = product(home)
    assert kept is not None
    assert (kept.price, kept.chart) == (12900, CHART)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_comes_back_unchanged_and_calculates_nothing(
    supervisor: Agent, home: House, ending: str
) -> None:
    with home.store.write() as work:
        work.catalogue.put("demo", DRESS)
    exported = supervisor.get(f"/shop/files/catalogue/export.{ending}")
    if ending == "csv":
        assert exported.content.startswith(b"\xef\xbb\xbf")
        assert "'=碎花裙" in exported.text
    else:
        cells = [cell.value for cell in load_workbook(io.BytesIO(exported.content)).active[2]]
        assert "'=碎花裙" in cells
    back = upload(supervisor, "catalogue", exported.content, f"back.{ending}")
    assert "没变 <b>1</b>" in back.text
    assert "和现在的一样" in back.text


def test_regions_are_merged_by_name_and_a_province_twice_is_told_by_its_line(
    supervisor: Agent, home: House
) -> None:
    header = ("地区名称", "省份", "路上天数", "邮费")
    near, far = ("江浙沪", "浙江、江苏、上海", "1-2", "0"), ("西北", "甘肃", "4-6", "12")
    file = workbook(header, near, far, ("又一个", "浙江", "2", "6"))
    preview = upload(supervisor, "regions", file)
    assert "第 4 行：浙江已经在“江浙沪”里了" in preview.text
    upload(supervisor, "regions", file, confirm=confirmation(preview))
    again = upload(supervisor, "regions", workbook(header, near, ("西北", "甘肃", "5-7", "12")))
    assert "更新 <b>1</b>　没变 <b>1</b>" in again.text
    with home.store.read() as work:
        shop = work.shops.get("demo")
    assert shop is not None
    assert [region.days for region in shop.regions] == [(1, 2), (4, 6)]


def test_orders_of_the_platform_are_taken_by_the_same_reader(supervisor: Agent, home: House) -> None:
    header = "订单编号,买家会员名,买家实际支付金额,总金额,订单状态,订单创建时间"
    row = '="31415926535897932",小鹿,129,129,买家已付款，等待卖家发货,2026-11-17 10:00:00'
    file = f"{header}\n{row}\n".encode("gb18030")
    preview = upload(supervisor, "orders", file, "ExportOrderList.csv")
    upload(supervisor, "orders", file, "ExportOrderList.csv", confirm=confirmation(preview))
    with home.store.read() as work:
        order = work.orders.get("demo", "31415926535897932")
    assert order is not None
    assert order.state is OrderState.PAID


@pytest.mark.parametrize(
    ("name", "file", "sentence"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 99, "另存为 .xlsx"),
        ("a.csv", "名称,颜色\n裙子,白\n".encode(), "没找到要的表头"),
        ("a.csv", b"", "文件是空的"),
        ("a.xlsx", b"PK\x03\x04broken", "这个 Excel 文件坏了"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_sentence(
    supervisor: Agent, name: str, file: bytes, sentence: str
) -> None:
    assert sentence in upload(supervisor, "catalogue", file, name).text


def test_too_large_a_file_is_refused_before_it_is_read(supervisor: Agent) -> None:
    answer = upload(supervisor, "catalogue", b"x" * (LARGEST + 20_000), "big.csv")
    assert answer.status_code == 422
    assert "文件太大了" in answer.text


def test_agents_neither_import_nor_export(agent: Agent) -> None:
    assert upload(agent, "catalogue", workbook(HEADER, GOOD)).status_code == 403
    assert agent.get("/shop/files/catalogue/export.csv").status_code == 403
    assert 'data-test="upload"' not in agent.get("/shop/files/catalogue").text


def test_an_upload_without_its_token_is_refused(supervisor: Agent) -> None:
    answer = supervisor.browser.post("/shop/files/catalogue", files={"file": ("a.csv", b"x")})
    assert answer.status_code == 403


def test_every_kind_has_its_page_and_unknown_ones_none(supervisor: Agent) -> None:
    for kind in ("catalogue", "orders", "logistics", "promotions", "couriers", "regions"):
        assert supervisor.get(f"/shop/files/{kind}").status_code == 200
    assert supervisor.get("/shop/files/nothing").status_code == 404
    assert supervisor.get("/shop/files/orders/export.csv").status_code == 404
