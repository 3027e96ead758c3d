"""Shops in the database. A shop's rules are kept as one JSON document (see bot.core.shop_settings)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.catalogue import ShopRow
from bot.core.shop import Shop
from bot.core.shop_settings import shop_from_settings, shop_to_settings

MOST_SHOPS = 50


class SqlShops:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[str, ShopRow] = {}

    def row(self, code: str) -> ShopRow | None:
        """Every query of a transaction asks for its shop, so it is fetched once."""
        if code not in self._rows:
            found: ShopRow | None = self._session.execute(
                select(ShopRow).where(ShopRow.code == code)
            ).scalar_one_or_none()
            if found is None:
                return None
            self._rows[code] = found
        return self._rows[code]

    def id_of(self, code: str) -> int:
        """Raises LookupError for an unknown shop."""
        row = self.row(code)
        if row is None:
            raise LookupError(f"there is no shop {code}")
        return row.id

    def code_of(self, shop_id: int) -> str:
        code: str = self._session.execute(select(ShopRow.code).where(ShopRow.id == shop_id)).scalar_one()
        return code

    def codes(self) -> Sequence[str]:
        found: Sequence[str] = self._session.execute(select(ShopRow.code).limit(MOST_SHOPS)).scalars().all()
        return found

    def get(self, code: str) -> Shop | None:
        row = self.row(code)
        return shop_from_settings(row.code, row.name, row.settings) if row else None

    def by_name(self, name: str) -> Shop | None:
        row: ShopRow | None = self._session.execute(
            select(ShopRow).where(ShopRow.name == name).limit(1)
        ).scalar_one_or_none()
        return shop_from_settings(row.code, row.name, row.settings) if row else None

    def put(self, shop: Shop) -> bool:
        settings = shop_to_settings(shop)
        row = self.row(shop.code)
        if row is None:
            self._session.add(ShopRow(code=shop.code, name=shop.name, settings=settings))
            self._session.flush()
            return True
        changed = (row.name, row.settings) != (shop.name, settings)
        if changed:
            row.name, row.settings = shop.name, settings
        return changed
