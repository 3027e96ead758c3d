"""What somebody's open talks hold for the next shift."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, nulls_last, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.approvals import ApprovalRow
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.orders import OrderRow, RefundRow
from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DecisionRow,
    MessageRow,
    SuggestionRow,
)
from bot.core.approvals import ApprovalState
from bot.core.conversations import ConversationState
from bot.core.handovers import LineKind, SheetLine, promised_at
from bot.core.inbox import Concern
from bot.core.orders import OPEN_REFUNDS
from bot.core.shop_settings import shop_from_settings

MOST_LINES = 200
LONGEST_TEXT = 60
PROMISES_LOOKED_AT = timedelta(days=4)
"""The farthest hour that a reply names is two days off."""
OVERDUE_SHOWN = timedelta(hours=12)
"""A promise whose hour has passed without the desk knowing whether it was kept."""
_BY_CONCERN = {Concern.COMPLAINT.value: LineKind.COMPLAINT, Concern.AFTER_SALE.value: LineKind.AFTER_SALE}


def open_lines(session: Session, login: str, now: datetime) -> tuple[SheetLine, ...]:
    own = (ConversationRow.owner == login, ConversationRow.state != ConversationState.CLOSED.value)
    talks = session.execute(
        select(ConversationRow, BuyerRow.nickname, ShopRow)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
        .where(*own)
        .order_by(nulls_last(ConversationRow.waiting_since), ConversationRow.id)
        .limit(MOST_LINES)
    ).all()
    nicks = {talk.id: nick for talk, nick, _ in talks}
    zones = {
        talk.id: shop_from_settings(shop.code, shop.name, shop.settings).timezone for talk, _, shop in talks
    }
    return (
        *_talks(session, [talk for talk, _, _ in talks], nicks),
        *_promises(session, now, nicks, zones),
        *_approvals(session, login),
        *_refunds(session, nicks),
    )


def _talks(
    session: Session, talks: Sequence[ConversationRow], nicks: Mapping[int, str]
) -> Iterator[SheetLine]:
    newest = select(func.max(MessageRow.id)).where(
        MessageRow.conversation_id.in_(nicks), MessageRow.recalled_at.is_(None)
    )
    last = session.execute(
        select(MessageRow.conversation_id, MessageRow.text).where(
            MessageRow.id.in_(newest.group_by(MessageRow.conversation_id))
        )
    ).all()
    texts: dict[int, str] = {row[0]: row[1] for row in last}
    for talk in talks:
        usual = LineKind.WAITING if talk.waiting_since else LineKind.OPEN
        kind = _BY_CONCERN.get(talk.concern, usual)
        text = texts.get(talk.id, "")[:LONGEST_TEXT]
        yield SheetLine(kind, talk.id, nicks[talk.id], text, talk.waiting_since)


def _promises(
    session: Session, now: datetime, nicks: Mapping[int, str], zones: Mapping[int, ZoneInfo]
) -> Iterator[SheetLine]:
    """The last hour that was promised in each talk, whoever promised it."""
    found = session.execute(
        select(SuggestionRow.conversation_id, SuggestionRow.facts, MessageRow.text, MessageRow.at)
        .join(DecisionRow, DecisionRow.suggestion_id == SuggestionRow.id)
        .join(MessageRow, MessageRow.id == DecisionRow.message_id)
        .where(SuggestionRow.conversation_id.in_(nicks), MessageRow.at > now - PROMISES_LOOKED_AT)
        .where(MessageRow.recalled_at.is_(None))
        .order_by(MessageRow.id)
        .limit(MOST_LINES)
    ).all()
    promises: dict[int, SheetLine] = {}
    for talk, facts, text, at in found:
        due = promised_at(facts, text, at, zones[talk])
        if due and due > now - OVERDUE_SHOWN:
            promises[talk] = SheetLine(LineKind.PROMISE, talk, nicks[talk], text[:LONGEST_TEXT], due)
    yield from promises.values()


def _approvals(session: Session, login: str) -> Iterator[SheetLine]:
    found = session.execute(
        select(ApprovalRow, BuyerRow.nickname)
        .join(ConversationRow, ConversationRow.id == ApprovalRow.conversation_id)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .where(ApprovalRow.state == ApprovalState.PENDING.value, ApprovalRow.asked_by == login)
        .order_by(ApprovalRow.id)
        .limit(MOST_LINES)
    ).all()
    for approval, nick in found:
        yield SheetLine(
            LineKind.APPROVAL, approval.conversation_id, nick, approval.product_name, approval.asked_at
        )


def _refunds(session: Session, nicks: Mapping[int, str]) -> Iterator[SheetLine]:
    found = session.execute(
        select(ConversationRow.id, OrderRow.number, RefundRow.asked_at)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(OrderRow, (OrderRow.shop_id == BuyerRow.shop_id) & (OrderRow.buyer_nick == BuyerRow.nickname))
        .join(RefundRow, RefundRow.order_id == OrderRow.id)
        .where(ConversationRow.id.in_(nicks), RefundRow.state.in_([state.value for state in OPEN_REFUNDS]))
        .order_by(RefundRow.asked_at)
        .limit(MOST_LINES)
    ).all()
    for talk, number, asked_at in found:
        yield SheetLine(LineKind.REFUND, talk, nicks[talk], number, asked_at)
