"""The words in which a return is decided; their values are what scripts ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.core.catalogue import ReturnClass
from bot.core.orders import RefundState


class Wish(str, Enum):
    REFUND = "refund"
    RETURN_GOODS = "return_goods"
    EXCHANGE = "exchange"
    ASK_POLICY = "ask_policy"


class ReturnPath(str, Enum):
    NOT_PAID = "not_paid"
    REFUND_BEFORE_DISPATCH = "refund_before_dispatch"
    INTERCEPT_OR_REFUSE = "intercept_or_refuse"
    RETURN_WITHIN_DAYS = "return_within_days"
    RETURN_FAULT = "return_fault"
    REFUND_REFUSED = (
        "refund_refused"  # for a fault: the shop has judged it once, so it promises nothing again
    )
    TOO_LATE = "too_late"
    NOT_RETURNABLE = "not_returnable"
    REFUND_OPEN = "refund_open"
    ALREADY_REFUNDED = "already_refunded"
    CLOSED = "closed"


class PostagePayer(str, Enum):
    """Who pays for the way back."""

    BUYER = "buyer"
    SHOP = "shop"
    INSURANCE = "insurance"
    NONE = "none"  # nothing travels, or it is not decided yet


class NextAction(str, Enum):
    NOTHING = "nothing"
    CANCEL_ORDER = "cancel_order"
    APPLY_FOR_REFUND = "apply_for_refund"
    CHANGE_ORDER = "change_order"
    REFUSE_DELIVERY = "refuse_delivery"  # the buyer refuses, the shop tries to intercept
    WAIT_FOR_GOODS = "wait_for_goods"  # they are on their way back already
    APPLY_FOR_RETURN = "apply_for_return"
    APPLY_FOR_EXCHANGE = "apply_for_exchange"
    SEND_PHOTOS = "send_photos"
    FOLLOW_REFUND = "follow_refund"
    OFFER_ALTERNATIVE = "offer_alternative"  # never a flat refusal


class Deadline(str, Enum):
    """What the time that matters next is counted from."""

    NONE = "none"
    SHOP_ANSWER = "shop_answer"  # Shop.refund_within after the request
    GOODS_BACK = "goods_back"  # within seven days of the goods' coming back
    RETURN_WINDOW = "return_window"  # until the end of `last_day`
    REFUND_STAGE = "refund_stage"  # see bot.core.refunds


@dataclass(frozen=True)
class ReturnDecision:
    path: ReturnPath
    action: NextAction
    deadline: Deadline = Deadline.NONE
    who_pays_postage: PostagePayer = PostagePayer.NONE
    days_left: int | None = None
    """Of the no-reason return, today included; None where it does not matter or nobody knows."""
    last_day: date | None = None
    only_unopened: bool = False
    some_lines_excluded: bool = False
    reason: ReturnClass | None = None
    """The class of goods that excludes or limits the no-reason return, also before receipt."""
    refund_state: RefundState | None = None
