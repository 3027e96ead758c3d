"""What the built-in buyer's chat shows: its products, and of a talk only what has reached the buyer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.pictures import SqlPictures
from bot.adapters.store.tables.catalogue import ProductRow, ShopRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow, DeliveryRow, MessageRow
from bot.core.conversations import MessageKind, Sender
from bot.core.deliveries import DeliveryState
from bot.core.money import Fen
from bot.core.pictures import Picture

MOST_BUBBLES = 200
MOST_PRODUCTS = 60
MOST_BUYERS = 40


@dataclass(frozen=True)
class Bubble:
    id: int
    sender: Sender
    kind: MessageKind
    text: str
    at: datetime
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class ProductCard:
    code: str
    title: str
    name: str
    category: str
    price: Fen


@dataclass(frozen=True)
class KnownBuyer:
    external_id: str
    nickname: str
    tags: tuple[str, ...]


def conversation_id(session: Session, channel: str, external_id: str) -> int | None:
    found: int | None = session.execute(
        select(ConversationRow.id).where(
            ConversationRow.channel == channel, ConversationRow.external_id == external_id
        )
    ).scalar_one_or_none()
    return found


def bubbles(session: Session, conversation: int) -> tuple[Bubble, ...]:
    """The newest, oldest first: the buyer's own, and replies once they are delivered."""
    rows: Sequence[MessageRow] = (
        session.execute(
            select(MessageRow)
            .outerjoin(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
            .where(MessageRow.conversation_id == conversation, MessageRow.recalled_at.is_(None))
            .where(MessageRow.kind != MessageKind.SYSTEM.value)
            .where(
                or_(
                    MessageRow.sender == Sender.BUYER.value,
                    DeliveryRow.state == DeliveryState.DELIVERED.value,
                )
            )
            .order_by(MessageRow.id.desc())
            .limit(MOST_BUBBLES)
        )
        .scalars()
        .all()
    )
    pictures = SqlPictures(session).of_messages([row.id for row in rows])
    return tuple(
        Bubble(
            row.id,
            Sender(row.sender),
            MessageKind(row.kind),
            row.text,
            row.at,
            pictures.get(row.id, ()),
        )
        for row in reversed(rows)
    )


def products(session: Session, shop_code: str) -> tuple[ProductCard, ...]:
    """What is on sale."""
    rows: Sequence[ProductRow] = (
        session.execute(
            select(ProductRow)
            .join(ShopRow, ShopRow.id == ProductRow.shop_id)
            .where(ShopRow.code == shop_code, ProductRow.on_sale.is_(True))
            .order_by(ProductRow.id)
            .limit(MOST_PRODUCTS)
        )
        .scalars()
        .all()
    )
    return tuple(ProductCard(row.code, row.title, row.name, row.category, Fen(row.price)) for row in rows)


def known_buyers(session: Session, shop_code: str, channel: str) -> tuple[KnownBuyer, ...]:
    """Buyers of a channel, in the order they were made."""
    rows: Sequence[BuyerRow] = (
        session.execute(
            select(BuyerRow)
            .join(ShopRow, ShopRow.id == BuyerRow.shop_id)
            .where(ShopRow.code == shop_code, BuyerRow.channel == channel)
            .order_by(BuyerRow.id)
            .limit(MOST_BUYERS)
        )
        .scalars()
        .all()
    )
    return tuple(KnownBuyer(row.external_id, row.nickname, tuple(row.tags)) for row in rows)
