from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.delivery import dispatch_promise, postage, region_of, transit
from bot.core.money import Fen
from bot.core.shop import DispatchRule, Region, Shop

SHANGHAI = ZoneInfo("Asia/Shanghai")
RULE = DispatchRule(cutoff=time(16), within_hours=48, works_on_sunday=False)

NEAR = Region("江浙沪", frozenset({"江苏", "浙江", "上海"}), days=(1, 2))
SOUTH = Region("华南", frozenset({"广东", "广西", "海南"}), days=(2, 4), postage=Fen(800))
FAR = Region("西北", frozenset({"新疆", "西藏"}), days=(5, 8), postage=Fen(1800), extra_per_kg=Fen(1000))
ABROAD = Region("港澳台", frozenset({"香港", "澳门", "台湾"}), days=(0, 0), reachable=False)
SHOP = Shop("demo", "小店", regions=(NEAR, SOUTH, FAR, ABROAD), free_postage_from=Fen(9900))


def at(day: int, clock: str) -> datetime:
    """June 2026: the 12th is a Friday, the 14th a Sunday."""
    return datetime.fromisoformat(f"2026-06-{day:02}T{clock}").replace(tzinfo=SHANGHAI)


def june(day: int) -> date:
    return date(2026, 6, day)


def test_paid_before_the_cutoff_goes_out_the_same_day() -> None:
    promise = dispatch_promise(at(12, "15:59"), RULE, SHANGHAI)
    assert (promise.day, promise.today, promise.tomorrow) == (june(12), True, False)
    assert not promise.cutoff_missed


def test_paid_at_the_cutoff_goes_out_the_next_day() -> None:
    promise = dispatch_promise(at(12, "16:00"), RULE, SHANGHAI)
    assert (promise.day, promise.today, promise.tomorrow) == (june(13), False, True)
    assert promise.cutoff_missed


def test_sundays_are_skipped_where_the_warehouse_rests() -> None:
    assert dispatch_promise(at(13, "16:30"), RULE, SHANGHAI).day == june(15)
    working = DispatchRule(cutoff=time(16), works_on_sunday=True)
    assert dispatch_promise(at(13, "16:30"), working, SHANGHAI).day == june(14)


def test_a_rest_day_has_no_cutoff_to_miss() -> None:
    promise = dispatch_promise(at(14, "20:00"), RULE, SHANGHAI)
    assert promise.day == june(15)
    assert not promise.cutoff_missed


def test_rest_days_push_both_the_day_and_the_last_moment() -> None:
    holiday = DispatchRule(cutoff=time(16), within_hours=48, rest_days=frozenset(map(june, range(19, 23))))
    promise = dispatch_promise(at(18, "17:00"), holiday, SHANGHAI)
    assert promise.day == june(23)
    assert promise.latest.astimezone(SHANGHAI).date() == june(23)


def test_the_last_moment_is_the_promised_hours_after_payment() -> None:
    promise = dispatch_promise(at(10, "11:00"), RULE, SHANGHAI, paid_at=at(10, "10:00"))
    assert promise.latest == at(12, "10:00")
    assert promise.latest.utcoffset() == timedelta(0)


def test_an_order_paid_before_the_cutoff_still_goes_today_after_it() -> None:
    assert dispatch_promise(at(10, "18:00"), RULE, SHANGHAI, paid_at=at(10, "10:00")).today


def test_a_missed_day_is_followed_by_the_next_possible_one() -> None:
    promise = dispatch_promise(at(11, "17:00"), RULE, SHANGHAI, paid_at=at(10, "10:00"))
    assert promise.day == june(12)
    assert not promise.overdue


def test_an_order_is_overdue_only_after_the_promised_hours() -> None:
    paid_at = at(10, "10:00")
    assert not dispatch_promise(at(12, "10:00"), RULE, SHANGHAI, paid_at=paid_at).overdue
    late = dispatch_promise(at(12, "10:01"), RULE, SHANGHAI, paid_at=paid_at)
    assert late.overdue
    assert late.latest > at(12, "10:01")


moments = st.timedeltas(timedelta(days=-150), timedelta(days=200)).map(lambda away: at(1, "00:00") + away)
rules = st.builds(
    DispatchRule,
    cutoff=st.times(),
    within_hours=st.integers(0, 240),
    rest_days=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    works_on_sunday=st.booleans(),
)


