from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from bot.adapters.importers import read_logistics
from bot.adapters.importers.parcel_history import place_in
from bot.core.imports import ParcelUpdate, Read, Rejected, UnreadableFile
from bot.core.parcels import ParcelEvent, ParcelState

Fixture = Callable[..., object]

NEWEST_FIRST = [
    {"time": "2024-01-04 09:30:00", "context": "已签收，签收人：【本人】", "status": "签收"},
    {"time": "2024-01-03 20:00:00", "context": "快件到达【杭州转运中心】", "status": "在途"},
    {"time": "2024-01-03 20:00:00", "context": "快件离开【上海转运中心】", "status": "在途"},
    {"time": "2024-01-02 18:00:00", "context": "[上海松江网点]已揽收", "status": "揽收"},
]


def at(*parts: int) -> datetime:
    return datetime(2024, 1, *parts, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]


HISTORY = ParcelUpdate(
    tracking_number="YT1234567890",
    courier="圆通速递",
    state=ParcelState.SIGNED,
    events=(
        ParcelEvent(at(2, 10), "[上海松江网点]已揽收", ParcelState.PICKED_UP, "上海松江网点"),
        ParcelEvent(at(3, 12), "快件离开【上海转运中心】", ParcelState.IN_TRANSIT, "上海转运中心"),
        ParcelEvent(at(3, 12), "快件到达【杭州转运中心】", ParcelState.IN_TRANSIT, "杭州转运中心"),
        ParcelEvent(at(4, 1, 30), "已签收，签收人：【本人】", ParcelState.SIGNED),
    ),
    signed_at=at(4, 1, 30),
)


def push(**changed: object) -> dict[str, object]:
    result = {"state": "3", "com": "yuantong", "nu": "YT1234567890", "data": NEWEST_FIRST}
    return {"status": "polling", "lastResult": result | changed}


@pytest.mark.parametrize("data", [NEWEST_FIRST, NEWEST_FIRST[::-1]])
def test_a_push_is_read_oldest_first_however_it_is_ordered(
    save_json: Fixture, only: Fixture, data: list[object]
) -> None:
    assert only(read_logistics(save_json(push(data=data)))).record == HISTORY  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "arrange",
    [
        lambda body: json.dumps(body, ensure_ascii=False),
        lambda body: json.dumps([body], ensure_ascii=False, indent=2),
        lambda body: json.dumps(body["lastResult"]),
        lambda body: json.dumps({"pushes": [body]}),
    ],
)
def test_a_push_comes_bare_in_a_list_or_without_its_envelope(
    save: Fixture, only: Fixture, arrange: Callable[[object], str]
) -> None:
    assert only(read_logistics(save(arrange(push()), "p.json", "utf-8"))).record == HISTORY  # type: ignore[attr-defined]


def test_json_lines_keep_their_line_numbers_and_bad_lines_cost_only_themselves(save: Fixture) -> None:
    lines = [
        json.dumps(push()),
        "",
        '{"lastResult": {',
        json.dumps(push(nu="YT2")),
        "3",
        json.dumps(push(state="99")),
    ]
    rows = list(read_logistics(save("\r\n".join([*lines, json.dumps(push())]), "p.jsonl", "utf-8")))
    assert [(type(row), row.line) for row in rows] == [
        (Read, 1),
        (Rejected, 3),
        (Rejected, 4),
        (Rejected, 5),
        (Rejected, 6),
        (Read, 7),
    ]


def test_an_event_with_a_finer_code_takes_it(save_json: Fixture, only: Fixture) -> None:
    event = NEWEST_FIRST[0] | {"statusCode": "501", "status": "派件"}
    read = only(read_logistics(save_json(push(state=5, data=[event]))))
    assert read.record.events[0].state is ParcelState.AT_STATION


def test_an_event_in_unknown_words_is_on_the_way(save_json: Fixture, only: Fixture) -> None:
    event = {"time": "2024-01-03 20:00:00", "context": "清点中", "status": "清点"}
    read = only(read_logistics(save_json(push(state="3", data=[event]))))
    assert read.record.events[0].state is ParcelState.IN_TRANSIT
    assert read.record.signed_at == at(3, 12)


