"""Profiles of buyers, joined and parted. A joined buyer's row stays: the channel's next message finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.buyers import SqlBuyers
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.joins import BuyerJoinRow
from bot.adapters.store.tables.orders import OrderRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow
from bot.core.buyer_joining import Profile, joined_body, joined_note, joined_tags
from bot.core.buyers import Body

MOST_FOUND = 30


class SqlBuyerJoins:
    def __init__(self, session: Session, shops: SqlShops, buyers: SqlBuyers) -> None:
        self._session = session
        self._shops = shops
        self._buyers = buyers

    def found(self, shop_code: str, words: str) -> Sequence[Profile]:
        """Profiles whose name, or a joined one's, or an order's number holds the words; the newest first."""
        shop_id = self._shops.id_of(shop_code)
        sought = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with_order = (
            select(OrderRow.id)
            .where(OrderRow.shop_id == shop_id, OrderRow.buyer_nick == BuyerRow.nickname)
            .where(OrderRow.number.like(sought, escape="\\"))
        )
        named = or_(
            BuyerRow.nickname.ilike(sought, escape="\\"),
            BuyerRow.external_id.ilike(sought, escape="\\"),
            with_order.exists(),
        )
        rows = self._session.execute(
            select(func.coalesce(BuyerRow.joined_into, BuyerRow.id).label("profile"))
            .where(BuyerRow.shop_id == shop_id, named)
            .distinct()
            .order_by(func.coalesce(BuyerRow.joined_into, BuyerRow.id).desc())
            .limit(MOST_FOUND)
        ).scalars()
        profiles = (self.profile(shop_code, profile_id) for profile_id in list(rows))
        return [profile for profile in profiles if profile]

    def profile(self, shop_code: str, buyer_id: int) -> Profile | None:
        """None for another shop's buyer, and for one who has been joined to another."""
        row: BuyerRow | None = self._session.get(BuyerRow, buyer_id)
        if row is None or row.shop_id != self._shops.id_of(shop_code) or row.joined_into is not None:
            return None
        buyer = self._buyers.get(buyer_id)
        assert buyer is not None, "its row is there"
        names = self._session.execute(
            select(BuyerRow.channel, BuyerRow.nickname)
            .where(or_(BuyerRow.id == buyer_id, BuyerRow.joined_into == buyer_id))
            .order_by(BuyerRow.id)
        ).all()
        last = self._newest(buyer_id)
        return Profile(
            buyer,
            tuple((name.channel, name.nickname) for name in names),
            tuple(self._talks(buyer_id)),
            tuple(order.number for order in self._orders(row.shop_id, row.nickname)),
            last.at if last else None,
        )

    def join(self, kept_id: int, joined_id: int, account: str, at: datetime) -> Sequence[int]:
        """Move everything of one buyer to another; the talks that moved."""
        kept, joined = self._row(kept_id), self._row(joined_id)
        before = _told(kept)
        talks = self._talks(joined_id)
        orders = self._orders(kept.shop_id, joined.nickname) if joined.nickname != kept.nickname else []
        rows = [joined_id, *self._joined_to(joined_id)]
        self._move(talks, orders, rows, kept_id, kept.nickname)
        kept.tags = joined_tags(kept.tags, joined.tags)
        if joined.note:
            kept.note = joined_note(kept.note, joined.note)
        kept.province, kept.city = (
            (kept.province, kept.city) if kept.province else (joined.province, joined.city)
        )
        body = asdict(joined_body(Body(**kept.body), Body(**joined.body)))
        kept.body = {name: value for name, value in body.items() if value is not None}
        self._session.flush()
        moved = {
            "talks": talks,
            "orders": [order.id for order in orders],
            "rows": rows,
            "before": before,
            "after": self._state(kept),
        }
        self._session.add(
            BuyerJoinRow(kept_id=kept_id, joined_id=joined_id, account=account, at=at, moved=moved)
        )
        self._session.flush()
        return talks

    def may_part(self, kept_id: int) -> bool:
        """Whether nothing has changed since the last joining."""
        last = self._newest(kept_id)
        if last is None:
            return False
        state, after = self._state(self._row(kept_id)), last.moved["after"]
        return all(state.get(name) == value for name, value in after.items())

    def part(self, kept_id: int, at: datetime) -> int:
        """Undo the last joining; the buyer who is one of their own again. Raises LookupError."""
        last = self._newest(kept_id)
        if last is None or not self.may_part(kept_id):
            raise LookupError(f"buyer {kept_id} can't be parted as they were")
        kept, joined = self._row(kept_id), self._row(last.joined_id)
        moved = select(OrderRow).where(OrderRow.id.in_(last.moved["orders"]))
        orders = list(self._session.execute(moved).scalars())
        others = [row for row in last.moved["rows"] if row != joined.id]
        self._move(last.moved["talks"], orders, others, joined.id, joined.nickname)
        joined.joined_into = None
        for name, value in last.moved["before"].items():
            setattr(kept, name, value)
        last.parted_at = at
        self._session.flush()
        return joined.id

    def _move(
        self, talks: Sequence[int], orders: Sequence[OrderRow], rows: Sequence[int], to: int, nick: str
    ) -> None:
        session = self._session
        session.execute(
            update(ConversationRow)
            .where(ConversationRow.id.in_(talks))
            .values(buyer_id=to)
            .execution_options(synchronize_session="fetch")
        )
        for order in orders:
            order.buyer_nick = nick
        session.execute(
            update(BuyerRow)
            .where(BuyerRow.id.in_(rows))
            .values(joined_into=to)
            .execution_options(synchronize_session="fetch")
        )
        session.flush()

    def _state(self, kept: BuyerRow) -> dict[str, Any]:
        orders = sorted(order.id for order in self._orders(kept.shop_id, kept.nickname))
        return {**_told(kept), "talks": self._talks(kept.id), "orders": orders}

    def _talks(self, buyer_id: int) -> list[int]:
        query = select(ConversationRow.id).where(ConversationRow.buyer_id == buyer_id)
        return list(self._session.execute(query.order_by(ConversationRow.id)).scalars())

    def _orders(self, shop_id: int, nick: str) -> list[OrderRow]:
        query = select(OrderRow).where(OrderRow.shop_id == shop_id, OrderRow.buyer_nick == nick)
        return list(self._session.execute(query.order_by(OrderRow.created_at.desc())).scalars())

    def _joined_to(self, buyer_id: int) -> list[int]:
        return list(
            self._session.execute(select(BuyerRow.id).where(BuyerRow.joined_into == buyer_id)).scalars()
        )

    def _newest(self, kept_id: int) -> BuyerJoinRow | None:
        row: BuyerJoinRow | None = self._session.execute(
            select(BuyerJoinRow)
            .where(BuyerJoinRow.kept_id == kept_id, BuyerJoinRow.parted_at.is_(None))
            .order_by(BuyerJoinRow.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        return row

    def _row(self, buyer_id: int) -> BuyerRow:
        row: BuyerRow | None = self._session.get(BuyerRow, buyer_id)
        if row is None:
            raise LookupError(f"there is no buyer {buyer_id}")
        return row


def _told(row: BuyerRow) -> dict[str, Any]:
    return {
        "tags": list(row.tags),
        "province": row.province,
        "city": row.city,
        "body": dict(row.body),
        "note": row.note,
    }
