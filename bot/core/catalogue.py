"""What a shop sells: products, their SKUs and stock, size charts and promotions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

from bot.core.money import Fen


class ReturnClass(str, Enum):
    """How the 7-day no-reason return treats a product (docs/rules.md, returns)."""

    NORMAL = "normal"
    INTIMATE = "intimate"  # hygiene goods: not once opened
    CUSTOM = "custom"  # made to order
    PERISHABLE = "perishable"
    DIGITAL = "digital"
    CLEARANCE = "clearance"  # sold as final, confirmed by the buyer at purchase


class ChartKind(str, Enum):
    ADULT = "adult"  # height and weight, perhaps bust, waist, hip
    CHILD = "child"  # height, perhaps age
    SHOES = "shoes"  # foot length
    BRA = "bra"  # under-bust and bust
    ONE_SIZE = "one_size"


class Fit(str, Enum):
    """How the cut runs against the usual size."""

    REGULAR = "regular"
    LOOSE = "loose"  # runs large
    TIGHT = "tight"  # runs small


@dataclass(frozen=True)
class Span:
    """A closed range of centimetres, kilograms or months."""

    low: float
    high: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, (int, float)) and self.low <= value <= self.high


@dataclass(frozen=True)
class SizeRow:
    """One size of a chart. Lengths in cm, weight in kg, age in months."""

    size: str
    height: Span | None = None
    weight: Span | None = None
    bust: Span | None = None
    under_bust: Span | None = None
    waist: Span | None = None
    hip: Span | None = None
    foot: Span | None = None
    age: Span | None = None
    garment: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Measurements of the piece itself, in cm, by their Chinese name (衣长, 胸围 …)."""


@dataclass(frozen=True)
class SizeChart:
    kind: ChartKind
    rows: tuple[SizeRow, ...]  # from the smallest to the largest
    fit: Fit = Fit.REGULAR
    usual_sizes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Usual size as buyers name it -> size of this chart, where they differ (S -> 36)."""


@dataclass(frozen=True)
class Sku:
    code: str
    color: str
    size: str
    price: Fen
    stock: int
    weight_grams: int = 0
    restock_on: date | None = None


@dataclass(frozen=True)
class Product:
    code: str
    title: str
    name: str
    """The short name drafts use, for example 小雏菊连衣裙."""
    category: str
    price: Fen
    floor: Fen
    """The lowest unit price an agent may concede; equal to `price` for a fixed-price product."""
    item_id: str = ""
    """The platform's digits for the item, as cards and links carry them."""
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    return_class: ReturnClass = ReturnClass.NORMAL
    gift: str = ""
    """What may be thrown in as the last step of a bargain; empty for nothing."""
    chart: SizeChart | None = None
    skus: tuple[Sku, ...] = ()
    on_sale: bool = True
    recorded_at: datetime | None = field(default=None, compare=False)
    """When our record of it last changed; None where that is not known."""


class PromotionKind(str, Enum):
    COUPON = "coupon"  # claimed by the buyer, `reduction` off from `threshold`
    FULL_REDUCTION = "full_reduction"  # applied by itself at checkout
    GIFT = "gift"
    SECOND_PIECE = "second_piece"


@dataclass(frozen=True)
class Promotion:
    code: str
    kind: PromotionKind
    title: str
    """As a buyer is told, for example 满199减20."""
    how: str
    """How to get it, for example 店铺首页领券."""
    starts_at: datetime
    ends_at: datetime
    threshold: Fen = Fen(0)
    reduction: Fen = Fen(0)
    products: frozenset[str] = frozenset()
    """Product codes it holds for; empty for the whole shop."""
    recorded_at: datetime | None = field(default=None, compare=False)
    """When our record of it last changed; None where that is not known."""

    def runs_at(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at

    def covers(self, product_code: str | None) -> bool:
        return not self.products or product_code in self.products
