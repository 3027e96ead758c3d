"""The shop's own data through the screens: a file with a bad row, and a price that the next draft says."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.e2e.people import Agent, Buyers, Staff

DRESS = "L101"
HEADER = ("商家编码", "标题", "价格", "底价", "颜色", "尺码", "库存")


@pytest.fixture
def supervisor(staff: Staff) -> Page:
    return staff.at("zhuguan", "/shop/catalogue", "shop")


def test_a_workbook_with_a_bad_row_is_shown_confirmed_and_its_product_is_there(
    supervisor: Page, tmp_path: Path
) -> None:
    file = tmp_path / "新品.xlsx"
    book = Workbook()
    for row in (
        HEADER,
        ("E2E1", "手工毛线帽", "59", "52", "米白", "均码", "8"),
        ("E2E2", "羊毛围巾", "八十", "", "灰", "均码", "3"),
    ):
        book.active.append(row)
    book.save(file)

    supervisor.get_by_test_id("shop-files").click()
    supervisor.get_by_test_id("file").set_input_files(file)
    supervisor.get_by_test_id("preview").click()
    expect(supervisor.get_by_test_id("outcome")).to_contain_text("新增 1")
    expect(supervisor.get_by_test_id("row-faults")).to_contain_text("第 3 行：价格：'八十' 不是金额")
    supervisor.get_by_test_id("confirm").click()
    expect(supervisor.get_by_test_id("stored")).to_contain_text("新增 1")

    supervisor.get_by_test_id("shop-catalogue").click()
    supervisor.get_by_test_id("product-search").fill("毛线帽")
    supervisor.keyboard.press("Enter")
    expect(supervisor.locator('[data-code="E2E1"]')).to_contain_text("¥59")
    expect(supervisor.get_by_test_id("product-row")).to_have_count(1)


def test_a_changed_price_is_said_by_the_next_draft(supervisor: Page, agent: Agent, buyers: Buyers) -> None:
    supervisor.goto(f"/shop/product?code={DRESS}")
    basics = supervisor.locator('[data-section="product"]')
    before = basics.get_by_test_id("cell-price").input_value()
    save_price(supervisor, "一百")
    expect(basics.get_by_test_id("faults")).to_contain_text("价格“一百”不是价格")
    expect(basics.get_by_test_id("cell-price")).to_have_value("一百")
    save_price(supervisor, "777")
    expect(basics.get_by_test_id("saved")).to_be_visible()

    buyer = buyers.visitor(DRESS)
    buyer.says("这件多少钱")
    agent.open(buyer.name)
    assert "777" in agent.waits_for_suggestion("777")

    save_price(supervisor, before)
    expect(basics.get_by_test_id("cell-price")).to_have_value(before)
    expect(basics.get_by_test_id("saved")).to_be_visible()


def test_a_row_more_in_the_couriers_is_kept_and_taken_away_again(supervisor: Page) -> None:
    supervisor.get_by_test_id("shop-couriers").click()
    rows = supervisor.get_by_test_id("row")
    count = rows.count()
    supervisor.get_by_test_id("add-row").click()
    supervisor.keyboard.type("德邦快递")
    supervisor.get_by_test_id("save").click()
    expect(supervisor.get_by_test_id("saved")).to_be_visible()
    expect(rows).to_have_count(count + 1)
    rows.last.get_by_test_id("drop-row").click()
    supervisor.get_by_test_id("save").click()
    expect(rows).to_have_count(count)


def save_price(page: Page, price: str) -> None:
    basics = page.locator('[data-section="product"]')
    basics.get_by_test_id("cell-price").fill(price)
    basics.get_by_test_id("save").click()
