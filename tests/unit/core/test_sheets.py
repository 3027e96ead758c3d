"""Cells of the shop's own data: what is read back is what was shown, and a bad cell is told by its place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import shop_sheets
from bot.core.catalogue import ChartKind, Product, Promotion, PromotionKind, SizeChart, SizeRow, Sku, Span
from bot.core.cell_kinds import PARSE, SHOW, Kind
from bot.core.money import Fen
from bot.core.regions import PROVINCES
from bot.core.sheets import MOST_ROWS, Content, Fault, cells_of, read_row, read_rows
from bot.core.shop import Region, Shop
from bot.core.shop_sections import SECTIONS, Holder, differences
from bot.core.shop_settings import shop_to_settings
from bot.core.size_gaps import ChartFlaw, chart_notes

words = st.text(st.characters(whitelist_categories=("L", "N")), min_size=1, max_size=8)
with_semicolons = st.lists(words, min_size=1, max_size=3).map(";".join)
yuan = st.integers(1, 9_999_999).map(Fen)
spans = st.tuples(st.integers(1, 4000), st.integers(0, 400)).map(
    lambda ends: Span(ends[0] / 10, (ends[0] + ends[1]) / 10)
)
moments = st.integers(1_000_000_000, 4_000_000_000).map(lambda at: datetime.fromtimestamp(at, timezone.utc))
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: words,
    Kind.LONG: words,
    Kind.DIGITS: st.from_regex(r"[0-9]{1,20}", fullmatch=True),
    Kind.PRICE: yuan,
    Kind.AMOUNT: st.integers(0, 9_999_999).map(Fen),
    Kind.COUNT: st.integers(0, 10_000_000),
    Kind.FLAG: st.booleans(),
    Kind.DAY: st.dates(date(2001, 1, 1), date(2098, 1, 1)),
    Kind.DAYS: st.frozensets(st.dates(date(2001, 1, 1), date(2098, 1, 1)), max_size=5),
    Kind.MOMENT: moments,
    Kind.END: moments,
    Kind.CLOCK: st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    Kind.HOURS: st.integers(0, 720).map(lambda hours: timedelta(hours=hours)),
    Kind.MINUTES: st.integers(0, 720).map(lambda minutes: timedelta(minutes=minutes)),
    Kind.SPAN: spans,
    Kind.TRANSIT: st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda ends: (ends[0], sum(ends))),
    Kind.TEXTS: st.lists(with_semicolons, max_size=4).map(tuple),
    Kind.PAIRS: st.dictionaries(words, with_semicolons, max_size=4),
    Kind.SIZES: st.dictionaries(words, st.integers(1, 5000).map(lambda tenths: tenths / 10), max_size=4),
    Kind.PROVINCES: st.frozensets(st.sampled_from(sorted(PROVINCES)), min_size=1, max_size=9),
}


@given(st.data())
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CHOICE])
def test_what_a_cell_shows_is_read_back_as_the_same_value(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    text = SHOW[kind](value)
    if text:
        assert PARSE[kind](text) == value


@given(st.text(max_size=60))
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CHOICE])
def test_whatever_is_typed_is_a_value_or_a_value_error(kind: Kind, typed: str) -> None:
    with suppress(ValueError, OverflowError):
        PARSE[kind](typed)


SHOP = Shop(
    "demo",
    "小店",
    couriers=("中通快递", "圆通速递"),
    regions=(Region("江浙沪", frozenset({"浙江", "江苏"}), (1, 2), Fen(0)),),
    free_postage_from=Fen(8800),
    notes={"invoice": "电子发票", "other": "表单不认识的说明"},
)
DRESS = Product(
    "D1",
    "小雏菊碎花连衣裙",
    "小雏菊",
    "连衣裙",
    Fen(12900),
    Fen(11900),
    attributes={"材质": "棉;麻"},
    weaknesses=("易皱",),
    skus=(Sku("D1-S", "白", "S", Fen(12900), 3), Sku("D1-L", "白", "L", Fen(13900), 0)),
)
SALE = Promotion(
    "P1",
    PromotionKind.COUPON,
    "满99减10",
    "首页领",
    datetime(2026, 11, 1, tzinfo=timezone.utc),
    datetime(2026, 11, 30, tzinfo=timezone.utc),
    Fen(9900),
    Fen(1000),
)
RECORDS: dict[Holder, Any] = {Holder.SHOP: SHOP, Holder.PRODUCT: DRESS, Holder.PROMOTIONS: (SALE,)}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_that_is_saved_as_it_was_opened_changes_nothing(name: str) -> None:
    section, record = SECTIONS[name], RECORDS[SECTIONS[name].holder]
    content = section.content(record)
    head, rows, faults = section.read(content)
    assert not faults
    after = section.applied(record, head, rows)
    assert after == record
    assert differences(section, content, section.content(after)) == {}


def test_every_rule_of_a_shop_can_be_edited_or_has_a_reason_not_to_be() -> None:
    edited = {column.key for one in SECTIONS.values() if one.head for column in one.head.columns}
    edited |= {"regions", "couriers", "hours", "dispatch", "return_address", "watch", "bargain", "notes"}
    edited |= {"shifts", "alone", "learning", "training", "keep"}  # pages of their own
    without_form = {"timezone", "upgrades", "follow_ups"}  # times in forms are Asia/Shanghai
    assert set(shop_to_settings(SHOP)) - edited == without_form


def faults_of(name: str, typed: dict[str, str]) -> list[tuple[str, str]]:
    section = SECTIONS[name]
    opened = section.content(RECORDS[section.holder])
    if section.head:
        content = replace(opened, head={**opened.head, **typed})
    else:
        content = replace(opened, rows=({**opened.rows[0], **typed},))
    return [(fault.column, fault.code) for fault in section.read(content)[2]]


@pytest.mark.parametrize(
    ("name", "typed", "fault"),
    [
        ("product", {"price": "一百"}, ("price", "no_price")),
        ("product", {"price": "0"}, ("price", "no_price")),
        ("product", {"floor": "130"}, ("floor", "floor_above_price")),
        ("product", {"title": " "}, ("title", "missing")),
        ("product", {"name": "长" * 201}, ("name", "too_long")),
        ("product", {"attributes": "棉"}, ("attributes", "no_pairs")),
        ("product", {"return_class": "随便"}, ("return_class", "no_choice")),
        ("promotions", {"ends_at": "2026-10-01"}, ("ends_at", "ends_before_it_starts")),
        ("promotions", {"reduction": "100"}, ("reduction", "reduction_above_threshold")),
        ("regions", {"provinces": "浙江、火星"}, ("provinces", "no_provinces")),
        ("regions", {"days": "3-2"}, ("days", "no_transit")),
        ("regions", {"days": "3-90"}, ("days", "out_of_range")),
        ("opening", {"opens": "25:00"}, ("opens", "no_clock")),
        ("opening", {"opens": "23:30"}, ("closes", "never_open")),
        ("bargain", {"vip_percent": "0"}, ("vip_percent", "out_of_range")),
        ("dispatch", {"rest_days": "国庆"}, ("rest_days", "no_days")),
    ],
)
def test_a_bad_cell_is_told_by_its_column_and_why(
    name: str, typed: dict[str, str], fault: tuple[str, str]
) -> None:
    assert faults_of(name, typed) == [fault]


def test_a_province_stands_in_one_region_only() -> None:
    row = {"name": "华东", "provinces": "浙江省", "days": "2", "reachable": "是"}
    reading = read_rows(shop_sheets.REGIONS, [{**row, "name": "江浙沪"}, row])
    assert reading.faults == (
        Fault(1, "provinces", "province_twice", {"province": "浙江", "other": "江浙沪"}),
    )


def test_the_same_key_twice_is_told_at_the_second_row() -> None:
    reading = read_rows(shop_sheets.COURIERS, [{"name": "中通"}, {"name": "圆通"}, {"name": "中通"}])
    assert [(fault.place, fault.code) for fault in reading.faults] == [(2, "twice")]


def test_a_table_has_its_limit() -> None:
    rows = [{"name": str(number)} for number in range(MOST_ROWS + 1)]
    assert [fault.code for fault in read_rows(shop_sheets.COURIERS, rows).faults] == ["too_many_rows"]


def test_a_child_s_chart_in_metres_is_refused_by_its_limits() -> None:
    _, faults = read_row(shop_sheets.SIZES, {"size": "110", "height": "1.05-1.15"})
    assert [(fault.column, fault.code) for fault in faults] == [("height", "out_of_range")]


def test_skus_at_the_product_s_price_follow_it_and_others_stay() -> None:
    section = SECTIONS["product"]
    content = section.content(DRESS)
    head, rows, _ = section.read(Content({**content.head, "price": "125"}, ()))
    changed = section.applied(DRESS, head, rows)
    assert [sku.price for sku in changed.skus] == [12500, 13900]


@given(st.lists(spans.filter(lambda span: span.low >= 30 and span.high <= 250), min_size=2, max_size=6))
def test_a_chart_whose_rows_touch_has_nothing_to_tell(found: list[Span]) -> None:
    ends = sorted({end for span in found for end in (span.low, span.high)})
    rows = [SizeRow(str(place), height=Span(*pair)) for place, pair in enumerate(pairwise(ends))]
    assert chart_notes(SizeChart(ChartKind.CHILD, tuple(rows))) == ()


@pytest.mark.parametrize(
    ("second", "flaw"),
    [
        (Span(168, 175), ChartFlaw.GAP),
        (Span(160, 170), ChartFlaw.OVERLAP),
        (Span(150, 154), ChartFlaw.BACKWARDS),
    ],
)
def test_gaps_overlaps_and_rows_in_the_wrong_order_are_told(second: Span, flaw: ChartFlaw) -> None:
    rows = (SizeRow("S", height=Span(155, 165)), SizeRow("M", height=second))
    notes = chart_notes(SizeChart(ChartKind.CHILD, rows))
    assert [(note.flaw, note.measure, note.smaller, note.larger) for note in notes] == [
        (flaw, "height", "S", "M")
    ]


def test_heights_of_a_chart_by_weight_may_overlap() -> None:
    rows = (
        SizeRow("S", height=Span(150, 163), weight=Span(40, 47)),
        SizeRow("M", height=Span(153, 166), weight=Span(47, 52)),
    )
    assert chart_notes(SizeChart(ChartKind.ADULT, rows)) == ()


def test_a_range_may_be_typed_as_people_write_it() -> None:
    for typed in ("155-160", "155～160", "155 — 160", "155到160", "１５５-１６０"):
        assert PARSE[Kind.SPAN](typed) == Span(155, 160)
    assert PARSE[Kind.SPAN]("160") == Span(160, 160)


def test_the_audit_trail_is_told_each_cell_before_and_after() -> None:
    section = SECTIONS["skus"]
    before = section.content(DRESS)
    rows = ({**before.rows[0], "stock": "9"}, {**before.rows[1], "code": "D1-XL"})
    assert differences(section, before, Content({}, rows)) == {
        "D1-S 库存": "3 → 9",
        "added": ["D1-XL"],
        "removed": ["D1-L"],
    }


def test_cells_of_a_record_are_what_a_form_shows() -> None:
    assert cells_of(shop_sheets.OPENING, SHOP.hours) == {
        "opens": "09:00",
        "closes": "23:30",
        "closed_days": "",
    }
    assert PARSE[Kind.CLOCK]("09:00") == time(9)
