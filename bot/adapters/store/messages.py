"""Messages, and which buyer turns still lack a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import ConversationRow, DraftRow, MessageRow
from bot.core.conversations import HOLDING, ConversationState, Message, MessageKind, Sender
from bot.core.suggestions import PASSING_FAILURES

BY_EXTERNAL = select(MessageRow).where(
    MessageRow.channel == bindparam("channel"), MessageRow.external_id == bindparam("external_id")
)


class SqlMessages:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_external(self, channel: str, external_id: str) -> Message | None:
        name = {"channel": channel, "external_id": external_id}
        row: MessageRow | None = self._session.execute(BY_EXTERNAL, name).scalar_one_or_none()
        return message_from(row) if row else None

    def by_client(self, client_id: str) -> Message | None:
        row: MessageRow | None = self._session.execute(
            select(MessageRow).where(MessageRow.client_id == client_id)
        ).scalar_one_or_none()
        return message_from(row) if row else None

    def add(
        self, message: Message, *, channel: str, client_id: str | None = None, attachments: Sequence[Any] = ()
    ) -> int:
        row = MessageRow(
            conversation_id=message.conversation_id,
            channel=channel,
            external_id=message.external_id or None,
            sender=message.sender.value,
            kind=message.kind.value,
            text=message.text,
            at=message.at,
            author=message.author,
            client_id=client_id,
            attachments=list(attachments),
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def pictures_of(self, conversation_id: int, ids: Sequence[int]) -> Sequence[int]:
        found: Sequence[int] = (
            self._session.execute(
                select(MessageRow.id)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.id.in_(ids))
                .where(MessageRow.kind == MessageKind.IMAGE.value, MessageRow.recalled_at.is_(None))
                .order_by(MessageRow.id)
                .limit(len(ids))
            )
            .scalars()
            .all()
        )
        return found

    def of(self, conversation_id: int, limit: int = 200) -> Sequence[Message]:
        rows: Sequence[MessageRow] = (
            self._session.execute(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.recalled_at.is_(None))
                .order_by(MessageRow.id.desc())
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return [message_from(row) for row in reversed(rows)]

    def recall(self, message_id: int, at: datetime) -> None:
        row: MessageRow | None = self._session.get(MessageRow, message_id)
        if row is None:
            raise LookupError(f"there is no message {message_id}")
        row.recalled_at = at

    def has_talk_after(self, conversation_id: int, message_id: int) -> bool:
        query = select(MessageRow.id).where(
            MessageRow.conversation_id == conversation_id,
            MessageRow.id > message_id,
            MessageRow.author != HOLDING,
            or_(MessageRow.kind == MessageKind.TEXT.value, _is_reply()),
            MessageRow.recalled_at.is_(None),
        )
        return self._session.execute(query.limit(1)).first() is not None

    def undrafted(self, limit: int = 100) -> Sequence[int]:
        newest_text = (
            select(func.max(MessageRow.id))
            .where(MessageRow.conversation_id == ConversationRow.id)
            .where(MessageRow.sender == Sender.BUYER.value, MessageRow.kind == MessageKind.TEXT.value)
            .correlate(ConversationRow)
            .scalar_subquery()
        )
        drafted = (
            select(DraftRow.id)
            .where(DraftRow.message_id == newest_text)
            .where(or_(DraftRow.failure.is_(None), DraftRow.failure.not_in(PASSING_FAILURES)))
            .exists()
        )
        rows: Sequence[int] = (
            self._session.execute(
                select(ConversationRow.id)
                .where(ConversationRow.state == ConversationState.WAITING.value)
                .where(newest_text.is_not(None), ~drafted)
                .order_by(ConversationRow.waiting_since)
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return rows


def _is_reply() -> Any:
    """A reply may be a picture alone."""
    return and_(
        MessageRow.sender == Sender.AGENT.value,
        MessageRow.kind == MessageKind.IMAGE.value,
    )


def message_from(row: MessageRow) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        sender=Sender(row.sender),
        kind=MessageKind(row.kind),
        text=row.text,
        at=row.at,
        external_id=row.external_id or "",
        author=row.author,
    )