def test_a_parcel_without_history_has_no_time_of_signing(save_json: Fixture, only: Fixture) -> None:
    update = only(read_logistics(save_json(push(data=[])))).record
    assert (update.state, update.events, update.signed_at) == (ParcelState.SIGNED, (), None)


def test_a_returned_parcel_was_not_signed_for_by_the_buyer(save_json: Fixture, only: Fixture) -> None:
    update = only(read_logistics(save_json(push(state="4")))).record
    assert (update.state, update.signed_at) == (ParcelState.RETURNED, None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"state": "99"}, "state: '99' is no known courier state"),
        ({"state": None}, "state is missing"),
        ({"nu": ""}, "nu is missing"),
        ({"nu": "13 8"}, "nu: '13 8' is not a tracking number"),
        ({"data": "none"}, "data is not a list"),
        (
            {"data": [{"time": "gestern", "context": "x"}]},
            "data 1: time: 'gestern' is not a time like 2024-01-02",
        ),
        ({"data": [{"time": "2024-01-02 18:00:00"}]}, "data 1: context is missing"),
        ({"data": ["x"]}, "data 1: it is not an object"),
    ],
)
def test_a_bad_push_is_rejected_with_its_reason(
    save_json: Fixture, reason: Fixture, changed: dict[str, object], why: str
) -> None:
    assert reason(read_logistics(save_json(push(**changed)))).startswith(why)  # type: ignore[attr-defined]


def test_what_is_no_push_is_rejected(save_json: Fixture, reason: Fixture) -> None:
    assert reason(read_logistics(save_json(["x"]))) == "the push is not an object"
    assert reason(read_logistics(save_json([{"lastResult": [1]}]))) == "lastResult is not an object"


def table_rows(*events: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "运单号": "No:YT1234567890",
            "物流公司": "圆通速递",
            "时间": event["time"],
            "状态": event["status"],
            "内容": event["context"],
        }
        for event in events
    ]


@pytest.mark.parametrize("events", [NEWEST_FIRST, NEWEST_FIRST[::-1], [*NEWEST_FIRST, *NEWEST_FIRST]])
def test_a_table_of_events_says_the_same_as_a_push(
    save_csv: Fixture, only: Fixture, events: list[dict[str, str]]
) -> None:
    assert only(read_logistics(save_csv(*table_rows(*events)))).record == HISTORY  # type: ignore[attr-defined]


def test_the_parcels_of_a_table_may_be_mixed_and_bad_rows_cost_only_themselves(save_csv: Fixture) -> None:
    first, second, third, _ = table_rows(*NEWEST_FIRST)
    other = second | {
        "运单号": "ZT999999",
        "物流公司": "zhongtong",
        "状态": "5",
        "店铺名称": "小雨家",
        "网点": "a",
    }
    bad = third | {"状态": "99"}
    rejected, one, two = read_logistics(save_csv(first, other, bad, second))
    assert rejected == Rejected(4, "状态: '99' is no known courier state")
    assert isinstance(one, Read)
    assert [event.at for event in one.record.events] == [at(3, 12), at(4, 1, 30)]
    assert isinstance(two, Read)
    assert (two.record.tracking_number, two.record.courier) == ("ZT999999", "中通快递")
    assert two.record.state is ParcelState.DELIVERING
    assert (two.line, two.shop_name, dict(two.extra)) == (3, "小雨家", {"网点": "a"})


def test_a_file_of_another_kind_is_unreadable(save_csv: Fixture) -> None:
    with pytest.raises(UnreadableFile, match="expected a logistics table, found a table that begins '姓名'"):
        read_logistics(save_csv({"姓名": "王"}))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("【杭州市】 快件已到达 【杭州转运中心】", "杭州市"),
        ("[深圳宝安] 已发出", "深圳宝安"),
        ("快件到达【杭州转运中心】", "杭州转运中心"),
        ("已到【四川省成都市高新区中和一部公司 】", "四川省成都市高新区中和一部公司"),
        ("派件员【张三】电话【13812345678】正在派件", ""),
        ("【13812345678】正在派件", ""),
        ("签收人：【本人】，已放【菜鸟驿站】", "菜鸟驿站"),
        ("在途中", ""),
        ("【】【", ""),
    ],
)
def test_the_place_is_what_the_courier_put_in_brackets(text: str, place: str) -> None:
    assert place_in(text) == place
