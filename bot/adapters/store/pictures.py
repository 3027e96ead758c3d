"""Which pictures are kept, and in which messages they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import ConversationRow, DeliveryRow, MessageRow
from bot.adapters.store.tables.thread import MessagePictureRow, PictureRow
from bot.core.conversations import Sender
from bot.core.deliveries import DeliveryState
from bot.core.pictures import Picture, PictureKind


class SqlPictures:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, picture: Picture, at: datetime) -> None:
        row: PictureRow | None = self._session.get(PictureRow, picture.id)
        if row:
            row.taken_at = at
            return
        self._session.add(
            PictureRow(
                id=picture.id,
                kind=picture.kind.value,
                width=picture.width,
                height=picture.height,
                size=picture.size,
                taken_at=at,
            )
        )
        self._session.flush()

    def get(self, picture_id: str) -> Picture | None:
        row: PictureRow | None = self._session.get(PictureRow, picture_id)
        return _picture(row) if row else None

    def attach(self, message_id: int, pictures: Sequence[Picture]) -> None:
        for place, picture in enumerate(pictures):
            self._session.add(MessagePictureRow(message_id=message_id, place=place, picture_id=picture.id))

    def of_messages(self, message_ids: Sequence[int]) -> Mapping[int, tuple[Picture, ...]]:
        found: Any = self._session.execute(
            select(MessagePictureRow.message_id, PictureRow)
            .join(PictureRow, PictureRow.id == MessagePictureRow.picture_id)
            .where(MessagePictureRow.message_id.in_(message_ids))
            .order_by(MessagePictureRow.message_id, MessagePictureRow.place)
        ).all()
        pictures: dict[int, tuple[Picture, ...]] = {}
        for message_id, row in found:
            pictures[message_id] = (*pictures.get(message_id, ()), _picture(row))
        return pictures

    def shown_to_buyer(self, channel: str, conversation: str, picture_id: str) -> bool:
        query = (
            select(MessagePictureRow.message_id)
            .join(MessageRow, MessageRow.id == MessagePictureRow.message_id)
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .outerjoin(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
            .where(MessagePictureRow.picture_id == picture_id, MessageRow.recalled_at.is_(None))
            .where(ConversationRow.channel == channel, ConversationRow.external_id == conversation)
            .where(
                or_(
                    MessageRow.sender == Sender.BUYER.value,
                    DeliveryRow.state == DeliveryState.DELIVERED.value,
                )
            )
        )
        return self._session.execute(query.limit(1)).first() is not None

    def unsent(self, before: datetime, limit: int = 200) -> Sequence[str]:
        stands = select(MessagePictureRow.picture_id).where(MessagePictureRow.picture_id == PictureRow.id)
        found: Sequence[str] = (
            self._session.execute(
                select(PictureRow.id).where(PictureRow.taken_at < before, ~stands.exists()).limit(limit)
            )
            .scalars()
            .all()
        )
        return found

    def forget(self, picture_id: str) -> None:
        self._session.execute(delete(PictureRow).where(PictureRow.id == picture_id))


def _picture(row: PictureRow) -> Picture:
    return Picture(row.id, PictureKind(row.kind), row.width, row.height, row.size)
