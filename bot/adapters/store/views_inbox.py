"""The inbox: who is to be answered first, its filters, its search, and how many talks each filter shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, nulls_last, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import Exists

from bot.adapters.store.tables.approvals import ApprovalRow
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.orders import OrderRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow, MessageRow, SuggestionRow
from bot.adapters.store.tables.thread import TalkReadingRow
from bot.core.approvals import ApprovalState
from bot.core.conversations import ConversationState, MessageKind, Sender, SuggestionState
from bot.core.deliveries import PAD
from bot.core.inbox import Concern, Show, place_in_line

MOST_LINES = 200
MOST_FOUND = 500
"""Newest messages with the words that are looked for."""
SHORTEST_NUMBER = 4
"""Digits from which a search looks through order numbers: their tails are what people know."""


@dataclass(frozen=True)
class InboxLine:
    id: int
    channel: str
    buyer_nick: str
    shop_name: str
    state: ConversationState
    waiting_since: datetime | None
    touched_at: datetime
    owner: str | None
    last_text: str
    last_sender: Sender | None
    last_kind: MessageKind | None
    has_offer: bool
    """Something is suggested although nobody waits: a next step after the buyer's silence."""
    wants_approval: bool
    """A price waits for the supervisor's word."""
    concern: Concern
    urgency: int
    held: bool
    for_supervisor: bool
    """Handed to whoever leads, none of whom has taken it yet."""
    unread: int
    """The buyer's messages that no agent has looked at yet. What was pasted was looked at by hand."""


def inbox(
    session: Session,
    show: Show = Show.ALL,
    *,
    login: str = "",
    words: str = "",
    limit: int = MOST_LINES,
) -> tuple[InboxLine, ...]:
    """Who is to be answered first, then the latest touched. `login` is whose own talks Show.MINE means."""
    newest = (
        select(func.max(MessageRow.id))
        .where(MessageRow.conversation_id == ConversationRow.id, MessageRow.recalled_at.is_(None))
        .correlate(ConversationRow)
        .scalar_subquery()
    )
    offered = _has(SuggestionRow, SuggestionState.PENDING)
    asks = _has(ApprovalRow, ApprovalState.PENDING)
    query = (
        select(ConversationRow, BuyerRow.nickname, ShopRow.name, MessageRow, offered, asks, _unread())
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
        .outerjoin(MessageRow, MessageRow.id == newest)
        .where(ConversationRow.forgotten_at.is_(None))
        .order_by(nulls_last(ConversationRow.waiting_since), ConversationRow.touched_at.desc())
        .limit(limit)
    )
    if show is not Show.ALL:
        query = query.where(_shown(show, login))
    if words.strip():
        query = query.where(_about(words.strip()))
    lines = [_line(*found) for found in session.execute(query).all()]
    return tuple(sorted(lines, key=_place))


def counts(session: Session, login: str) -> Mapping[Show, int]:
    """How many talks each filter of those that are not closed would show."""
    counted = [show for show in Show if show not in (Show.ALL, Show.CLOSED)]
    sums = [func.coalesce(func.sum(case((_shown(show, login), 1), else_=0)), 0) for show in counted]
    found = session.execute(
        select(*sums).where(ConversationRow.state != ConversationState.CLOSED.value)
    ).one()
    return dict(zip(counted, map(int, found), strict=True))


def _shown(show: Show, login: str) -> Any:
    waiting = ConversationRow.state == ConversationState.WAITING.value
    not_closed = ConversationRow.state != ConversationState.CLOSED.value
    return {
        Show.WAITING: waiting,
        Show.OPEN: ConversationRow.state == ConversationState.OPEN.value,
        Show.MINE: and_(not_closed, ConversationRow.owner == login),
        Show.UNASSIGNED: and_(not_closed, ConversationRow.owner.is_(None)),
        Show.AFTER_SALE: and_(not_closed, ConversationRow.concern == Concern.AFTER_SALE.value),
        Show.COMPLAINT: and_(not_closed, ConversationRow.concern == Concern.COMPLAINT.value),
        Show.HELD: and_(waiting, ConversationRow.held),
        Show.CLOSED: ConversationRow.state == ConversationState.CLOSED.value,
    }[show]


def _about(words: str) -> Any:
    """The buyer's name, an order's number or its end, or any word said."""
    said = (
        select(MessageRow.conversation_id)
        .where(MessageRow.text.contains(words, autoescape=True), MessageRow.recalled_at.is_(None))
        .order_by(MessageRow.id.desc())
        .limit(MOST_FOUND)
    )
    found = [BuyerRow.nickname.contains(words, autoescape=True), ConversationRow.id.in_(said)]
    if words.isdecimal() and len(words) >= SHORTEST_NUMBER:
        ordered = (
            select(OrderRow.id)
            .where(OrderRow.shop_id == ConversationRow.shop_id, OrderRow.buyer_nick == BuyerRow.nickname)
            .where(OrderRow.number.contains(words, autoescape=True))
            .correlate(ConversationRow, BuyerRow)
        )
        found.append(ordered.exists())
    return or_(*found)


def _unread() -> Any:
    seen_to = (
        select(TalkReadingRow.seen_to)
        .where(TalkReadingRow.conversation_id == ConversationRow.id)
        .correlate(ConversationRow)
        .scalar_subquery()
    )
    unread = (
        select(func.count())
        .where(MessageRow.conversation_id == ConversationRow.id, ConversationRow.channel != PAD)
        .where(MessageRow.id > func.coalesce(seen_to, 0), MessageRow.recalled_at.is_(None))
        .where(MessageRow.sender == Sender.BUYER.value, MessageRow.kind != MessageKind.SYSTEM.value)
        .correlate(ConversationRow)
    )
    return unread.scalar_subquery()


def _has(row: type[SuggestionRow] | type[ApprovalRow], state: SuggestionState | ApprovalState) -> Exists:
    """Whether the talk has one in this state."""
    return (
        select(row.id)
        .where(row.conversation_id == ConversationRow.id, row.state == state.value)
        .correlate(ConversationRow)
        .exists()
    )


def _place(line: InboxLine) -> tuple[bool, float]:
    if line.waiting_since:
        return False, place_in_line(line.waiting_since, line.urgency).timestamp()
    return True, -line.touched_at.timestamp()


def _line(
    row: Any,
    nickname: str,
    shop_name: str,
    last: MessageRow | None,
    offered: bool,
    asks: bool,
    unread: int,
) -> InboxLine:
    return InboxLine(
        id=row.id,
        channel=row.channel,
        buyer_nick=nickname,
        shop_name=shop_name,
        state=ConversationState(row.state),
        waiting_since=row.waiting_since,
        touched_at=row.touched_at,
        owner=row.owner,
        last_text=last.text[:80] if last else "",
        last_sender=Sender(last.sender) if last else None,
        last_kind=MessageKind(last.kind) if last else None,
        has_offer=bool(offered) and row.state == ConversationState.OPEN.value,
        wants_approval=bool(asks),
        concern=Concern(row.concern),
        urgency=row.urgency,
        held=row.held,
        for_supervisor=row.for_supervisor,
        unread=unread,
    )
