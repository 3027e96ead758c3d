"""Which stored talk the lines of a log belong to, asked for a whole batch at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.base import plain
from bot.adapters.store.tables.chat_logs import LoggedTalkRow
from bot.core.chat_logs import LoggedTalk
from bot.core.log_groups import SILENCE

MOST_IN_A_STATEMENT = 500
"""Values behind an IN: SQLite takes no more than some thousand."""

T = TypeVar("T")
_talks = plain(LoggedTalkRow)
_COLUMNS = (_talks.c.id, _talks.c.shop_id, _talks.c.key, _talks.c.buyer, _talks.c.begun_at, _talks.c.ended_at)


@dataclass
class Place:
    shop_id: int
    key: str
    buyer: str
    begun_at: datetime
    ended_at: datetime
    id: int | None = None
    has_grown: bool = False

    def is_near(self, talk: LoggedTalk) -> bool:
        return self.begun_at - SILENCE <= talk.ended_at and talk.begun_at <= self.ended_at + SILENCE

    def take(self, talk: LoggedTalk) -> None:
        begun, ended = min(self.begun_at, talk.begun_at), max(self.ended_at, talk.ended_at)
        self.has_grown |= (begun, ended) != (self.begun_at, self.ended_at)
        self.begun_at, self.ended_at = begun, ended


class Places:
    """Made for one batch."""

    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session, self._shops = session, shops
        self._by_id: dict[int, Place] = {}
        self._by_key: dict[tuple[int, str], Place] = {}
        self._by_buyer: dict[tuple[int, str], list[Place]] = defaultdict(list)

    def load(self, talks: Sequence[LoggedTalk], ids: Iterable[int]) -> None:
        """What is stored of these talks, of the ids, and of the same buyers at about the same time."""
        for numbers in parts(set(ids)):
            self._read(_talks.c.id.in_(numbers))
        for keys in parts({talk.key for talk in talks}):
            self._read(_talks.c.key.in_(keys))
        named = [talk for talk in talks if not talk.is_anonymous]
        if not named:
            return
        begun = min(talk.begun_at for talk in named) - SILENCE
        ended = max(talk.ended_at for talk in named) + SILENCE
        for buyers in parts({talk.buyer for talk in named}):
            of_them = _talks.c.buyer.in_(buyers)
            self._read(of_them, _talks.c.ended_at >= begun, _talks.c.begun_at <= ended)

    def place(self, talk: LoggedTalk, known: int | None) -> Place:
        """Where a line is known, else by its key, else because the same buyer wrote shortly before."""
        shop_id = self._shops.id_of(talk.shop)
        found = self._by_id.get(known) if known is not None else self._by_key.get((shop_id, talk.key))
        if found is None and not talk.is_anonymous:
            near = (place for place in self._by_buyer[shop_id, talk.buyer] if place.is_near(talk))
            found = next(near, None)
        if found is None:
            found = Place(shop_id, talk.key, talk.buyer, talk.begun_at, talk.ended_at)
            self._keep(found)
        found.take(talk)
        return found

    def save(self) -> None:
        fresh = [place for place in self._by_key.values() if place.id is None]
        if fresh:
            self._session.execute(insert(_talks), [_values(place) for place in fresh])
            self._number(fresh)
        grown = [place for place in self._by_id.values() if place.has_grown]
        if grown:
            where = _talks.c.id == bindparam("talk_id")
            values: dict[str, Any] = {"begun_at": bindparam("begun"), "ended_at": bindparam("ended")}
            change = update(_talks).where(where).values(values)
            changes = [{"talk_id": one.id, "begun": one.begun_at, "ended": one.ended_at} for one in grown]
            self._session.connection().execute(change, changes)

    def _number(self, fresh: Sequence[Place]) -> None:
        for some in parts(place.key for place in fresh):
            query = select(_talks.c.id, _talks.c.shop_id, _talks.c.key).where(_talks.c.key.in_(some))
            for row in self._session.execute(query):
                self._by_key[row.shop_id, row.key].id = row.id

    def _read(self, *conditions: Any) -> None:
        for row in self._session.execute(select(_COLUMNS).where(*conditions)):
            if row.id not in self._by_id:
                place = Place(row.shop_id, row.key, row.buyer, row.begun_at, row.ended_at, row.id)
                self._by_id[row.id] = place
                self._keep(place)

    def _keep(self, place: Place) -> None:
        self._by_key[place.shop_id, place.key] = place
        self._by_buyer[place.shop_id, place.buyer].append(place)


def parts(values: Iterable[T]) -> Iterator[list[T]]:
    """As many as one statement takes."""
    rest = iter(values)
    while part := list(islice(rest, MOST_IN_A_STATEMENT)):
        yield part


def _values(place: Place) -> dict[str, Any]:
    return {
        "shop_id": place.shop_id,
        "key": place.key,
        "buyer": place.buyer,
        "begun_at": place.begun_at,
        "ended_at": place.ended_at,
    }
