"""Buyers as the channels name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.base import plain
from bot.adapters.store.tables.orders import OrderRow
from bot.adapters.store.tables.talks import BuyerRow
from bot.core.buyers import Body, Buyer

BUYER, ORDER = plain(BuyerRow), plain(OrderRow)
BY_NICK = (
    select(BUYER)
    .where(BUYER.c.shop_id == bindparam("shop"), BUYER.c.nickname == bindparam("nick"))
    .where(BUYER.c.joined_into.is_(None))
    .order_by(BUYER.c.id.desc())
    .limit(1)
)
BY_NAME = select(BuyerRow).where(
    BuyerRow.shop_id == bindparam("shop"),
    BuyerRow.channel == bindparam("channel"),
    BuyerRow.external_id == bindparam("external_id"),
)
PAID_ORDERS = (
    select(func.count())
    .select_from(ORDER)
    .where(ORDER.c.shop_id == bindparam("shop"), ORDER.c.buyer_nick == bindparam("nick"))
    .where(ORDER.c.paid_at.is_not(None))
)


class SqlBuyers:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def get(self, buyer_id: int) -> Buyer | None:
        row: BuyerRow | None = self._session.get(BuyerRow, buyer_id)
        return self._buyer(row) if row else None

    def by_nick(self, shop_code: str, nickname: str) -> Buyer | None:
        shop = self._shops.row(shop_code)
        if shop is None:
            return None
        row = self._session.execute(BY_NICK, {"shop": shop.id, "nick": nickname}).first()
        return self._buyer(row) if row else None

    def seen(self, shop_code: str, channel: str, external_id: str, nickname: str) -> int:
        shop_id = self._shops.id_of(shop_code)
        name = {"shop": shop_id, "channel": channel, "external_id": external_id}
        row: BuyerRow | None = self._session.execute(BY_NAME, name).scalar_one_or_none()
        if row is None:
            row = BuyerRow(
                shop_id=shop_id,
                channel=channel,
                external_id=external_id,
                nickname=nickname,
                tags=[],
                province="",
                city="",
                body={},
            )
            self._session.add(row)
            self._session.flush()
        elif nickname and row.nickname != nickname:
            row.nickname = nickname
        return row.joined_into or row.id

    def describe(self, buyer_id: int, *, tags: Sequence[str], province: str, city: str) -> None:
        row = self._known(buyer_id)
        row.tags, row.province, row.city = list(tags), province, city

    def remember_body(self, buyer_id: int, body: Body) -> None:
        row = self._known(buyer_id)
        known = Body(**row.body).updated(body)
        row.body = {name: value for name, value in asdict(known).items() if value is not None}

    def rewrite(self, buyer_id: int, *, tags: Sequence[str], note: str, body: Body) -> None:
        row = self._known(buyer_id)
        row.tags, row.note = list(tags), note
        row.body = {name: value for name, value in asdict(body).items() if value is not None}

    def stop_messages(self, buyer_id: int, at: datetime | None) -> bool:
        row = self._known(buyer_id)
        changed = (row.stopped_at is None) != (at is None)
        row.stopped_at = row.stopped_at if row.stopped_at and at else at
        return changed

    def _known(self, buyer_id: int) -> BuyerRow:
        row: BuyerRow | None = self._session.get(BuyerRow, buyer_id)
        if row is None:
            raise LookupError(f"there is no buyer {buyer_id}")
        return row

    def _buyer(self, row: Any) -> Buyer:
        paid_orders: int = self._session.execute(
            PAID_ORDERS, {"shop": row.shop_id, "nick": row.nickname}
        ).scalar_one()
        return Buyer(
            id=row.id,
            channel=row.channel,
            external_id=row.external_id,
            nickname=row.nickname,
            tags=frozenset(row.tags),
            city=row.city,
            province=row.province,
            body=Body(**row.body),
            paid_orders=paid_orders,
            note=row.note,
            stopped_at=row.stopped_at,
        )
