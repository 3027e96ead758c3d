"""The desk's ledger of after-sale cases: what was asked, of which goods, how far it is (handbook C1-C6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from bot.core.money import Fen
from bot.core.order_rules import checked_reason
from bot.core.orders import OPEN_REFUNDS, Order, OrderState, Refund, RefundState
from bot.core.refusals import OutOfRule, Refusal

SOLVED_WITHIN = timedelta(hours=48)
"""A complaint's solution (handbook C4)."""


class CaseKind(str, Enum):
    REFUND_ONLY = "refund_only"
    RETURN_REFUND = "return_refund"
    EXCHANGE = "exchange"
    REPAIR = "repair"
    COMPLAINT = "complaint"


class CaseState(str, Enum):
    OPEN = "open"
    WAITING_GOODS = "waiting_goods"
    WAITING_MONEY = "waiting_money"
    DONE = "done"
    REFUSED = "refused"


MONEY_BACK = frozenset({CaseKind.REFUND_ONLY, CaseKind.RETURN_REFUND})
GOODS_BACK = frozenset({CaseKind.RETURN_REFUND, CaseKind.EXCHANGE, CaseKind.REPAIR})
ENDED = frozenset({CaseState.DONE, CaseState.REFUSED})

_REFUND: Mapping[CaseState, RefundState] = MappingProxyType(
    {
        CaseState.OPEN: RefundState.WAIT_SELLER_AGREE,
        CaseState.WAITING_GOODS: RefundState.WAIT_BUYER_RETURN,
        CaseState.WAITING_MONEY: RefundState.WAIT_SELLER_CONFIRM,
        CaseState.DONE: RefundState.SUCCESS,
        CaseState.REFUSED: RefundState.REFUSED,
    }
)


@dataclass(frozen=True)
class CaseWish:
    """As a form tells it."""

    kind: CaseKind
    reason: str
    lines: tuple[str, ...] = ()
    """Numbers of the order's lines; none means all."""
    amount: Fen = Fen(0)
    photos: tuple[int, ...] = ()
    """Pictures of the talk."""


@dataclass(frozen=True)
class AfterSaleCase:
    id: int
    shop: str
    order: str
    conversation_id: int
    kind: CaseKind
    reason: str
    lines: tuple[str, ...]
    amount: Fen
    photos: tuple[int, ...]
    state: CaseState
    opened_by: str
    opened_at: datetime
    changed_at: datetime
    due_at: datetime | None
    """When the shop has to have acted; None while it is the buyer's turn, and in the end."""
    changed_by: str = ""
    outcome: str = ""


def next_states(case: AfterSaleCase) -> tuple[CaseState, ...]:
    if case.state in ENDED:
        return ()
    if case.state is CaseState.OPEN and case.kind in GOODS_BACK:
        return CaseState.WAITING_GOODS, CaseState.REFUSED
    if case.state is not CaseState.WAITING_MONEY and case.kind in MONEY_BACK:
        return CaseState.WAITING_MONEY, CaseState.REFUSED
    return CaseState.DONE, CaseState.REFUSED


def opened(
    order: Order, wish: CaseWish, others: Sequence[AfterSaleCase], at: datetime, refund_within: timedelta
) -> AfterSaleCase:
    """`others` are the order's earlier cases; id, shop, talk, account the caller's. Raises OutOfRule."""
    reason = checked_reason(wish.reason)
    if order.state is OrderState.UNPAID:
        raise OutOfRule(Refusal.UNPAID)
    if any(case.kind is wish.kind and case.state not in ENDED for case in others):
        raise OutOfRule(Refusal.CASE_OPEN)
    known = tuple(line.number for line in order.lines)
    if not set(wish.lines) <= set(known):
        raise OutOfRule(Refusal.NO_LINE)
    amount = wish.amount if wish.kind in MONEY_BACK else Fen(0)
    if wish.kind in MONEY_BACK and not 0 < amount <= refundable(order, others):
        raise OutOfRule(Refusal.AMOUNT)
    return AfterSaleCase(
        id=0,
        shop="",
        order=order.number,
        conversation_id=0,
        kind=wish.kind,
        reason=reason,
        lines=wish.lines or known,
        amount=amount,
        photos=wish.photos,
        state=CaseState.OPEN,
        opened_by="",
        opened_at=at,
        changed_at=at,
        due_at=_due(wish.kind, CaseState.OPEN, at, refund_within),
    )


def refundable(order: Order, others: Sequence[AfterSaleCase]) -> Fen:
    """What was paid, without what has gone back or is on its way back."""
    claimed = sum(case.amount for case in others if case.state is not CaseState.REFUSED)
    platform = order.refund
    counted = platform is not None and platform.state in (*OPEN_REFUNDS, RefundState.SUCCESS)
    of_platform = platform.amount if platform is not None and counted else 0
    return Fen(max(0, order.paid - max(claimed, of_platform)))


def moved_on(
    case: AfterSaleCase, state: CaseState, outcome: str, by: str, at: datetime, refund_within: timedelta
) -> AfterSaleCase:
    """Raises OutOfRule."""
    if state not in next_states(case):
        raise OutOfRule(Refusal.CASE_STEP)
    return replace(
        case,
        state=state,
        outcome=checked_reason(outcome, needed=state is CaseState.REFUSED) or case.outcome,
        changed_by=by,
        changed_at=at,
        due_at=_due(case.kind, state, at, refund_within),
    )


def refund_of(case: AfterSaleCase) -> Refund | None:
    """What the order's record says while this case stands so; None for a case without money."""
    if case.kind not in MONEY_BACK:
        return None
    state = _REFUND[case.state]
    if case.kind is CaseKind.REFUND_ONLY and case.state is CaseState.WAITING_MONEY:
        state = RefundState.WAIT_SELLER_AGREE  # no goods to check: the money is what the shop owes
    goods_back = case.kind is CaseKind.RETURN_REFUND
    return Refund(state, case.amount, case.reason, case.opened_at, goods_back, case.changed_at)


def _due(kind: CaseKind, state: CaseState, at: datetime, refund_within: timedelta) -> datetime | None:
    """Nobody waits for the shop while the goods are the buyer's to send."""
    if state in ENDED or state is CaseState.WAITING_GOODS:
        return None
    return at + (SOLVED_WITHIN if kind is CaseKind.COMPLAINT else refund_within)
