"""What screens and the API read: whole conversations and the inbox, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.approvals import approvals_of
from bot.adapters.store.pictures import SqlPictures
from bot.adapters.store.suggestions import suggestion_from
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.desk import AccountRow
from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DecisionRow,
    DeliveryRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.adapters.store.thread_lines import SqlReadings, lines_of
from bot.core.approvals import Approval
from bot.core.conversations import ConversationState, MessageKind, Sender, SuggestionState
from bot.core.deliveries import DeliveryState
from bot.core.pictures import Picture
from bot.core.stage_intents import Stage
from bot.core.suggestions import StoredSuggestion
from bot.core.thread import Reading, ThreadLine

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
    suggestion_id: int | None = None
    """What a reply came from, unless somebody wrote it from nothing."""
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    """As the channel handed them in, without the files that we keep ourselves."""


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
    lines: tuple[ThreadLine, ...] = ()
    """Notes and lines of the desk, oldest first. They are no messages: nobody but agents may see them."""
    reading: Reading = field(default_factory=Reading)
    names: Mapping[str, str] = field(default_factory=dict)
    """Login -> name, of whoever wrote in it."""

    @property
    def pending(self) -> tuple[StoredSuggestion, ...]:
        return tuple(s for s in self.suggestions if s.state is SuggestionState.PENDING)


def conversation(session: Session, conversation_id: int) -> ConversationView | None:
    found = session.execute(
        select(ConversationRow, BuyerRow.nickname, ShopRow.code)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
        .where(ConversationRow.id == conversation_id, ConversationRow.forgotten_at.is_(None))
    ).one_or_none()
    if found is None:
        return None
    row, nickname, shop_code = found
    said, lines = messages(session, conversation_id), lines_of(session, conversation_id)
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
        messages=said,
        suggestions=_suggestions(session, conversation_id),
        draft=_newest_draft(session, conversation_id),
        approvals=approvals_of(session, conversation_id, MOST_APPROVALS),
        lines=lines,
        reading=SqlReadings(session).of(conversation_id),
        names=_names(session, {m.author for m in said} | {one.author for one in lines} | {row.owner}),
    )


def messages(session: Session, conversation_id: int, after: int = 0) -> tuple[MessageView, ...]:
    """Oldest first, without the recalled ones."""
    found = session.execute(
        select(MessageRow, DeliveryRow, DecisionRow.suggestion_id)
        .outerjoin(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .outerjoin(DecisionRow, DecisionRow.message_id == MessageRow.id)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.recalled_at.is_(None))
        .where(MessageRow.id > after)
        .order_by(MessageRow.id.desc())
        .limit(MOST_MESSAGES)
    ).all()
    pictures = SqlPictures(session).of_messages([row.id for row, *_ in found])
    return tuple(
        _message(row, delivery, suggestion, pictures.get(row.id, ()))
        for row, delivery, suggestion in reversed(found)
    )


def _names(session: Session, logins: set[str | None]) -> dict[str, str]:
    found: Any = session.execute(
        select(AccountRow.login, AccountRow.name).where(AccountRow.login.in_(logins - {None, ""}))
    ).all()
    return dict(map(tuple, found))


def _message(
    row: MessageRow,
    delivery: DeliveryRow | None,
    suggestion_id: int | None,
    pictures: tuple[Picture, ...],
) -> MessageView:
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
        suggestion_id=suggestion_id,
        pictures=pictures,
        attachments=tuple(one for one in row.attachments if isinstance(one, dict)),
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


def count_waiting(session: Session) -> int:
    waiting: int = session.execute(
        select(func.count())
        .select_from(ConversationRow)
        .where(ConversationRow.state == ConversationState.WAITING.value)
    ).scalar_one()
    return waiting
