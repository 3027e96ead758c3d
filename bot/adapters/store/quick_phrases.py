"""Quick phrases in the database: the shop's, agents' own, and when each agent last used which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.scripts import QuickPhraseRow, QuickPhraseUseRow
from bot.core.quick_phrases import MOST_PHRASES, QuickPhrase


class SqlQuickPhrases:
    def __init__(self, session: Session) -> None:
        self._session = session

    def versions(self, owners: Sequence[str]) -> Mapping[str, int]:
        found = self._session.execute(
            select(QuickPhraseRow.owner, func.max(QuickPhraseRow.changed))
            .where(QuickPhraseRow.owner.in_(owners))
            .group_by(QuickPhraseRow.owner)
        ).all()
        return {row[0]: row[1] for row in found}

    def of(self, owner: str, limit: int = MOST_PHRASES) -> Sequence[QuickPhrase]:
        query = (
            select(QuickPhraseRow)
            .where(QuickPhraseRow.owner == owner, QuickPhraseRow.removed_at.is_(None))
            .order_by(QuickPhraseRow.group, QuickPhraseRow.shortcut, QuickPhraseRow.id)
            .limit(limit)
        )
        rows: Sequence[QuickPhraseRow] = self._session.execute(query).scalars().all()
        return [_phrase(row) for row in rows]

    def get(self, phrase_id: int, *, removed: bool = False) -> QuickPhrase | None:
        row = self._row(phrase_id)
        return _phrase(row) if row and (row.removed_at is not None) == removed else None

    def put(self, phrase: QuickPhrase, author: str, at: datetime) -> int:
        row = (self._row(phrase.id) if phrase.id else None) or QuickPhraseRow(owner=phrase.owner)
        row.group, row.shortcut, row.text = phrase.group, phrase.shortcut, phrase.text
        row.author, row.at, row.removed_at = author, at, None
        row.changed = self._next_change()
        self._session.add(row)
        self._session.flush()
        return row.id

    def remove(self, phrase_id: int, at: datetime) -> bool:
        row = self._row(phrase_id)
        if row is None or row.removed_at is not None:
            return False
        row.removed_at, row.changed = at, self._next_change()
        self._session.flush()
        return True

    def forget_removed_before(self, moment: datetime) -> int:
        newest = select(func.max(QuickPhraseRow.changed)).scalar_subquery()
        result: Any = self._session.execute(
            delete(QuickPhraseRow)
            .where(QuickPhraseRow.removed_at < moment, QuickPhraseRow.changed < newest)
            .execution_options(synchronize_session=False)
        )
        return int(result.rowcount)

    def used(self, login: str, phrase_id: int, at: datetime) -> None:
        row: QuickPhraseUseRow | None = self._session.get(QuickPhraseUseRow, (login, phrase_id))
        row = row or QuickPhraseUseRow(login=login, phrase_id=phrase_id)
        row.at = at
        self._session.add(row)

    def recent(self, login: str, limit: int) -> Sequence[int]:
        query = (
            select(QuickPhraseUseRow.phrase_id)
            .where(QuickPhraseUseRow.login == login)
            .order_by(QuickPhraseUseRow.at.desc(), QuickPhraseUseRow.phrase_id.desc())
            .limit(limit)
        )
        return list(self._session.execute(query).scalars().all())

    def _row(self, phrase_id: int) -> QuickPhraseRow | None:
        found: QuickPhraseRow | None = self._session.get(QuickPhraseRow, phrase_id)
        return found

    def _next_change(self) -> int:
        newest: int | None = self._session.execute(select(func.max(QuickPhraseRow.changed))).scalar_one()
        return (newest or 0) + 1


def _phrase(row: QuickPhraseRow) -> QuickPhrase:
    return QuickPhrase(row.shortcut, row.group, row.text, row.id, row.owner)
