"""Which way an order may go back: by its state, the seven days and the fault (handbook C2, C3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.catalogue import ReturnClass
from bot.core.orders import OPEN_REFUNDS, Order, OrderState, Refund, RefundState
from bot.core.parcels import Parcel, ParcelState
from bot.core.return_decision import Deadline, NextAction, PostagePayer, ReturnDecision, ReturnPath, Wish
from bot.core.return_window import ReturnTerms, ReturnWindow, return_terms, return_window

COMING_BACK = frozenset({ParcelState.REFUSED, ParcelState.RETURNING, ParcelState.RETURNED})


def decide(
    order: Order,
    *,
    wish: Wish,
    now: datetime,
    zone: ZoneInfo,
    return_classes: Collection[ReturnClass],
    fault: bool,
    freight_insurance: bool,
) -> ReturnDecision:
    """The way for the whole order; `return_classes` are those of its lines.

    `fault` stands for defects, wrong or missing items and goods not as described: it overrides the
    seven days and every excluded class.
    """
    terms = return_terms(() if fault else return_classes)
    settled = _by_refund(order) or _before_dispatch(order, wish)
    if settled is not None:
        return replace(settled, reason=terms.reason)
    if not _is_received(order, presumed=fault or wish in (Wish.RETURN_GOODS, Wish.EXCHANGE)):
        return replace(_on_the_way(order, fault), reason=terms.reason)
    if fault:
        return _for_fault(order.refund)
    return _without_reason(terms, return_window(order, now, zone), wish, freight_insurance)


def _by_refund(order: Order) -> ReturnDecision | None:
    refund = order.refund
    if refund is None:
        return None
    if refund.state in OPEN_REFUNDS:
        path, action, deadline = ReturnPath.REFUND_OPEN, NextAction.FOLLOW_REFUND, Deadline.REFUND_STAGE
    elif refund.state is RefundState.SUCCESS and (
        order.state is OrderState.CLOSED or _is_whole(order, refund)
    ):
        path, action, deadline = ReturnPath.ALREADY_REFUNDED, NextAction.NOTHING, Deadline.NONE
    else:
        return None
    return ReturnDecision(path, action, deadline, refund_state=refund.state)


def _is_whole(order: Order, refund: Refund) -> bool:
    """Whether all goods are refunded; the postage to the buyer may have been kept."""
    return refund.amount >= order.paid - order.postage


def _before_dispatch(order: Order, wish: Wish) -> ReturnDecision | None:
    if order.state is OrderState.CLOSED:
        return ReturnDecision(ReturnPath.CLOSED, NextAction.NOTHING)
    if order.state is OrderState.UNPAID:
        return ReturnDecision(ReturnPath.NOT_PAID, NextAction.CANCEL_ORDER)
    if order.state is OrderState.PAID:
        action = NextAction.CHANGE_ORDER if wish is Wish.EXCHANGE else NextAction.APPLY_FOR_REFUND
        return ReturnDecision(ReturnPath.REFUND_BEFORE_DISPATCH, action, Deadline.SHOP_ANSWER)
    return None


def _is_received(order: Order, *, presumed: bool) -> bool:
    """Whether the buyer has the goods, as far as the logistics say.

    Who reports a fault or wants to send goods back is presumed to have some of them, unless every
    parcel is known to be still on its way.
    """
    if order.state is OrderState.FINISHED:
        return True
    signed = [_is_signed(parcel) for parcel in order.parcels]
    if presumed:
        return any(signed) or not signed
    return order.state is OrderState.SHIPPED and bool(signed) and all(signed)


def _is_signed(parcel: Parcel) -> bool:
    return parcel.state is ParcelState.SIGNED


def _on_the_way(order: Order, fault: bool) -> ReturnDecision:
    coming_back = any(parcel.state in COMING_BACK for parcel in order.parcels)
    return ReturnDecision(
        ReturnPath.INTERCEPT_OR_REFUSE,
        NextAction.WAIT_FOR_GOODS if coming_back else NextAction.REFUSE_DELIVERY,
        Deadline.GOODS_BACK,
        who_pays_postage=PostagePayer.SHOP if fault else PostagePayer.NONE,
    )


def _for_fault(refund: Refund | None) -> ReturnDecision:
    """A refund that was refused before is looked at again with new evidence, and not promised."""
    if refund is not None and refund.state is RefundState.REFUSED:
        return ReturnDecision(
            ReturnPath.REFUND_REFUSED,
            NextAction.SEND_PHOTOS,
            Deadline.SHOP_ANSWER,
            refund_state=refund.state,
        )
    return ReturnDecision(
        ReturnPath.RETURN_FAULT,
        NextAction.SEND_PHOTOS,
        Deadline.SHOP_ANSWER,
        who_pays_postage=PostagePayer.SHOP,
    )


def _without_reason(
    terms: ReturnTerms, window: ReturnWindow | None, wish: Wish, freight_insurance: bool
) -> ReturnDecision:
    if not terms.returnable:
        return ReturnDecision(ReturnPath.NOT_RETURNABLE, NextAction.OFFER_ALTERNATIVE, reason=terms.reason)
    decision = ReturnDecision(
        ReturnPath.RETURN_WITHIN_DAYS,
        NextAction.APPLY_FOR_EXCHANGE if wish is Wish.EXCHANGE else NextAction.APPLY_FOR_RETURN,
        Deadline.RETURN_WINDOW,
        # the insurance pays for goods that go back for good, so an exchange is not promised it
        who_pays_postage=(
            PostagePayer.INSURANCE if freight_insurance and wish is not Wish.EXCHANGE else PostagePayer.BUYER
        ),
        days_left=window.days_left if window else None,
        last_day=window.last_day if window else None,
        only_unopened=terms.only_unopened,
        some_lines_excluded=terms.some_lines_excluded,
        reason=terms.reason,
    )
    if window and window.days_left == 0:
        return replace(
            decision,
            path=ReturnPath.TOO_LATE,
            action=NextAction.OFFER_ALTERNATIVE,
            deadline=Deadline.NONE,
            who_pays_postage=PostagePayer.NONE,
        )
    return decision
