"""What happened: events for live pages and the audit trail for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.desk import AuditRow, EventRow
from bot.core.audit import SIGNED_IN, AuditEntry, AuditFilter
from bot.core.personal_data import without_personal_data

WRITTEN = ("text", "reason", "note")
"""Parts of an audit entry in which people write freely."""


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
            AuditRow(at=self._now(), actor=actor, action=action, subject=subject, detail=_masked(detail))
        )

    def found(self, wanted: AuditFilter, before: int | None, limit: int) -> Sequence[AuditEntry]:
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        if before is not None:
            query = query.where(AuditRow.id < before)
        if wanted.actor:
            query = query.where(AuditRow.actor == wanted.actor)
        if wanted.action:
            query = query.where(AuditRow.action == wanted.action)
        if wanted.subject:
            query = query.where(AuditRow.subject == wanted.subject)
        if wanted.since:
            query = query.where(AuditRow.at >= wanted.since)
        if wanted.until:
            query = query.where(AuditRow.at < wanted.until)
        rows: Sequence[AuditRow] = self._session.execute(query).scalars().all()
        return [AuditEntry(row.id, row.at, row.actor, row.action, row.subject, row.detail) for row in rows]

    def last_sign_ins(self, logins: Sequence[str]) -> dict[str, datetime]:
        found = self._session.execute(
            select(AuditRow.actor, func.max(AuditRow.at))
            .where(AuditRow.action == SIGNED_IN, AuditRow.actor.in_(logins))
            .group_by(AuditRow.actor)
        ).all()
        return {row[0]: row[1] for row in found}


def _masked(detail: Mapping[str, object]) -> dict[str, object]:
    """The trail stays for good, so it names no buyer."""
    return {
        key: without_personal_data(value) if key in WRITTEN and isinstance(value, str) else value
        for key, value in detail.items()
    }
