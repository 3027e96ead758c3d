"""Cells of a shop's tables as values. What is none raises ValueError with the offending value, masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.core.imports import shown
from bot.core.money import Fen, fen_from_yuan

Kind = TypeVar("Kind", bound=Enum)

SHOP_ZONE = ZoneInfo("Asia/Shanghai")
YEARS = range(2000, 2100)
FLAGS = {"是": True, "true": True, "1": True, "否": False, "false": False, "0": False}
LARGEST_COUNT = 10_000_000

ORDER_NUMBER = re.compile(r"[0-9]{5,32}")
ITEM_NUMBER = re.compile(r"[0-9]{1,20}")
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
AMOUNT = re.compile(
    r"(?:¥|CNY|RMB)?\s*(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,20})?)\s*元?", re.IGNORECASE
)
COUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.0{1,20})?")
TRACKING_NUMBER = re.compile(r"[A-Za-z0-9-]{5,40}")
DAY = r"(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2})(?:\.[0-9]+)?)?"
OFFSET = r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})"
TIME = re.compile(rf"{DAY}(?:[T\s]\s*{CLOCK}\s*{OFFSET}?)?")


def folded(text: str) -> str:
    """Full-width letters, digits and punctuation as their ordinary forms, no space around."""
    return unicodedata.normalize("NFKC", text).strip()


def parse_order_number(text: str) -> str:
    """5 to 32 digits."""
    number = folded(text)
    if SCIENTIFIC.fullmatch(number):
        raise ValueError(f"{shown(text)} was rounded by Excel, its last digits are lost; export it as text")
    if not ORDER_NUMBER.fullmatch(number):
        raise ValueError(f"{shown(text)} is not a number of 5 to 32 digits")
    return number


def parse_item_number(text: str) -> str:
    """The platform's digits for an item."""
    number = folded(text)
    if not ITEM_NUMBER.fullmatch(number):
        raise ValueError(f"{shown(text)} is not an item number of digits")
    return number


def parse_tracking_number(text: str) -> str:
    """Letters and digits; exports write No: in front."""
    number = re.sub(r"^(?:No|运单号)[:.]\s*", "", folded(text), flags=re.IGNORECASE)
    if SCIENTIFIC.fullmatch(number) or not TRACKING_NUMBER.fullmatch(number):
        raise ValueError(f"{shown(text)} is not a tracking number")
    return number


def parse_amount(text: str) -> Fen:
    """Yuan, not negative: 12.5, ¥12.50, 1,299.00, 0元."""
    match = AMOUNT.fullmatch(folded(text))
    if not match:
        raise ValueError(f"{shown(text)} is not an amount in yuan")
    yuan = Decimal(match.group(1).replace(",", ""))
    if yuan < 0:
        raise ValueError(f"{shown(text)} is a negative amount")
    return fen_from_yuan(yuan)


def parse_price(text: str) -> Fen:
    """An amount that something can be sold for."""
    price = parse_amount(text)
    if price == 0:
        raise ValueError(f"{shown(text)} is no price: it must be more than 0")
    return price


def parse_count(text: str) -> int:
    """A whole number, not negative."""
    match = COUNT.fullmatch(folded(text))
    if not match or (count := int(match.group(1).replace(",", ""))) > LARGEST_COUNT:
        raise ValueError(f"{shown(text)} is not a whole number from 0 to {LARGEST_COUNT}")
    return count


def parse_quantity(text: str) -> int:
    """How many of something were bought: at least one."""
    quantity = parse_count(text)
    if quantity == 0:
        raise ValueError(f"{shown(text)} is no quantity: it must be at least 1")
    return quantity


def parse_time(text: str) -> datetime:
    """A moment in UTC; without an offset it is read as shop time, without a clock as midnight."""
    match = TIME.fullmatch(folded(text))
    if not match or int(match["year"]) not in YEARS:
        raise ValueError(f"{shown(text)} is not a time like 2024-01-02 10:00:00")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=_zone(match["offset"]))
    except ValueError as error:
        raise ValueError(f"{shown(text)} is not a time: {error}") from None
    return local.astimezone(timezone.utc)


def parse_day(text: str) -> date:
    return parse_time(text).astimezone(SHOP_ZONE).date()


def parse_flag(text: str) -> bool:
    flag = FLAGS.get(folded(text).lower())
    if flag is None:
        raise ValueError(f"{shown(text)} is neither 是 nor 否")
    return flag


def shop_time(moment: datetime) -> str:
    """As the exports write it; parse_time reads it back."""
    return f"{moment.astimezone(SHOP_ZONE):%Y-%m-%d %H:%M:%S}"


def parse_end(text: str) -> datetime:
    """Like parse_time, but a bare date means the end of that day."""
    moment = parse_time(text)
    return moment if ":" in folded(text) else moment + timedelta(days=1)


def one_of(kinds: type[Kind]) -> Callable[[str], Kind]:
    """A reader of an enumeration's own values."""

    def parse(text: str) -> Kind:
        for kind in kinds:
            if kind.value == folded(text).lower():
                return kind
        raise ValueError(f"{shown(text)} is none of {', '.join(str(kind.value) for kind in kinds)}")

    return parse


def _zone(offset: str | None) -> ZoneInfo | timezone:
    if offset is None:
        return SHOP_ZONE
    if offset == "Z":
        return timezone.utc
    distance = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-distance if offset.startswith("-") else distance)
