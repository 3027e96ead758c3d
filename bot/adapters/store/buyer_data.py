"""One buyer's data: found, handed out whole, and forgotten. Also the words of talks whose time is over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.buyer_holdings import (
    LEARNED,
    MASKED,
    OF_BUYER,
    OF_TALK,
    SWEPT,
    Becomes,
    Holding,
    T,
)
from bot.adapters.store.shops import SqlShops
from bot.core.buyer_data import FORGOTTEN, Records, Subject
from bot.core.orders import OPEN_STATES
from bot.core.personal_data import without_personal_data

SHORTEST_NAME = 2
MOST_IN_A_STATEMENT = 500
CODE = re.compile(r"[a-z_.]{1,40}")
"""What code writes into an audit entry: an action, a login, a state."""
buyers, talks, orders, messages = (T[name] for name in ("buyer", "conversation", "order", "message"))


class SqlBuyerData:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def named(self, shop_code: str, name: str) -> Sequence[int]:
        """The profiles of that nick or name of a channel; a number is an id first."""
        shop_id = self._shops.id_of(shop_code)
        ours = select(buyers.c.id, buyers.c.joined_into).where(buyers.c.shop_id == shop_id)
        if name.isdigit() and len(name) < 10 and (row := self._one(ours.where(buyers.c.id == int(name)))):
            return [row.joined_into or row.id]
        found = self._session.execute(
            ours.where(or_(buyers.c.nickname == name, buyers.c.external_id == name))
        ).all()
        return sorted({row.joined_into or row.id for row in found})

    def subject(self, shop_code: str, buyer_id: int | None, nick: str, at: datetime) -> Subject:
        """Everything that is one profile's; without one, what orders and logs have under a nick."""
        shop_id = self._shops.id_of(shop_code)
        rows = self._profile(shop_id, buyer_id) if buyer_id is not None else []
        nicks = {name for row in rows for name in (row.nickname, row.external_id)} if rows else {nick}
        nicks = {name for name in nicks if name and not name.startswith(FORGOTTEN)}
        ids = tuple(sorted(row.id for row in rows))
        theirs = self._session.execute(
            select(orders).where(orders.c.shop_id == shop_id, orders.c.buyer_nick.in_(nicks))
        ).all()
        written = self._session.execute(select(talks.c.id).where(talks.c.buyer_id.in_(ids))).scalars()
        receivers = {
            word.strip()
            for row in theirs
            for word in (row.receiver_name, row.receiver_phone, row.receiver_address)
        }
        ids_of_orders = tuple(sorted(row.id for row in theirs))
        sent = select(T["parcel"].c.tracking_number).where(T["parcel"].c.order_id.in_(ids_of_orders))
        receivers.update(self._session.execute(sent).scalars())
        return Subject(
            shop=shop_code,
            shop_id=shop_id,
            at=at,
            talks=tuple(sorted(written)),
            buyers=tuple(sorted(ids, key=lambda one: one != buyer_id)),
            nicks=tuple(sorted(nicks)),
            orders=ids_of_orders,
            names=frozenset(word for word in nicks | receivers if len(word) >= SHORTEST_NAME),
        )

    def _profile(self, shop_id: int, buyer_id: int) -> Sequence[Any]:
        """The profile's row and those joined to it."""
        belongs = or_(buyers.c.id == buyer_id, buyers.c.joined_into == buyer_id)
        found: Sequence[Any] = self._session.execute(
            select(buyers).where(buyers.c.shop_id == shop_id, belongs)
        ).all()
        return found

    def open_orders(self, subject: Subject) -> Sequence[str]:
        """Numbers of those that can't be sent or settled without their receiver."""
        states = [state.value for state in OPEN_STATES]
        query = select(orders.c.number).where(orders.c.id.in_(subject.orders), orders.c.state.in_(states))
        found: Sequence[str] = self._session.execute(query).scalars().all()
        return found

    def export(self, subject: Subject) -> Records:
        told: dict[str, list[dict[str, Any]]] = {}
        for holding in (*OF_TALK, *OF_BUYER, *LEARNED):
            query = select(T[holding.table]).where(holding.where(subject))
            rows = [_plain(row) for row in self._session.execute(query)]
            have = told.setdefault(holding.table, [])
            have += [row for row in rows if row not in have]
        return {table: rows for table, rows in told.items() if rows}

    def forget(self, subject: Subject) -> tuple[int, Sequence[str]]:
        """How many rows were changed or went, and the pictures that stand nowhere any more."""
        count = self._forget_audit(subject)
        pictures = self._pictures(subject.talks)
        for holding in (*OF_TALK, *OF_BUYER):
            count += self._apply(holding, subject)
        count += self._sweep(subject)
        return count, self._lonely(pictures)

    def forget_talks_before(
        self, shop_code: str, moment: datetime, at: datetime, limit: int
    ) -> tuple[int, Sequence[str]]:
        """The words of the oldest talks: how many talks, and the pictures that stand nowhere any more."""
        shop_id = self._shops.id_of(shop_code)
        query = (
            select(talks.c.id)
            .where(talks.c.shop_id == shop_id, talks.c.forgotten_at.is_(None), talks.c.touched_at < moment)
            .order_by(talks.c.touched_at)
            .limit(limit)
        )
        old = tuple(self._session.execute(query).scalars())
        subject = Subject(shop_code, shop_id, at, old)
        pictures = self._pictures(old)
        self._forget_audit(subject)
        for holding in OF_TALK:
            self._apply(holding, subject)
        return len(old), self._lonely(pictures)

    def _one(self, query: Any) -> Any:
        return self._session.execute(query.limit(1)).first()

    def _apply(self, holding: Holding, subject: Subject) -> int:
        table, where = T[holding.table], holding.where(subject)
        if holding.becomes is None:
            return self._changed(delete(table).where(where))
        for name in [name for name, value in holding.becomes.items() if value is MASKED]:
            self._rewrite(table, name, where, subject.names)
        values = _values(holding.becomes, subject)
        return self._changed(update(table).where(where).values(values)) if values else 0

    def _changed(self, statement: Any) -> int:
        result: Any = self._session.execute(statement)
        return int(result.rowcount)

    def _rewrite(self, table: Any, name: str, where: Any, names: Iterable[str]) -> None:
        (key,) = table.primary_key.columns
        for row in self._session.execute(select(key, table.c[name]).where(where)).all():
            masked = without_personal_data(row[1], tuple(names))
            self._session.execute(update(table).where(key == row[0]).values({name: masked}))

    def _forget_audit(self, subject: Subject) -> int:
        """Of entries about the talks, orders and profiles only codes, numbers and who did it stay."""
        audit, count = T["audit"], 0
        for part in _parts(self._audited(subject)):
            for row in self._session.execute(select(audit).where(audit.c.subject.in_(part))).all():
                self._session.execute(
                    update(audit).where(audit.c.id == row.id).values(detail=_codes(row.detail))
                )
                count += 1
        return count

    def _audited(self, subject: Subject) -> list[str]:
        def ids(table: str, column: str, of: Sequence[int]) -> Iterable[int]:
            found: Iterable[int] = self._session.execute(
                select(T[table].c.id).where(T[table].c[column].in_(of))
            ).scalars()
            return found

        numbers = self._session.execute(select(orders.c.number).where(orders.c.id.in_(subject.orders)))
        return [
            *(f"conversation {one}" for one in subject.talks),
            *(f"message {one}" for one in ids("message", "conversation_id", subject.talks)),
            *(f"follow_up {one}" for one in ids("follow_up", "conversation_id", subject.talks)),
            *(f"buyer {one}" for one in subject.buyers),
            *(f"order {one}" for one in numbers.scalars()),
        ]

    def _sweep(self, subject: Subject) -> int:
        count = 0
        for name, columns in SWEPT.items():
            table = T[name]
            (key,) = table.primary_key.columns
            held = [_holds(table.c[column], word) for column in columns for word in subject.names]
            if not held:
                continue
            for row in self._session.execute(select(table).where(or_(*held))).all():
                values = {
                    column: _without(getattr(row, column), subject.names, subject.token) for column in columns
                }
                self._session.execute(update(table).where(key == row[0]).values(values))
                count += 1
        return count

    def _pictures(self, talk_ids: Sequence[int]) -> Sequence[str]:
        placed = T["message_picture"].c
        query = select(placed.picture_id.distinct()).where(
            placed.message_id.in_(select(messages.c.id).where(messages.c.conversation_id.in_(talk_ids)))
        )
        found: Sequence[str] = self._session.execute(query).scalars().all()
        return found

    def _lonely(self, picture_ids: Sequence[str]) -> Sequence[str]:
        """Those of the pictures that stand in no other message; their rows go."""
        placed, picture = T["message_picture"].c, T["picture"]
        shown = set(
            self._session.execute(
                select(placed.picture_id).where(placed.picture_id.in_(picture_ids))
            ).scalars()
        )
        lonely = [one for one in picture_ids if one not in shown]
        self._session.execute(delete(picture).where(picture.c.id.in_(lonely)))
        return lonely


