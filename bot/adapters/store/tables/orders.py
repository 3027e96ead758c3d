"""Orders, their lines, refunds and parcels. Money columns hold fen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from bot.adapters.store.tables.base import Base, Recorded, UtcDateTime


class OrderRow(Recorded, Base):
    __tablename__ = "order"
    __table_args__ = (
        UniqueConstraint("shop_id", "number"),
        Index("ix_order_shop_buyer_created", "shop_id", "buyer_nick", "created_at"),
    )

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    number: str = Column(String(32), nullable=False, index=True)
    buyer_nick: str = Column(String(200), nullable=False)
    state: str = Column(String(20), nullable=False)
    created_at: datetime = Column(UtcDateTime, nullable=False)
    paid_at = Column(UtcDateTime)
    shipped_at = Column(UtcDateTime)
    finished_at = Column(UtcDateTime)
    total: int = Column(Integer, nullable=False)
    paid: int = Column(Integer, nullable=False)
    postage: int = Column(Integer, nullable=False)
    receiver_name: str = Column(String(200), nullable=False)
    receiver_phone: str = Column(String(50), nullable=False)
    receiver_province: str = Column(String(50), nullable=False)
    receiver_city: str = Column(String(50), nullable=False)
    receiver_address: str = Column(Text, nullable=False)
    flag: str = Column(String(10), nullable=False)
    buyer_message: str = Column(Text, nullable=False)
    seller_note: str = Column(Text, nullable=False)
    close_reason: str = Column(String(200), nullable=False)
    extra: dict[str, Any] = Column(JSON, nullable=False)
    """Columns of an export that we do not know, kept as they came."""
    forgotten_at = Column(UtcDateTime)
    """When its buyer was forgotten: no import brings the person back."""


class OrderLineRow(Base):
    __tablename__ = "order_line"
    __table_args__ = (UniqueConstraint("order_id", "number"),)

    id: int = Column(Integer, primary_key=True)
    order_id: int = Column(ForeignKey("order.id", ondelete="CASCADE"), nullable=False)
    number: str = Column(String(32), nullable=False)
    title: str = Column(String(400), nullable=False)
    quantity: int = Column(Integer, nullable=False)
    price: int = Column(Integer, nullable=False)
    product_code: str = Column(String(64), nullable=False)
    sku_code: str = Column(String(64), nullable=False)
    options: str = Column(String(400), nullable=False)


class RefundRow(Recorded, Base):
    """The latest refund case of an order."""

    __tablename__ = "refund"

    order_id: int = Column(ForeignKey("order.id", ondelete="CASCADE"), primary_key=True)
    state: str = Column(String(30), nullable=False)
    amount: int = Column(Integer, nullable=False)
    reason: str = Column(String(200), nullable=False)
    asked_at: datetime = Column(UtcDateTime, nullable=False)
    changed_at = Column(UtcDateTime)
    goods_back: bool = Column(Boolean, nullable=False)


class ParcelRow(Recorded, Base):
    """A parcel of an order; found again by tracking number when logistics updates come in."""

    __tablename__ = "parcel"
    __table_args__ = (UniqueConstraint("order_id", "tracking_number"),)

    id: int = Column(Integer, primary_key=True)
    order_id: int = Column(ForeignKey("order.id", ondelete="CASCADE"), nullable=False)
    courier: str = Column(String(100), nullable=False)
    tracking_number: str = Column(String(64), nullable=False, index=True)
    state: str = Column(String(20), nullable=False)
    shipped_at = Column(UtcDateTime)
    signed_at = Column(UtcDateTime)


class ParcelEventRow(Base):
    __tablename__ = "parcel_event"
    __table_args__ = (Index("ix_parcel_event_parcel_at", "parcel_id", "at"),)

    id: int = Column(Integer, primary_key=True)
    parcel_id: int = Column(ForeignKey("parcel.id", ondelete="CASCADE"), nullable=False)
    at: datetime = Column(UtcDateTime, nullable=False)
    text: str = Column(Text, nullable=False)
    state: str = Column(String(20), nullable=False)
    place: str = Column(String(200), nullable=False)
