"""The outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from bot.adapters.store.pictures import SqlPictures
from bot.adapters.store.tables.talks import ConversationRow, DeliveryRow, MessageRow
from bot.core.deliveries import Delivery, DeliveryState

READ = (
    select(DeliveryRow, MessageRow.text, MessageRow.author, ConversationRow.external_id)
    .join(MessageRow, MessageRow.id == DeliveryRow.message_id)
    .join(ConversationRow, ConversationRow.id == DeliveryRow.conversation_id)
)


class SqlDeliveries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, channel: str, conversation_id: int, message_id: int, not_before: datetime) -> int:
        row = DeliveryRow(
            channel=channel,
            conversation_id=conversation_id,
            message_id=message_id,
            state=DeliveryState.WAITING.value,
            not_before=not_before,
            attempts=0,
            last_error="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, delivery_id: int) -> Delivery | None:
        return self._one(READ.where(DeliveryRow.id == delivery_id))

    def of_message(self, message_id: int) -> Delivery | None:
        return self._one(READ.where(DeliveryRow.message_id == message_id))

    def by_channel_message(self, channel: str, channel_message_id: str) -> Delivery | None:
        return self._one(
            READ.where(DeliveryRow.channel == channel)
            .where(DeliveryRow.channel_message_id == channel_message_id)
            .limit(1)
        )

    def due(
        self, now: datetime, channel: str | None = None, after: int = 0, limit: int = 100
    ) -> Sequence[Delivery]:
        query = (
            READ.where(DeliveryRow.state == DeliveryState.WAITING.value)
            .where(DeliveryRow.not_before <= now, DeliveryRow.id > after)
            .order_by(DeliveryRow.id)
            .limit(limit)
        )
        if channel:
            query = query.where(DeliveryRow.channel == channel)
        return self._all(query)

    def cancel(self, delivery_id: int, now: datetime) -> bool:
        result: Any = self._session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.state == DeliveryState.WAITING.value)
            .where(DeliveryRow.not_before > now, DeliveryRow.attempts == 0)
            .values(state=DeliveryState.CANCELLED.value)
        )
        return bool(result.rowcount)

    def withdraw(self, delivery_id: int) -> bool:
        result: Any = self._session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.state == DeliveryState.WAITING.value)
            .where(DeliveryRow.attempts == 0)
            .values(state=DeliveryState.CANCELLED.value)
        )
        return bool(result.rowcount)

    def delivered(self, delivery_id: int, channel_message_id: str | None) -> None:
        row = self._known(delivery_id)
        row.state = DeliveryState.DELIVERED.value
        row.channel_message_id = channel_message_id
        row.last_error = ""

    def failed(self, delivery_id: int, error: str, again_at: datetime | None) -> None:
        row = self._known(delivery_id)
        row.attempts += 1
        row.last_error = error[:400]
        if again_at:
            row.not_before = again_at
        else:
            row.state = DeliveryState.GIVEN_UP.value

    def _one(self, query: Any) -> Delivery | None:
        return next(iter(self._all(query)), None)

    def _all(self, query: Any) -> list[Delivery]:
        found = [_delivery(row) for row in self._session.execute(query).all()]
        pictures = SqlPictures(self._session).of_messages([one.message_id for one in found]) if found else {}
        return [replace(one, pictures=pictures.get(one.message_id, ())) for one in found]

    def _known(self, delivery_id: int) -> DeliveryRow:
        row: DeliveryRow | None = self._session.get(DeliveryRow, delivery_id)
        if row is None:
            raise LookupError(f"there is no delivery {delivery_id}")
        return row


def _delivery(found: Row) -> Delivery:
    row, text, author, conversation = found
    return Delivery(
        id=row.id,
        channel=row.channel,
        conversation_id=row.conversation_id,
        conversation_external_id=conversation,
        message_id=row.message_id,
        text=text,
        author=author,
        state=DeliveryState(row.state),
        not_before=row.not_before,
        attempts=row.attempts,
        last_error=row.last_error,
        channel_message_id=row.channel_message_id,
    )
