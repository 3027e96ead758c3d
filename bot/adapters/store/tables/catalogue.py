"""Shops, what they sell, and their promotions. Money columns hold fen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, UniqueConstraint

from bot.adapters.store.tables.base import Base, Recorded, UtcDateTime


class ShopRow(Base):
    __tablename__ = "shop"

    id: int = Column(Integer, primary_key=True)
    code: str = Column(String(64), nullable=False, unique=True)
    name: str = Column(String(200), nullable=False)
    settings: dict[str, Any] = Column(JSON, nullable=False)


class ProductRow(Recorded, Base):
    __tablename__ = "product"
    __table_args__ = (
        UniqueConstraint("shop_id", "code"),
        Index("ix_product_shop_category", "shop_id", "category"),
    )

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    code: str = Column(String(64), nullable=False)
    item_id: str = Column(String(32), nullable=False, index=True)
    title: str = Column(String(400), nullable=False)
    name: str = Column(String(200), nullable=False)
    category: str = Column(String(100), nullable=False)
    price: int = Column(Integer, nullable=False)
    floor: int = Column(Integer, nullable=False)
    attributes: dict[str, str] = Column(JSON, nullable=False)
    strengths: list[str] = Column(JSON, nullable=False)
    weaknesses: list[str] = Column(JSON, nullable=False)
    return_class: str = Column(String(20), nullable=False)
    gift: str = Column(String(200), nullable=False)
    on_sale: bool = Column(Boolean, nullable=False)


class SkuRow(Base):
    __tablename__ = "sku"
    __table_args__ = (UniqueConstraint("product_id", "code"),)

    id: int = Column(Integer, primary_key=True)
    product_id: int = Column(ForeignKey("product.id", ondelete="CASCADE"), nullable=False)
    code: str = Column(String(64), nullable=False, index=True)
    color: str = Column(String(100), nullable=False)
    size: str = Column(String(100), nullable=False)
    price: int = Column(Integer, nullable=False)
    stock: int = Column(Integer, nullable=False)
    weight_grams: int = Column(Integer, nullable=False)
    restock_on = Column(Date)


class SizeChartRow(Base):
    """One chart per product; `rows` are the SizeRow records as JSON, smallest first."""

    __tablename__ = "size_chart"

    product_id: int = Column(ForeignKey("product.id", ondelete="CASCADE"), primary_key=True)
    kind: str = Column(String(20), nullable=False)
    fit: str = Column(String(20), nullable=False)
    usual_sizes: dict[str, str] = Column(JSON, nullable=False)
    rows: list[dict[str, Any]] = Column(JSON, nullable=False)


class PromotionRow(Recorded, Base):
    __tablename__ = "promotion"
    __table_args__ = (UniqueConstraint("shop_id", "code"),)

    id: int = Column(Integer, primary_key=True)
    shop_id: int = Column(ForeignKey("shop.id"), nullable=False)
    code: str = Column(String(64), nullable=False)
    kind: str = Column(String(20), nullable=False)
    title: str = Column(String(200), nullable=False)
    how: str = Column(String(400), nullable=False)
    starts_at: datetime = Column(UtcDateTime, nullable=False)
    ends_at: datetime = Column(UtcDateTime, nullable=False, index=True)
    threshold: int = Column(Integer, nullable=False)
    reduction: int = Column(Integer, nullable=False)
    products: list[str] = Column(JSON, nullable=False)
