"""A parcel's history put in order, and where its events happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.core.parcels import ParcelEvent, ParcelState

LEADING = re.compile(r"\s*[\[【]\s*([^\[\]【】]{1,40}?)\s*[\]】]")
BRACKETED = re.compile(r"[\[【]\s*([^\[\]【】]{1,40}?)\s*[\]】]")
PLACE_ENDING = re.compile(
    r"(?:[省市区县镇乡州盟旗站点店仓部港]|中心|公司|口岸|机场|仓库|驿站|快递柜|营业[部厅所]|网点|集散地?|分拨|处理)$"
)
LONG_NUMBER = re.compile(r"\d{5}")


def place_in(text: str) -> str:
    """The place a courier wrote in brackets: any that leads the line, further on only what names a place.

    Later brackets also hold couriers' names, signatures and phone numbers.
    """
    leading = LEADING.match(text)
    if leading and not LONG_NUMBER.search(leading.group(1)):
        return leading.group(1)
    for found in BRACKETED.findall(text):
        if PLACE_ENDING.search(found) and not LONG_NUMBER.search(found):
            return str(found)
    return ""


def oldest_first(events: Sequence[ParcelEvent]) -> tuple[ParcelEvent, ...]:
    """Without repetitions. Couriers list the newest first unless the times say otherwise, which decides
    between equal times."""
    newest_first = not events or events[0].at >= events[-1].at
    listed = dict.fromkeys(reversed(events) if newest_first else events)
    return tuple(sorted(listed, key=lambda event: event.at))


def signed_at(state: ParcelState, events: Sequence[ParcelEvent]) -> datetime | None:
    """When a signed parcel was signed for; `events` are oldest first."""
    if state is not ParcelState.SIGNED or not events:
        return None
    return next((event.at for event in events if event.state is ParcelState.SIGNED), events[-1].at)
