"""What happens next in an open refund, and who has to do it (handbook C3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from bot.core.orders import Refund, RefundState

FAULTS = frozenset({"质量问题", "与描述不符", "假冒品牌", "破损", "少件/漏发", "发错货", "空包裹"})
"""Reasons of the platform's list that put the way back at the shop's cost (conventions, refund reasons)."""


def is_for_fault(refund: Refund) -> bool:
    return refund.reason.strip() in FAULTS


class Actor(str, Enum):
    BUYER = "buyer"
    SHOP = "shop"
    NOBODY = "nobody"


class RefundStep(str, Enum):
    SHOP_AGREES = "shop_agrees"
    BUYER_SENDS_BACK = "buyer_sends_back"
    SHOP_CHECKS_GOODS = "shop_checks_goods"
    BUYER_MAY_AMEND = "buyer_may_amend"  # refused: new evidence, another sum, or the platform decides
    BUYER_MAY_APPLY_AGAIN = "buyer_may_apply_again"
    MONEY_IS_BACK = "money_is_back"  # by the same route it came


@dataclass(frozen=True)
class RefundStage:
    step: RefundStep
    actor: Actor
    since: datetime
    waited: timedelta
    deadline: datetime | None
    """When the shop wants to have acted; None when it is not the shop's turn."""
    overdue: bool


NEXT: Mapping[RefundState, tuple[RefundStep, Actor]] = MappingProxyType(
    {
        RefundState.WAIT_SELLER_AGREE: (RefundStep.SHOP_AGREES, Actor.SHOP),
        RefundState.WAIT_BUYER_RETURN: (RefundStep.BUYER_SENDS_BACK, Actor.BUYER),
        RefundState.WAIT_SELLER_CONFIRM: (RefundStep.SHOP_CHECKS_GOODS, Actor.SHOP),
        RefundState.REFUSED: (RefundStep.BUYER_MAY_AMEND, Actor.BUYER),
        RefundState.CLOSED: (RefundStep.BUYER_MAY_APPLY_AGAIN, Actor.NOBODY),
        RefundState.SUCCESS: (RefundStep.MONEY_IS_BACK, Actor.NOBODY),
    }
)


def refund_stage(refund: Refund, now: datetime, refund_within: timedelta) -> RefundStage:
    """`refund_within` is the shop's own promise (Shop.refund_within); platform countdowns are not known."""
    step, actor = NEXT[refund.state]
    since = refund.changed_at or refund.asked_at
    deadline = since + refund_within if actor is Actor.SHOP else None
    return RefundStage(
        step=step,
        actor=actor,
        since=since,
        waited=max(now - since, timedelta(0)),
        deadline=deadline,
        overdue=deadline is not None and now > deadline,
    )
