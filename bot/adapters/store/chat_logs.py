"""Chat logs: bulk statements instead of mapped objects, since an import brings a million lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.base import plain
from bot.adapters.store.tables.chat_logs import LoggedLineRow, LoggedTalkRow
from bot.core.chat_logs import Added, LoggedLine, LoggedTalk
from bot.core.conversations import Sender
from bot.core.log_talks import SILENCE

MOST_IN_A_STATEMENT = 500
"""Values behind an IN: SQLite takes no more than some thousand."""
MOST_LINES_OF_A_TALK = 5_000

T = TypeVar("T")
_talks, _lines = plain(LoggedTalkRow), plain(LoggedLineRow)


class SqlChatLogs:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def add(self, talks: Sequence[LoggedTalk]) -> Added:
        known = self._talks_of(line.fingerprint for talk in talks for line in talk.lines)
        fresh: list[dict[str, Any]] = []
        told = 0
        for talk in talks:
            told += len(talk.lines)
            lines = {line.fingerprint: line for line in talk.lines if line.fingerprint not in known}
            if not lines:
                continue
            before = next((known[line.fingerprint] for line in talk.lines if line.fingerprint in known), None)
            talk_id = self._place(talk, before)
            known.update(dict.fromkeys(lines, talk_id))
            fresh += [_columns(talk_id, line) for line in lines.values()]
        if fresh:
            self._session.execute(insert(_lines), fresh)
        return Added(len(fresh), told - len(fresh))

    def after(self, line_id: int, limit: int) -> Sequence[LoggedLine]:
        query = select(_lines).where(_lines.c.id > line_id).order_by(_lines.c.id).limit(limit)
        return [_line(row) for row in self._session.execute(query)]

    def talk(self, talk_id: int) -> Sequence[LoggedLine]:
        query = select(_lines).where(_lines.c.talk_id == talk_id).order_by(_lines.c.at, _lines.c.id)
        return [_line(row) for row in self._session.execute(query.limit(MOST_LINES_OF_A_TALK))]

    def forget_buyer(self, pseudonym: str) -> int:
        query = select(_talks.c.id).where(_talks.c.buyer == pseudonym)
        return self._forget(self._session.execute(query).scalars().all())

    def forget_before(self, moment: datetime, limit: int) -> int:
        query = select(_talks.c.id).where(_talks.c.ended_at < moment).order_by(_talks.c.ended_at).limit(limit)
        return self._forget(self._session.execute(query).scalars().all())

    def _talks_of(self, fingerprints: Iterable[int]) -> dict[int, int]:
        """Fingerprint -> talk of the lines that are stored."""
        found: dict[int, int] = {}
        for part in _parts(fingerprints):
            query = select(_lines.c.fingerprint, _lines.c.talk_id).where(_lines.c.fingerprint.in_(part))
            found.update({row.fingerprint: row.talk_id for row in self._session.execute(query)})
        return found

    def _place(self, talk: LoggedTalk, before: int | None) -> int:
        """The stored talk that these lines belong to, made when there is none."""
        shop_id = self._shops.id_of(talk.shop)
        row = self._stored(talk, shop_id, before)
        if row is None:
            return self._made(talk, shop_id)
        self._session.execute(
            update(_talks)
            .where(_talks.c.id == row.id)
            .values(
                begun_at=min(row.begun_at, talk.begun_at),
                ended_at=max(row.ended_at, talk.ended_at),
            )
        )
        found: int = row.id
        return found

    def _stored(self, talk: LoggedTalk, shop_id: int, before: int | None) -> Any:
        """By a line that is known, by its key, or because the same buyer wrote shortly before or after."""
        if before is not None:
            return self._session.execute(select(_talks).where(_talks.c.id == before)).first()
        ours = select(_talks).where(_talks.c.shop_id == shop_id)
        row = self._session.execute(ours.where(_talks.c.key == talk.key)).first()
        if row is not None or talk.is_anonymous:
            return row
        near = ours.where(
            _talks.c.buyer == talk.buyer,
            _talks.c.begun_at <= talk.ended_at + SILENCE,
            _talks.c.ended_at >= talk.begun_at - SILENCE,
        )
        return self._session.execute(near.order_by(_talks.c.begun_at).limit(1)).first()

    def _made(self, talk: LoggedTalk, shop_id: int) -> int:
        values = {
            "shop_id": shop_id,
            "key": talk.key,
            "buyer": talk.buyer,
            "begun_at": talk.begun_at,
            "ended_at": talk.ended_at,
        }
        made: int = self._session.execute(insert(_talks).values(values)).inserted_primary_key[0]
        return made

    def _forget(self, talk_ids: Sequence[int]) -> int:
        went = 0
        for part in _parts(talk_ids):
            went += self._session.execute(delete(_lines).where(_lines.c.talk_id.in_(part))).rowcount
            self._session.execute(delete(_talks).where(_talks.c.id.in_(part)))
        return went


def _columns(talk_id: int, line: LoggedLine) -> dict[str, Any]:
    return {
        "talk_id": talk_id,
        "sender": line.sender.value,
        "text": line.text,
        "at": line.at,
        "fingerprint": line.fingerprint,
    }


def _line(row: Any) -> LoggedLine:
    return LoggedLine(Sender(row.sender), row.text, row.at, row.id, row.talk_id, row.fingerprint)


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, MOST_IN_A_STATEMENT)):
        yield part
