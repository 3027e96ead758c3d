"""The shop's quick phrases in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.scripts import QuickPhraseRow
from bot.core.quick_phrases import QuickPhrase

MOST_PHRASES = 5000


class SqlQuickPhrases:
    def __init__(self, session: Session) -> None:
        self._session = session

    def found(self, words: Sequence[str], limit: int = 200) -> Sequence[QuickPhrase]:
        query = select(QuickPhraseRow)
        for word in words:
            columns = (QuickPhraseRow.text, QuickPhraseRow.shortcut, QuickPhraseRow.group)
            query = query.where(
                or_(*(func.lower(column).contains(word.lower(), autoescape=True) for column in columns))
            )
        query = query.order_by(QuickPhraseRow.group, QuickPhraseRow.shortcut, QuickPhraseRow.id).limit(limit)
        rows: Sequence[QuickPhraseRow] = self._session.execute(query).scalars().all()
        return [QuickPhrase(row.shortcut, row.group, row.text, row.id) for row in rows]

    def all(self) -> Sequence[QuickPhrase]:
        return self.found((), MOST_PHRASES)

    def put(self, phrase: QuickPhrase, author: str, at: datetime) -> None:
        row: QuickPhraseRow | None = self._session.get(QuickPhraseRow, phrase.id) if phrase.id else None
        row = row or QuickPhraseRow(group=phrase.group, shortcut=phrase.shortcut)
        row.text, row.author, row.at = phrase.text, author, at
        self._session.add(row)
        self._session.flush()

    def remove(self, phrase_id: int) -> bool:
        result: Any = self._session.execute(delete(QuickPhraseRow).where(QuickPhraseRow.id == phrase_id))
        return bool(result.rowcount)
