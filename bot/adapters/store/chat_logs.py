"""Chat logs: bulk statements instead of mapped objects, since an import brings a million lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.adapters.store.logged_talks import Place, Places, parts
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.base import plain
from bot.adapters.store.tables.chat_logs import ForgottenBuyerRow, LoggedLineRow, LoggedTalkRow
from bot.core.chat_logs import Added, LoggedLine, LoggedTalk
from bot.core.conversations import Sender

MOST_LINES_OF_A_TALK = 5_000

_talks, _lines = plain(LoggedTalkRow), plain(LoggedLineRow)


class SqlChatLogs:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def add(self, talks: Sequence[LoggedTalk]) -> Added:
        known = self._talks_of(line.fingerprint for talk in talks for line in talk.lines)
        seen = set(known)
        places = Places(self._session, self._shops)
        places.load(talks, known.values())
        fresh: dict[int, tuple[Place, LoggedLine]] = {}
        for talk in talks:
            lines = [line for line in talk.lines if line.fingerprint not in seen]
            if lines:
                stored = (known[line.fingerprint] for line in talk.lines if line.fingerprint in known)
                place = places.place(talk, next(stored, None))
                fresh.update((line.fingerprint, (place, line)) for line in lines)
                seen.update(line.fingerprint for line in lines)
        places.save()
        if fresh:
            self._session.execute(insert(_lines), [_columns(*one) for one in fresh.values()])
        return Added(len(fresh), sum(len(talk.lines) for talk in talks) - len(fresh))

    def after(self, line_id: int, limit: int) -> Sequence[LoggedLine]:
        query = select(_lines).where(_lines.c.id > line_id).order_by(_lines.c.id).limit(limit)
        return [_line(row) for row in self._session.execute(query)]

    def talk(self, talk_id: int) -> Sequence[LoggedLine]:
        query = select(_lines).where(_lines.c.talk_id == talk_id).order_by(_lines.c.at, _lines.c.id)
        return [_line(row) for row in self._session.execute(query.limit(MOST_LINES_OF_A_TALK))]

    def forget_buyer(self, pseudonym: str) -> int:
        query = select(_talks.c.id).where(_talks.c.buyer == pseudonym)
        return self._forget(self._session.execute(query).scalars().all())

    def forget_for_good(self, pseudonyms: Sequence[str], at: datetime) -> None:
        for pseudonym in pseudonyms:
            self._session.merge(ForgottenBuyerRow(pseudonym=pseudonym, at=at))

    def forgotten(self, pseudonyms: Iterable[str]) -> Mapping[str, datetime]:
        found: dict[str, datetime] = {}
        for some in parts(pseudonyms):
            query = select(ForgottenBuyerRow.pseudonym, ForgottenBuyerRow.at)
            rows = self._session.execute(query.where(ForgottenBuyerRow.pseudonym.in_(some)))
            found.update((row.pseudonym, row.at) for row in rows)
        return found

    def forget_before(self, moment: datetime, limit: int) -> int:
        query = select(_talks.c.id).where(_talks.c.ended_at < moment).order_by(_talks.c.ended_at).limit(limit)
        return self._forget(self._session.execute(query).scalars().all())

    def _talks_of(self, fingerprints: Iterable[int]) -> dict[int, int]:
        """Fingerprint -> talk of the lines that are stored."""
        found: dict[int, int] = {}
        for some in parts(fingerprints):
            query = select(_lines.c.fingerprint, _lines.c.talk_id).where(_lines.c.fingerprint.in_(some))
            found.update({row.fingerprint: row.talk_id for row in self._session.execute(query)})
        return found

    def _forget(self, talk_ids: Sequence[int]) -> int:
        went = 0
        for some in parts(talk_ids):
            result: Any = self._session.execute(delete(_lines).where(_lines.c.talk_id.in_(some)))
            went += result.rowcount
            self._session.execute(delete(_talks).where(_talks.c.id.in_(some)))
        return went


def _columns(place: Place, line: LoggedLine) -> dict[str, Any]:
    return {
        "talk_id": place.id,
        "sender": line.sender.value,
        "text": line.text,
        "at": line.at,
        "fingerprint": line.fingerprint,
    }


def _line(row: Any) -> LoggedLine:
    return LoggedLine(Sender(row.sender), row.text, row.at, row.id, row.talk_id, row.fingerprint)
