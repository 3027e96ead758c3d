"""What happened: events for live pages and the audit trail for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.desk import AuditRow, EventRow


@dataclass(frozen=True)
class Event:
    id: int
    kind: str
    conversation_id: int | None
    payload: Mapping[str, Any]


class SqlEvents:
    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session = session
        self._now = now

    def append(self, kind: str, conversation_id: int | None, payload: Mapping[str, object]) -> None:
        self._session.add(
            EventRow(at=self._now(), kind=kind, conversation_id=conversation_id, payload=dict(payload))
        )

    def after(self, event_id: int, limit: int = 500) -> Sequence[Event]:
        rows: Sequence[EventRow] = (
            self._session.execute(
                select(EventRow).where(EventRow.id > event_id).order_by(EventRow.id).limit(limit)
            )
            .scalars()
            .all()
        )
        return [Event(row.id, row.kind, row.conversation_id, row.payload) for row in rows]

    def newest_id(self) -> int:
        newest: int | None = self._session.execute(select(func.max(EventRow.id))).scalar_one_or_none()
        return newest or 0

    def forget_before(self, moment: datetime) -> int:
        result: Any = self._session.execute(delete(EventRow).where(EventRow.at < moment))
        return int(result.rowcount)


class SqlAudit:
    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session = session
        self._now = now

    def record(self, actor: str, action: str, subject: str, detail: Mapping[str, object]) -> None:
        self._session.add(
            AuditRow(at=self._now(), actor=actor, action=action, subject=subject, detail=dict(detail))
        )
