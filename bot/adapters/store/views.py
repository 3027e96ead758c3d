"""What screens and the API read: whole conversations and the inbox, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, nulls_last, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import Exists

from bot.adapters.store.approvals import approvals_of
from bot.adapters.store.suggestions import suggestion_from
from bot.adapters.store.tables.approvals import ApprovalRow
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DeliveryRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.core.approvals import Approval, ApprovalState
from bot.core.conversations import ConversationState, MessageKind, Sender, SuggestionState
from bot.core.deliveries import DeliveryState
from bot.core.stage_intents import Stage
from bot.core.suggestions import StoredSuggestion

MOST_SUGGESTIONS = 60
MOST_MESSAGES = 300
MOST_APPROVALS = 3


@dataclass(frozen=True)
class MessageView:
    id: int
    message_id: str | None
    sender: Sender
    kind: MessageKind
    text: str
    at: datetime
    author: str
    delivery: DeliveryState | None
    delivery_error: str
    revocable_until: datetime | None
    """Until when a reply may be taken back; None when it has left or is the buyer's."""


@dataclass(frozen=True)
class DraftView:
    """The newest attempt to draft."""

    message_id: int
    text: str
    at: datetime
    intents: tuple[str, ...]
    route: str
    reason: str
    failure: str | None
    model: str


@dataclass(frozen=True)
class ConversationView:
    id: int
    channel: str
    conversation: str
    shop: str
    buyer_id: int
    buyer_nick: str
    state: ConversationState
    waiting_since: datetime | None
    owner: str | None
    product: str | None
    order: str | None
    messages: tuple[MessageView, ...]
    suggestions: tuple[StoredSuggestion, ...]
    """Newest draft first, by rank within a draft."""
    draft: DraftView | None
    stage: Stage = Stage.GREET
    """As far as messages, memory and order have brought the talk; `House.conversation` fills it in."""
    approvals: tuple[Approval, ...] = ()
    """Prices that the supervisor was asked for, newest first."""

    @property
    def pending(self) -> tuple[StoredSuggestion, ...]:
        return tuple(s for s in self.suggestions if s.state is SuggestionState.PENDING)


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


def conversation(session: Session, conversation_id: int) -> ConversationView | None:
    found = session.execute(
        select(ConversationRow, BuyerRow.nickname, ShopRow.code)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
        .where(ConversationRow.id == conversation_id)
    ).one_or_none()
    if found is None:
        return None
    row, nickname, shop_code = found
    return ConversationView(
        id=row.id,
        channel=row.channel,
        conversation=row.external_id,
        shop=shop_code,
        buyer_id=row.buyer_id,
        buyer_nick=nickname,
        state=ConversationState(row.state),
        waiting_since=row.waiting_since,
        owner=row.owner,
        product=row.product_code,
        order=row.order_number,
        messages=messages(session, conversation_id),
        suggestions=_suggestions(session, conversation_id),
        draft=_newest_draft(session, conversation_id),
        approvals=approvals_of(session, conversation_id, MOST_APPROVALS),
    )


def messages(session: Session, conversation_id: int, after: int = 0) -> tuple[MessageView, ...]:
    """Oldest first, without the recalled ones."""
    found = session.execute(
        select(MessageRow, DeliveryRow)
        .outerjoin(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.recalled_at.is_(None))
        .where(MessageRow.id > after)
        .order_by(MessageRow.id.desc())
        .limit(MOST_MESSAGES)
    ).all()
    return tuple(_message(row, delivery) for row, delivery in reversed(found))


def _message(row: MessageRow, delivery: DeliveryRow | None) -> MessageView:
    waiting = delivery is not None and delivery.state == DeliveryState.WAITING.value
    return MessageView(
        id=row.id,
        message_id=row.external_id,
        sender=Sender(row.sender),
        kind=MessageKind(row.kind),
        text=row.text,
        at=row.at,
        author=row.author,
        delivery=DeliveryState(delivery.state) if delivery else None,
        delivery_error=delivery.last_error if delivery else "",
        revocable_until=delivery.not_before if delivery and waiting and not delivery.attempts else None,
    )


def _suggestions(session: Session, conversation_id: int) -> tuple[StoredSuggestion, ...]:
    rows: Sequence[SuggestionRow] = (
        session.execute(
            select(SuggestionRow)
            .where(SuggestionRow.conversation_id == conversation_id)
            .order_by(SuggestionRow.draft_id.desc(), SuggestionRow.rank)
            .limit(MOST_SUGGESTIONS)
        )
        .scalars()
        .all()
    )
    return tuple(suggestion_from(row) for row in rows)


def _newest_draft(session: Session, conversation_id: int) -> DraftView | None:
    row: DraftRow | None = (
        session.execute(
            select(DraftRow)
            .where(DraftRow.conversation_id == conversation_id)
            .order_by(DraftRow.id.desc())
            .limit(1)
        )
        .scalars()
        .first()
    )
    if row is None:
        return None
    return DraftView(
        message_id=row.message_id,
        text=row.text,
        at=row.at,
        intents=tuple(row.intents),
        route=row.route,
        reason=row.reason,
        failure=row.failure,
        model=row.model,
    )


def inbox(session: Session, state: ConversationState | None, limit: int = 200) -> tuple[InboxLine, ...]:
    """Who waits longest first, then the latest touched."""
    newest = (
        select(func.max(MessageRow.id))
        .where(MessageRow.conversation_id == ConversationRow.id, MessageRow.recalled_at.is_(None))
        .correlate(ConversationRow)
        .scalar_subquery()
    )
    offered = _has(SuggestionRow, SuggestionState.PENDING)
    asks = _has(ApprovalRow, ApprovalState.PENDING)
    query = (
        select(ConversationRow, BuyerRow.nickname, ShopRow.name, MessageRow, offered, asks)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
        .outerjoin(MessageRow, MessageRow.id == newest)
        .order_by(nulls_last(ConversationRow.waiting_since), ConversationRow.touched_at.desc())
        .limit(limit)
    )
    if state:
        query = query.where(ConversationRow.state == state.value)
    return tuple(_line(*found) for found in session.execute(query).all())


def _has(row: type[SuggestionRow] | type[ApprovalRow], state: SuggestionState | ApprovalState) -> Exists:
    """Whether the talk has one in this state."""
    return (
        select(row.id)
        .where(row.conversation_id == ConversationRow.id, row.state == state.value)
        .correlate(ConversationRow)
        .exists()
    )


def _line(
    row: Any, nickname: str, shop_name: str, last: MessageRow | None, offered: bool, asks: bool
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
    )


def count_waiting(session: Session) -> int:
    waiting: int = session.execute(
        select(func.count())
        .select_from(ConversationRow)
        .where(ConversationRow.state == ConversationState.WAITING.value)
    ).scalar_one()
    return waiting