@given(now=moments, rule=rules, paid_before=st.none() | st.timedeltas(timedelta(0), timedelta(days=20)))
def test_no_promise_names_a_past_day_or_a_rest_day(
    now: datetime, rule: DispatchRule, paid_before: timedelta | None
) -> None:
    paid_at = None if paid_before is None else now - paid_before
    promise = dispatch_promise(now, rule, SHANGHAI, paid_at=paid_at)
    assert promise.day >= now.date()
    assert promise.day not in rule.rest_days
    assert rule.works_on_sunday or promise.day.weekday() != 6
    assert promise.latest >= now
    assert promise.latest.astimezone(SHANGHAI).date() >= promise.day
    assert promise.overdue == (paid_at is not None and now > paid_at + timedelta(hours=rule.within_hours))


@given(now=moments, rule=rules, earlier=st.timedeltas(timedelta(0), timedelta(days=5)))
def test_who_pays_earlier_is_never_promised_a_later_day(
    now: datetime, rule: DispatchRule, earlier: timedelta
) -> None:
    sooner = dispatch_promise(now, rule, SHANGHAI, paid_at=now - earlier)
    assert sooner.day <= dispatch_promise(now, rule, SHANGHAI).day


@pytest.mark.parametrize(
    ("province", "region"),
    [
        ("广东", SOUTH),
        ("广东省", SOUTH),
        ("广西壮族自治区", SOUTH),
        (" 上海市 ", NEAR),
        ("新疆维吾尔自治区", FAR),
        ("香港特别行政区", ABROAD),
        ("黑龙江省", None),
        ("火星", None),
        ("", None),
    ],
)
def test_a_region_is_found_by_the_short_and_the_official_name(province: str, region: Region | None) -> None:
    assert region_of(SHOP, province) is region


def test_a_region_may_list_its_provinces_by_their_official_names() -> None:
    region = Region("西北", frozenset({"新疆维吾尔自治区"}), days=(5, 8))
    assert region_of(Shop("demo", "小店", regions=(region,)), "新疆") is region


def test_transit_counts_from_the_day_of_dispatch() -> None:
    way = transit(SHOP, "广东省", june(12))
    assert way is not None
    assert (way.region, way.days) == (SOUTH, (2, 4))
    assert (way.earliest, way.latest) == (june(14), june(16))


@pytest.mark.parametrize("province", ["香港", "火星"])
def test_no_transit_time_is_named_for_a_place_not_reached(province: str) -> None:
    assert transit(SHOP, province, june(12)) is None


def test_postage_is_charged_below_the_free_value_and_the_rest_is_named() -> None:
    fee = postage(SHOP, "广东", Fen(8900), 500)
    assert fee is not None
    assert (fee.fee, fee.free, fee.missing_for_free) == (800, False, 1000)


@pytest.mark.parametrize(("province", "goods"), [("广东", 9900), ("浙江", 100)])
def test_postage_is_free_from_the_value_on_and_where_nothing_is_charged(province: str, goods: int) -> None:
    fee = postage(SHOP, province, Fen(goods), 500)
    assert fee is not None
    assert (fee.fee, fee.free, fee.missing_for_free) == (0, True, None)


@pytest.mark.parametrize(("grams", "fee"), [(0, 1800), (1000, 1800), (1001, 2800), (3000, 3800)])
def test_far_regions_pay_by_weight_whatever_the_value(grams: int, fee: int) -> None:
    charged = postage(SHOP, "西藏自治区", Fen(99900), grams)
    assert charged is not None
    assert (charged.fee, charged.free, charged.missing_for_free) == (fee, False, None)


def test_a_place_not_reached_is_told_apart_from_an_unknown_one() -> None:
    unreached = postage(SHOP, "台湾", Fen(99900), 500)
    assert unreached is not None
    assert (unreached.reachable, unreached.free) == (False, False)
    assert postage(SHOP, "火星", Fen(99900), 500) is None


def test_without_a_free_value_nothing_is_missing_for_it() -> None:
    fee = postage(Shop("demo", "小店", regions=(SOUTH,)), "广东", Fen(99900), 500)
    assert fee is not None
    assert (fee.fee, fee.missing_for_free) == (800, None)


@given(goods=st.integers(0, 50_000), more=st.integers(0, 50_000), grams=st.integers(0, 20_000))
def test_buying_more_of_the_same_weight_never_costs_more_postage(goods: int, more: int, grams: int) -> None:
    for province in ("江苏", "海南", "新疆"):
        less, dearer = (
            postage(SHOP, province, Fen(goods), grams),
            postage(SHOP, province, Fen(goods + more), grams),
        )
        assert less is not None
        assert dearer is not None
        assert dearer.fee <= less.fee
        assert less.free == (less.fee == 0)
