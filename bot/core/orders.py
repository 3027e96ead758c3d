"""Orders as the platforms report them. Times are aware; receivers are personal data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.core.money import Fen
from bot.core.order_actions import Done
from bot.core.parcels import Parcel


class OrderState(str, Enum):
    """The order's life; the values are the words that scripts use."""

    UNPAID = "unpaid"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    FINISHED = "finished"
    CLOSED = "closed"

    @property
    def step(self) -> int:
        """How far along its life an order is; an import never moves it back."""
        return list(OrderState).index(self)


OPEN_STATES = frozenset(OrderState) - {OrderState.FINISHED, OrderState.CLOSED}


class RefundState(str, Enum):
    """Refund life, with the open platform's names behind them (docs/imports.md)."""

    WAIT_SELLER_AGREE = "wait_seller_agree"
    WAIT_BUYER_RETURN = "wait_buyer_return"
    WAIT_SELLER_CONFIRM = "wait_seller_confirm"
    REFUSED = "refused"
    CLOSED = "closed"
    SUCCESS = "success"


OPEN_REFUNDS = frozenset(
    {RefundState.WAIT_SELLER_AGREE, RefundState.WAIT_BUYER_RETURN, RefundState.WAIT_SELLER_CONFIRM}
)


class Flag(str, Enum):
    """The seller's flag on an order (handbook B4)."""

    NONE = "none"
    RED = "red"  # checked, may be printed and sent
    BLUE = "blue"  # paid, not sent, the buyer asks for a refund
    YELLOW = "yellow"  # has a problem, hold dispatch
    GREEN = "green"  # green and purple mean what the shop agrees on
    PURPLE = "purple"


@dataclass(frozen=True)
class Receiver:
    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    address: str = ""


@dataclass(frozen=True)
class OrderLine:
    number: str
    title: str
    quantity: int
    price: Fen
    product_code: str = ""
    sku_code: str = ""
    options: str = ""
    """Colour and size as the platform writes them, for example 颜色:黑色;尺码:M."""


@dataclass(frozen=True)
class Refund:
    state: RefundState
    amount: Fen
    reason: str
    asked_at: datetime
    goods_back: bool
    """Whether goods travel back (return and refund) or only money."""
    changed_at: datetime | None = None
    recorded_at: datetime | None = field(default=None, compare=False)
    """When our record of it last changed; None where that is not known."""


@dataclass(frozen=True)
class Order:
    number: str
    buyer_nick: str
    state: OrderState
    created_at: datetime
    total: Fen
    paid: Fen
    postage: Fen = Fen(0)
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    receiver: Receiver = Receiver()
    lines: tuple[OrderLine, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    refund: Refund | None = None
    flag: Flag = Flag.NONE
    buyer_message: str = ""
    seller_note: str = ""
    close_reason: str = ""
    recorded_at: datetime | None = field(default=None, compare=False)
    """When our record of it last changed; None where that is not known."""
    done: frozenset[Done] = field(default=frozenset(), compare=False)
    """What the desk and the warehouse have on record as done with it."""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
