"""Notes and lines of the desk in a thread, and how far each side has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import MessageRow
from bot.adapters.store.tables.thread import TalkReadingRow, ThreadLineRow
from bot.core.thread import LineKind, Reading, ThreadLine

MOST_LINES = 100


class SqlThreadLines:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        conversation_id: int,
        kind: LineKind,
        author: str,
        at: datetime,
        *,
        text: str = "",
        client_id: str | None = None,
    ) -> int:
        newest: int | None = self._session.execute(
            select(func.max(MessageRow.id)).where(MessageRow.conversation_id == conversation_id)
        ).scalar_one_or_none()
        row = ThreadLineRow(
            conversation_id=conversation_id,
            after_message=newest or 0,
            kind=kind.value,
            author=author,
            text=text,
            at=at,
            client_id=client_id,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def by_client(self, client_id: str) -> ThreadLine | None:
        row: ThreadLineRow | None = self._session.execute(
            select(ThreadLineRow).where(ThreadLineRow.client_id == client_id)
        ).scalar_one_or_none()
        return _line(row) if row else None


class SqlReadings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, conversation_id: int) -> Reading:
        row: TalkReadingRow | None = self._session.get(TalkReadingRow, conversation_id)
        return Reading(row.seen_to, row.read_to) if row else Reading()

    def seen(self, conversation_id: int, message_id: int) -> bool:
        row = self._row(conversation_id)
        is_news = row.seen_to < message_id
        row.seen_to = max(row.seen_to, message_id)
        return is_news

    def read(self, conversation_id: int, message_id: int) -> bool:
        row = self._row(conversation_id)
        is_news = row.read_to < message_id
        row.read_to = max(row.read_to, message_id)
        return is_news

    def _row(self, conversation_id: int) -> TalkReadingRow:
        row: TalkReadingRow | None = self._session.get(TalkReadingRow, conversation_id)
        if row is None:
            row = TalkReadingRow(conversation_id=conversation_id, seen_to=0, read_to=0)
            self._session.add(row)
            self._session.flush()
        return row


def lines_of(session: Session, conversation_id: int) -> tuple[ThreadLine, ...]:
    """The newest, oldest first."""
    rows: Sequence[ThreadLineRow] = (
        session.execute(
            select(ThreadLineRow)
            .where(ThreadLineRow.conversation_id == conversation_id)
            .order_by(ThreadLineRow.id.desc())
            .limit(MOST_LINES)
        )
        .scalars()
        .all()
    )
    return tuple(_line(row) for row in reversed(rows))


def _line(row: ThreadLineRow) -> ThreadLine:
    return ThreadLine(
        id=row.id,
        conversation_id=row.conversation_id,
        after_message=row.after_message,
        kind=LineKind(row.kind),
        author=row.author,
        text=row.text,
        at=row.at,
    )
