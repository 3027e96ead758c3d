"""A talk as it is read on the desk: days, who speaks, notes and lines, what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.adapters.store.views import MOST_MESSAGES, ConversationView, MessageView
from bot.core.conversations import UNMANNED, MessageKind, Sender
from bot.core.pictures import Picture
from bot.core.thread import ThreadLine
from bot.web.pages.waiting import unanswered

SHOP_ZONE = ZoneInfo("Asia/Shanghai")
SAME_BREATH = timedelta(minutes=5)
"""Bubbles of one writer within this time stand under one name."""
LARGEST, SMALLEST = 180, 48
"""Pixels of a thumbnail's sides."""


class Writer(str, Enum):
    BUYER = "buyer"
    ME = "me"
    COLLEAGUE = "colleague"
    AUTOMATIC = "automatic"
    ELSEWHERE = "elsewhere"
    """Somebody who answered in the channel itself, past the desk."""


@dataclass(frozen=True)
class Bubble:
    message: MessageView
    writer: Writer
    name: str
    """Of a buyer or colleague."""
    begins_group: bool
    begins_day: bool
    begins_unanswered: bool


@dataclass(frozen=True)
class Aside:
    """A note or a line of the desk, between the bubbles."""

    line: ThreadLine
    name: str
    is_mine: bool
    begins_day: bool


def thread(talk: ConversationView, login: str) -> Iterator[Bubble | Aside]:
    """Oldest first. Asides stand where they were written."""
    waiting = unanswered(talk)
    day: date | None = None
    before: MessageView | None = None
    for one in _in_order(talk):
        begins_day, day = _day(one.at) != day, _day(one.at)
        if isinstance(one, ThreadLine):
            yield Aside(one, talk.names.get(one.author, one.author), one.author == login, begins_day)
            before = None
            continue
        begins_unanswered = bool(waiting) and one.id == waiting[0].id
        yield Bubble(
            message=one,
            writer=_writer(one, login),
            name=talk.buyer_nick if one.sender is Sender.BUYER else talk.names.get(one.author, one.author),
            begins_group=begins_day or begins_unanswered or not _goes_on(before, one),
            begins_day=begins_day,
            begins_unanswered=begins_unanswered,
        )
        before = one


def _in_order(talk: ConversationView) -> Iterator[MessageView | ThreadLine]:
    asides = list(talk.lines)
    if talk.messages:  # what was said between messages that are too old to be shown stays with them
        asides = [one for one in asides if one.after_message >= talk.messages[0].id or _is_whole(talk)]
    for message in talk.messages:
        while asides and asides[0].after_message < message.id:
            yield asides.pop(0)
        yield message
    yield from asides


def _is_whole(talk: ConversationView) -> bool:
    return len(talk.messages) < MOST_MESSAGES


def _goes_on(before: MessageView | None, message: MessageView) -> bool:
    if before is None or before.kind is MessageKind.SYSTEM:
        return False
    same = (before.sender, before.author) == (message.sender, message.author)
    return same and message.at - before.at < SAME_BREATH


def _writer(message: MessageView, login: str) -> Writer:
    if message.sender is Sender.BUYER:
        return Writer.BUYER
    if message.author in UNMANNED:
        return Writer.AUTOMATIC
    if message.author == login:
        return Writer.ME
    return Writer.COLLEAGUE if message.author else Writer.ELSEWHERE


def _day(at: datetime) -> date:
    return at.astimezone(SHOP_ZONE).date()


def links(message: MessageView) -> list[tuple[str, str]]:
    """(address, host) of attachments that lie elsewhere. They are never fetched by the desk."""
    found = []
    for attachment in message.attachments:
        address = str(attachment.get("url", ""))
        host = urlsplit(address).hostname if address.startswith(("https://", "http://")) else None
        if host:
            found.append((address, host))
    return found


def refusals(message: MessageView) -> list[str]:
    """Why pictures that a channel handed in are not shown."""
    return [str(one["refused"]) for one in message.attachments if "refused" in one]


def thumbnail(picture: Picture) -> tuple[int, int]:
    """Width and height in the thread, known before the file has come, so that nothing moves."""
    scale = min(1.0, LARGEST / max(picture.width, picture.height))
    return max(SMALLEST, round(picture.width * scale)), max(SMALLEST, round(picture.height * scale))
