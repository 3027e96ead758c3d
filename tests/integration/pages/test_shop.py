"""The pages of the shop's own data: who sees them, who may save, and what a faulty form keeps."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.catalogue import Product, Sku
from bot.core.languages import Language
from bot.core.money import Fen
from bot.core.shop_sections import SECTIONS
from bot.web.pages.render import templates
from bot.web.pages.shop import PLACES, PRODUCT_PARTS
from tests.integration.pages.conftest import Agent

DRESS = Product(
    "D/1 甲",
    "碎花连衣裙",
    "碎花裙",
    "连衣裙",
    Fen(12900),
    Fen(11900),
    skus=(Sku("S1", "白", "S", Fen(12900), 3),),
)


@pytest.fixture
def dress(home: House) -> str:
    with home.store.write() as work:
        work.catalogue.put("demo", DRESS)
    return DRESS.code


def seen_in(answer: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', answer)
    assert found
    return found[1]


def head_of(home: House, name: str, subject: str = "") -> dict[str, str]:
    head = home.shop_data.opened(name, subject).content.head
    return {f"head.{key}": cell for key, cell in head.items()}


@pytest.mark.parametrize("place", ("catalogue", *PLACES))
def test_an_agent_reads_every_page_and_finds_nothing_to_save(agent: Agent, dress: str, place: str) -> None:
    page = agent.get(f"/shop/{place}")
    assert page.status_code == 200
    assert 'data-test="save"' not in page.text


@pytest.mark.parametrize("place", PLACES)
def test_a_supervisor_finds_a_form_on_every_page(supervisor: Agent, place: str) -> None:
    assert 'data-test="save"' in supervisor.get(f"/shop/{place}").text


def test_every_section_has_its_page_its_title_and_words_for_its_fields() -> None:
    words = templates[Language.CHINESE].env.get_template("shop/words.html").module
    assert set(SECTIONS) == {*PLACES, *PRODUCT_PARTS}
    assert set(SECTIONS) <= set(words.titles)
    fields = {
        f"{name}.{column.key}"
        for name, section in SECTIONS.items()
        for sheet in (section.head, section.table)
        if sheet
        for column in sheet.columns
    }
    assert {*words.units, *words.hints, *words.labels_of} <= fields


def test_nobody_gets_in_without_signing_in(browser: TestClient) -> None:
    assert browser.get("/shop/catalogue").status_code == 303


def test_a_form_without_its_token_is_refused(supervisor: Agent, home: House) -> None:
    answer = supervisor.browser.post("/shop/opening", data=head_of(home, "opening"))
    assert answer.status_code == 403


def test_an_agent_who_posts_all_the_same_is_told_who_may(agent: Agent, home: House) -> None:
    answer = agent.post("/shop/opening", **head_of(home, "opening"))
    assert answer.status_code == 403
    assert "只有主管和店主能改店铺资料" in answer.text


def test_a_price_is_saved_and_the_page_says_so(supervisor: Agent, home: House, dress: str) -> None:
    page = supervisor.get("/shop/product", params={"code": dress})
    fields = head_of(home, "product", dress) | {"head.price": "99", "head.floor": "90"}
    saved = supervisor.post("/shop/product", subject=dress, seen=seen_in(page.text), **fields)
    assert saved.status_code == 200
    assert "存好了" in saved.text
    assert "linjie" in saved.text
    assert "¥99" in supervisor.get("/shop/catalogue").text


def test_a_faulty_form_comes_back_with_everything_typed_and_a_sentence(
    supervisor: Agent, home: House, dress: str
) -> None:
    page = supervisor.get("/shop/product", params={"code": dress})
    fields = head_of(home, "product", dress) | {"head.price": "一百", "head.gift": "<发圈>"}
    answer = supervisor.post("/shop/product", subject=dress, seen=seen_in(page.text), **fields)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#part-product"
    assert "价格“一百”不是价格" in answer.text
    assert 'value="一百"' in answer.text
    assert 'value="&lt;发圈&gt;"' in answer.text
    assert seen_in(answer.text) == seen_in(page.text)


def test_the_slower_of_two_keeps_what_was_typed_and_sees_what_it_would_change(
    supervisor: Agent, home: House, dress: str
) -> None:
    page = supervisor.get("/shop/product", params={"code": dress})
    fields = head_of(home, "product", dress)
    supervisor.post("/shop/product", subject=dress, seen=seen_in(page.text), **fields | {"head.price": "125"})
    late = supervisor.post(
        "/shop/product", subject=dress, seen=seen_in(page.text), **fields | {"head.gift": "发圈"}
    )
    assert late.status_code == 409
    assert "没有保存：您打开之后，linjie" in late.text
    assert "价格 125 → 129" in late.text
    again = supervisor.post(
        "/shop/product", subject=dress, seen=seen_in(late.text), **fields | {"head.gift": "发圈"}
    )
    assert "存好了" in again.text


def test_rows_are_read_in_order_and_blank_ones_are_none(supervisor: Agent, home: House) -> None:
    page = supervisor.get("/shop/couriers")
    names = ["中通快递", "", "顺丰速运"]
    saved = supervisor.post("/shop/couriers", seen=seen_in(page.text), **{"row.name": names})
    assert saved.status_code == 200
    with home.store.read() as work:
        shop = work.shops.get("demo")
    assert shop is not None
    assert shop.couriers == ("中通快递", "顺丰速运")


def test_a_faulty_row_is_told_by_its_number(supervisor: Agent) -> None:
    page = supervisor.get("/shop/regions")
    typed = {
        "row.name": ["江浙沪", "华南"],
        "row.provinces": ["浙江", "火星"],
        "row.days": ["1-2", "3"],
        "row.reachable": ["是", "是"],
    }
    answer = supervisor.post("/shop/regions", seen=seen_in(page.text), **typed)
    assert "第 2 行：省份“火星”里有认不出的省" in answer.text


def test_a_new_product_leads_to_its_own_page(supervisor: Agent) -> None:
    page = supervisor.get("/shop/new")
    made = supervisor.post(
        "/shop/product",
        seen=seen_in(page.text),
        **{"head.code": "新/1", "head.title": "新裙子", "head.price": "99"},
    )
    assert made.status_code == 204
    assert supervisor.get(made.headers["HX-Redirect"]).status_code == 200


def test_an_unknown_product_or_section_is_not_found(supervisor: Agent) -> None:
    assert supervisor.get("/shop/product", params={"code": "nothing"}).status_code == 404
    assert supervisor.get("/shop/nothing").status_code == 404


def test_who_may_read_the_trail_sees_the_last_changes(supervisor: Agent, home: House) -> None:
    page = supervisor.get("/shop/opening")
    fields = head_of(home, "opening") | {"head.opens": "08:30"}
    saved = supervisor.post("/shop/opening", seen=seen_in(page.text), **fields)
    assert "上班 09:00 → 08:30" in saved.text
