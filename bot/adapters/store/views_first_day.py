"""How far a shop's first day has come, told from its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.catalogue import ProductRow, ShopRow
from bot.adapters.store.tables.orders import OrderRow
from bot.adapters.store.tables.talks import ConversationRow, DraftRow, MessageRow
from bot.core.conversations import Sender


@dataclass(frozen=True)
class FirstDay:
    shop_name: str
    products: bool
    orders: bool
    messages: bool
    draft_in: int | None
    """A talk that has a draft; None while there is none."""

    @property
    def is_over(self) -> bool:
        return self.products and self.orders and self.messages and self.draft_in is not None


def first_day(session: Session, shop_code: str) -> FirstDay:
    shop = session.execute(select(ShopRow.id, ShopRow.name).where(ShopRow.code == shop_code)).first()
    if shop is None:
        return FirstDay(shop_code, False, False, False, None)
    talks = select(ConversationRow.id).where(ConversationRow.shop_id == shop.id)

    def any_of(query: Any) -> int | None:
        found: int | None = session.execute(query.limit(1)).scalar_one_or_none()
        return found

    said = select(MessageRow.id).where(
        MessageRow.conversation_id.in_(talks), MessageRow.sender == Sender.BUYER.value
    )
    drafted = select(DraftRow.conversation_id).where(
        DraftRow.conversation_id.in_(talks), DraftRow.failure.is_(None)
    )
    return FirstDay(
        shop.name,
        any_of(select(ProductRow.id).where(ProductRow.shop_id == shop.id)) is not None,
        any_of(select(OrderRow.id).where(OrderRow.shop_id == shop.id)) is not None,
        any_of(said) is not None,
        any_of(drafted.order_by(DraftRow.id.desc())),
    )
