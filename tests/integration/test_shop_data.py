"""The shop's own data is edited a section at a time: nothing is lost, everything is on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.store import views_shop
from bot.adapters.store.work import SqlStore
from bot.core.accounts import Account, Role
from bot.core.audit import SHOP_CHANGED, AuditFilter
from bot.core.catalogue import Product, Sku
from bot.core.money import Fen
from bot.core.sheets import Content
from bot.services.faults import Forbidden, NotFound
from bot.services.shop_data import EditedMeanwhile, FaultySheet, ShopData

LEAD = Account(1, "linjie", "林姐", Role.SUPERVISOR)
OWNER = Account(2, "dianzhu", "店主", Role.OWNER)
AGENT = Account(3, "xiaomei", "小美", Role.AGENT)
DRESS = Product(
    "D1",
    "碎花连衣裙",
    "碎花裙",
    "连衣裙",
    Fen(12900),
    Fen(11900),
    skus=(Sku("D1-S", "白", "S", Fen(12900), 3),),
)


@pytest.fixture
def data(store: SqlStore) -> ShopData:
    with store.write() as work:
        work.catalogue.put("demo", DRESS)
    return ShopData(store, "demo")


def edited(data: ShopData, name: str, subject: str = "", **typed: str) -> tuple[Content, str]:
    """A section's form with some cells of its head typed over, and what its sender had seen."""
    content = data.opened(name, subject).content
    return replace(content, head={**content.head, **typed}), content.digest


def product(store: SqlStore, code: str = "D1") -> Product:
    with store.read() as work:
        found = work.catalogue.product("demo", code)
    assert found
    return found


def test_a_new_price_holds_at_once_for_the_product_and_what_cost_the_same(
    data: ShopData, store: SqlStore
) -> None:
    content, seen = edited(data, "product", "D1", price="125")
    data.save("product", content, subject="D1", seen=seen, by=LEAD)
    assert (product(store).price, product(store).skus[0].price) == (12500, 12500)


def test_every_change_is_on_record_with_before_and_after(data: ShopData, store: SqlStore) -> None:
    content, seen = edited(data, "product", "D1", price="125", gift="发圈")
    data.save("product", content, subject="D1", seen=seen, by=LEAD)
    with store.read() as work:
        entry = work.audit.found(AuditFilter(action=SHOP_CHANGED, subject="product D1"), None, 5)[0]
    assert (entry.actor, entry.detail) == ("linjie", {"价格": "129 → 125", "赠品": " → 发圈"})
    assert data.opened("product", "D1").latest == (entry,)


def test_saving_what_is_there_already_leaves_no_record(data: ShopData, store: SqlStore) -> None:
    content, seen = edited(data, "product", "D1")
    data.save("product", content, subject="D1", seen=seen, by=LEAD)
    with store.read() as work:
        assert not work.audit.found(AuditFilter(action=SHOP_CHANGED), None, 5)


def test_of_two_who_edit_the_slower_one_is_told_and_may_then_decide(data: ShopData, store: SqlStore) -> None:
    first, seen = edited(data, "product", "D1", price="125")
    second, also_seen = edited(data, "product", "D1", gift="发圈")
    data.save("product", first, subject="D1", seen=seen, by=LEAD)
    with pytest.raises(EditedMeanwhile) as told:
        data.save("product", second, subject="D1", seen=also_seen, by=OWNER)
    assert (told.value.by, told.value.now.head["price"]) == ("linjie", "125")
    assert product(store).gift == ""
    data.save("product", second, subject="D1", seen=told.value.now.digest, by=OWNER)
    assert (product(store).gift, product(store).price) == ("发圈", 12900)


def test_two_sections_of_one_product_do_not_get_in_each_other_s_way(data: ShopData, store: SqlStore) -> None:
    basics, seen = edited(data, "product", "D1", gift="发圈")
    skus = data.opened("skus", "D1").content
    data.save("product", basics, subject="D1", seen=seen, by=LEAD)
    rows = ({**skus.rows[0], "stock": "9"}, {**skus.rows[0], "code": "", "size": "M", "price": ""})
    data.save("skus", Content({}, rows), subject="D1", seen=skus.digest, by=OWNER)
    kept = product(store)
    assert kept.gift == "发圈"
    assert [(sku.code, sku.stock, sku.price) for sku in kept.skus] == [
        ("D1-S", 9, 12900),
        ("D1-白-M", 3, 12900),
    ]


def test_a_fault_anywhere_saves_nothing(data: ShopData, store: SqlStore) -> None:
    content, seen = edited(data, "product", "D1", price="125", floor="贵")
    with pytest.raises(FaultySheet) as told:
        data.save("product", content, subject="D1", seen=seen, by=LEAD)
    assert [(fault.column, fault.code) for fault in told.value.faults] == [("floor", "no_price")]
    assert product(store).price == 12900


