from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.importers import states
from bot.core import cells as values
from bot.core.catalogue import Fit
from bot.core.money import Fen, yuan_text

PARSERS = (
    values.parse_order_number,
    values.parse_item_number,
    values.parse_tracking_number,
    values.parse_amount,
    values.parse_price,
    values.parse_count,
    values.parse_quantity,
    values.parse_time,
    values.parse_end,
    values.one_of(Fit),
    states.parse_order_state,
    states.parse_refund_state,
    states.parse_parcel_state,
)

NEARLY_VALUES = st.text(alphabet="0123456789¥￥元.,-+eE:/TZ年月日 '\"=²٣", max_size=30)
SHANGHAI_NOON = datetime(2024, 1, 2, 4, tzinfo=timezone.utc)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize("parse", PARSERS)
@given(text=st.text(max_size=60) | NEARLY_VALUES)
@example(text="9" * 4000)
@example(text="1e999999999")
@example(text="2024-13-45 25:61:61")
@example(text="2024-01-02 10:00:00+99:99")
@example(text="\ud800")
def test_a_cell_is_read_or_refused_with_a_value_error(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except ValueError as error:
        assert str(error)


@given(st.integers(min_value=0, max_value=9_999_999_999))
def test_an_amount_survives_being_written_and_read(fen: int) -> None:
    assert values.parse_amount(yuan_text(Fen(fen))) == fen


@given(st.from_regex(r"[0-9]{5,32}", fullmatch=True))
def test_an_order_number_survives_being_read_twice(number: str) -> None:
    assert values.parse_order_number(values.parse_order_number(number)) == number


@given(st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)))  # noqa: DTZ001
def test_a_time_survives_being_written_and_read(naive: datetime) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone.utc)
    assert values.parse_time(values.shop_time(moment)) == moment


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0元", 0),
        ("¥12.50", 1250),
        ("￥12.50", 1250),
        ("1,299.00", 129_900),
        ("１２．５ 元", 1250),
        ("0.005", 1),
        ("12.499999999999998", 1250),
    ],
)
def test_amounts_come_in_many_spellings(text: str, fen: int) -> None:
    assert values.parse_amount(text) == fen


@pytest.mark.parametrize("text", ["-1", "¥-0.01", "12 50", "1.2万", "1,29", "12.5/件", "nan", "1e5", ""])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        values.parse_amount(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-02 12:00:00", SHANGHAI_NOON),
        ("2024/1/2 12:00", SHANGHAI_NOON),
        ("2024-1-2 12:0:0.0", SHANGHAI_NOON),
        ("2024年1月2日 12：00", SHANGHAI_NOON),
        ("2024-01-02T12:00:00+08:00", SHANGHAI_NOON),
        ("2024-01-02T04:00:00Z", SHANGHAI_NOON),
        ("2024-01-01 23:00:00-0500", SHANGHAI_NOON),
        ("2024-01-02", utc(2024, 1, 1, 16)),
    ],
)
def test_times_are_shop_time_unless_they_name_an_offset(text: str, moment: datetime) -> None:
    assert values.parse_time(text) == moment


@pytest.mark.parametrize("text", ["2024-02-30", "2024-01-110:00", "0000-00-00 00:00:00", "45293.4", "昨天"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        values.parse_time(text)


def test_an_end_without_a_clock_is_the_end_of_that_day() -> None:
    assert values.parse_end("2024-06-18") - values.parse_time("2024-06-18") == timedelta(days=1)
    assert values.parse_end("2024-06-18 20:00") == values.parse_time("2024-06-18 20:00")


def test_a_number_that_excel_rounded_is_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match=r"'1\.23457E\+18' was rounded by Excel.*export it as text"):
        values.parse_order_number("1.23457E+18")


@pytest.mark.parametrize("number", ["1234", "9" * 33, "12345a", "-12345", "12 345", "٣٣٣٣٣"])
def test_an_order_number_is_5_to_32_digits(number: str) -> None:
    with pytest.raises(ValueError, match="5 to 32 digits"):
        values.parse_order_number(number)


def test_a_tracking_number_loses_the_label_in_front() -> None:
    assert values.parse_tracking_number("No:YT1234567890") == "YT1234567890"
    assert values.parse_tracking_number("NO123456789") == "NO123456789"


def test_a_phone_in_the_wrong_column_is_masked_in_the_reason() -> None:
    with pytest.raises(ValueError, match=r"138\*\*\*\*5678") as refused:
        values.parse_time("13812345678")
    assert "13812345678" not in str(refused.value)