def _values(becomes: Becomes, subject: Subject) -> dict[str, Any]:
    return {
        name: value(subject) if callable(value) else value
        for name, value in becomes.items()
        if value is not MASKED
    }


def _holds(column: Any, word: str) -> Any:
    if isinstance(column.type, JSON):
        return cast(column, Text).contains(json.dumps(word)[1:-1], autoescape=True)
    return column.contains(word, autoescape=True)


def _without(value: Any, names: Iterable[str], token: str) -> Any:
    """The same with the names taken out wherever text stands."""
    if isinstance(value, str):
        for name in sorted(names, key=len, reverse=True):
            value = value.replace(name, token)
        return value
    if isinstance(value, list):
        return [_without(one, names, token) for one in value]
    if isinstance(value, dict):
        return {_without(key, names, token): _without(one, names, token) for key, one in value.items()}
    return value


def _codes(detail: Mapping[str, Any]) -> dict[str, Any]:
    def may_stay(value: Any) -> bool:
        return (
            value is None
            or isinstance(value, (int, float))
            or bool(isinstance(value, str) and CODE.fullmatch(value))
        )

    return {key: value for key, value in detail.items() if may_stay(value)}


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, (datetime, date)) else value
        for name, value in row._mapping.items()
    }


def _parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[at : at + MOST_IN_A_STATEMENT] for at in range(0, len(values), MOST_IN_A_STATEMENT))