def test_skus_without_codes_that_come_out_the_same_are_told(data: ShopData) -> None:
    opened = data.opened("skus", "D1").content
    row = {"code": "", "color": "白", "size": "M", "stock": "1"}
    with pytest.raises(FaultySheet) as told:
        data.save("skus", Content({}, (row, row)), subject="D1", seen=opened.digest, by=LEAD)
    assert told.value.faults[0].told == {"value": "D1-白-M"}


def test_an_agent_reads_and_may_not_save(data: ShopData) -> None:
    content, seen = edited(data, "rules", free_postage_from="99")
    with pytest.raises(Forbidden):
        data.save("rules", content, seen=seen, by=AGENT)


def test_a_new_product_needs_a_code_of_its_own(data: ShopData, store: SqlStore) -> None:
    typed = Content({"code": "D2", "title": "新裙子", "price": "99"})
    assert data.save("product", typed, seen=Content().digest, by=LEAD) == "D2"
    assert (product(store, "D2").name, product(store, "D2").floor) == ("新裙子", 9900)
    with pytest.raises(FaultySheet) as told:
        data.save("product", typed, seen=Content().digest, by=LEAD)
    assert told.value.faults[0].code == "code_taken"


def test_a_size_chart_is_built_told_its_gaps_and_taken_away_again(data: ShopData, store: SqlStore) -> None:
    rows = ({"size": "S", "height": "150-158", "garment": "衣长:98"}, {"size": "M", "height": "162-168"})
    seen = data.opened("chart", "D1").content.digest
    data.save("chart", Content({"kind": "成人"}, rows), subject="D1", seen=seen, by=LEAD)
    opened = data.opened("chart", "D1")
    assert [(note.smaller, note.larger, note.low, note.high) for note in opened.notes] == [
        ("S", "M", 158, 162)
    ]
    chart = product(store).chart
    assert chart is not None
    assert chart.rows[0].garment == {"衣长": 98}
    data.save("chart", Content({"kind": "成人"}), subject="D1", seen=opened.content.digest, by=LEAD)
    assert product(store).chart is None


def test_promotions_come_go_and_change(data: ShopData, store: SqlStore) -> None:
    row = {
        "code": "P1",
        "kind": "满减",
        "title": "满199减20",
        "starts_at": "2026-11-11",
        "ends_at": "2026-11-18",
        "threshold": "199",
        "reduction": "20",
    }
    other = {**row, "code": "P2", "products": "D1"}
    empty = data.opened("promotions").content
    data.save("promotions", Content({}, (row, other)), seen=empty.digest, by=LEAD)
    both = data.opened("promotions").content
    assert [(one["code"], one["ends_at"]) for one in both.rows] == [
        ("P1", "2026-11-19 00:00"),  # a day alone means the end of it
        ("P2", "2026-11-19 00:00"),
    ]
    data.save("promotions", Content({}, both.rows[1:]), seen=both.digest, by=LEAD)
    with store.read() as work:
        assert [one.code for one in work.catalogue.every_promotion("demo")] == ["P2"]


def test_regions_and_rules_are_the_shop_s_at_once(data: ShopData, store: SqlStore) -> None:
    rows = (
        {"name": "江浙沪", "provinces": "浙江、江苏、上海", "days": "1-2", "postage": "0", "reachable": "是"},
    )
    data.save("regions", Content({}, rows), seen=data.opened("regions").content.digest, by=LEAD)
    content, seen = edited(data, "rules", free_postage_from="99", pickup="12")
    data.save("rules", content, seen=seen, by=LEAD)
    with store.read() as work:
        shop = work.shops.get("demo")
    assert shop is not None
    assert (shop.regions[0].days, shop.free_postage_from) == ((1, 2), 9900)
    assert shop.watch.pickup.total_seconds() == 12 * 3600


def test_what_is_not_there_is_not_found(data: ShopData) -> None:
    for name, subject in (("product", "D9"), ("nonsense", ""), ("skus", "")):
        with pytest.raises(NotFound):
            data.opened(name, subject)


def test_the_list_finds_by_name_code_and_sku_and_takes_wildcards_as_they_are(
    data: ShopData, store: SqlStore
) -> None:
    def found(words: str) -> list[str]:
        with store.read() as work:
            return [line.code for line in views_shop.products(work.session, "demo", words, 1).lines]

    assert data.opened("product", "D1")
    assert [found(words) for words in ("碎花", "d1", "D1-S", "%", "_", "")] == [
        ["D1"],
        ["D1"],
        ["D1"],
        [],
        [],
        ["D1"],
    ]


def test_the_list_comes_page_by_page(store: SqlStore) -> None:
    with store.write() as work:
        for number in range(views_shop.PAGE + 3):
            work.catalogue.put("demo", replace(DRESS, code=f"N{number:03}", skus=()))
    with store.read() as work:
        last = views_shop.products(work.session, "demo", "", 99)
    assert (last.found, last.number, last.pages, len(last.lines)) == (views_shop.PAGE + 3, 2, 2, 3)
