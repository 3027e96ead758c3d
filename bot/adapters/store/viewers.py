"""Who has which talk open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.shifts import ViewerRow
from bot.core.presence import Viewer

MOST_VIEWERS = 50


class SqlViewers:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, conversation_id: int, since: datetime) -> Sequence[Viewer]:
        rows: Sequence[ViewerRow] = (
            self._session.execute(
                select(ViewerRow)
                .where(ViewerRow.conversation_id == conversation_id, ViewerRow.seen_at > since)
                .limit(MOST_VIEWERS)
            )
            .scalars()
            .all()
        )
        return [_viewer(row) for row in rows]

    def get(self, conversation_id: int, login: str) -> Viewer | None:
        row = self._session.get(ViewerRow, (conversation_id, login))
        return _viewer(row) if row else None

    def put(self, conversation_id: int, viewer: Viewer) -> None:
        row = ViewerRow(conversation_id=conversation_id, login=viewer.login)
        row.seen_at, row.typing = viewer.seen_at, viewer.typing
        self._session.merge(row)

    def forget_before(self, moment: datetime) -> int:
        result: Any = self._session.execute(delete(ViewerRow).where(ViewerRow.seen_at < moment))
        return int(result.rowcount)


def _viewer(row: ViewerRow) -> Viewer:
    return Viewer(row.login, row.seen_at, row.typing)
