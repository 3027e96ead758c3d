"""Which follow-ups an order, case, review, talk or buyer calls for now (handbook B5-B8, C3-C5, F3).

All of these are pure: a reason that has gone is one that they no longer find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.after_sale_cases import ENDED, AfterSaleCase, CaseKind, CaseState
from bot.core.buyers import Buyer
from bot.core.delivery import transit
from bot.core.follow_up_rules import UNPAID_STEPS, FollowUpKind, FollowUpRules, Holiday, Segment
from bot.core.follow_ups import Due
from bot.core.next_steps import OPEN_MATTERS
from bot.core.orders import OPEN_REFUNDS, Order, OrderState
from bot.core.parcel_watch import parcel_dues, signed_elsewhere, trouble_with
from bot.core.parcels import Parcel, ParcelState
from bot.core.quiet_hours import on_day
from bot.core.refunds import Actor, RefundStep, refund_stage
from bot.core.reviews import Mood, Review
from bot.core.shop import Shop
from bot.core.stage_intents import STAGE_OF, Stage
from bot.core.stages import TalkSoFar
from bot.core.unsolved import TROUBLE

DAY = timedelta(days=1)
NEWS = timedelta(hours=36)
"""Older news is none: a night and a day."""
ESCALATED = timedelta(days=7)
SENT_STATES = frozenset({OrderState.PART_SHIPPED, OrderState.SHIPPED})
_BUYING = frozenset({Stage.ASK, Stage.RECOMMEND, Stage.BARGAIN, Stage.COURIER})
_ENDS = frozenset({"deny", "stop_contact", "abuse", "order_placed"})
ONCE = "once"


@dataclass(frozen=True)
class OrderSeen:
    """An order and what the rules have to know beside it."""

    order: Order
    spoke: bool
    """Its buyer has a talk here."""
    troubled: bool = False
    """A complaint of its buyer is open."""


def order_dues(seen: OrderSeen, shop: Shop, now: datetime) -> tuple[Due, ...]:
    """Those that hold now, of kinds that the shop has not turned off."""
    found = (
        *_unpaid(seen.order, shop.follow_ups),
        *_silent(seen, shop),
        *_parcels(seen.order, shop, now),
        *_refund(seen.order, shop, now),
        *_visit(seen, shop),
    )
    return _holding(found, shop.follow_ups, now)


def _holding(found: Sequence[Due], rules: FollowUpRules, now: datetime) -> tuple[Due, ...]:
    return tuple(due for due in found if due.holds(now) and due.kind not in rules.off)


def _unpaid(order: Order, rules: FollowUpRules) -> Iterator[Due]:
    """A step ends where the next begins, so there is never more than one at a time."""
    if order.state is not OrderState.UNPAID:
        return
    begins = [order.created_at + span for span in rules.unpaid]
    ends = [*begins[1:], begins[-1] + 7 * DAY]
    for step, at, until in zip(UNPAID_STEPS, begins, ends, strict=True):
        yield Due(FollowUpKind.UNPAID, order.number, step, at, until, order.number)


def _silent(seen: OrderSeen, shop: Shop) -> Iterator[Due]:
    """Paid without a word: read back on the next morning, before it is sent (handbook B1, B5)."""
    order = seen.order
    if order.state is not OrderState.PAID or seen.spoke or order.refund is not None:
        return
    at = _later_day(order.paid_at or order.created_at, timedelta(), shop)
    yield Due(FollowUpKind.SILENT_ORDER, order.number, ONCE, at, at + DAY, order.number)


def _parcels(order: Order, shop: Shop, now: datetime) -> Iterator[Due]:
    if order.state not in SENT_STATES | {OrderState.FINISHED} or _is_refunding(order):
        return
    for parcel in order.parcels:
        yield from _news(order, parcel)
        usual_by = _usual_by(order, parcel, shop)
        if order.state in SENT_STATES:
            trouble = trouble_with(parcel, now, shop.watch, shop.follow_ups, shop.timezone, usual_by)
            yield from parcel_dues(parcel, order.number, trouble)


def _news(order: Order, parcel: Parcel) -> Iterator[Due]:
    number = parcel.tracking_number
    sent = parcel.shipped_at or order.shipped_at
    if parcel.state is ParcelState.SIGNED:
        if parcel.signed_at and not signed_elsewhere(parcel):
            until = parcel.signed_at + NEWS
            yield Due(FollowUpKind.DELIVERED, number, ONCE, parcel.signed_at, until, order.number)
    elif sent and parcel.state not in (ParcelState.REFUSED, ParcelState.RETURNING, ParcelState.RETURNED):
        yield Due(FollowUpKind.DISPATCHED, number, ONCE, sent, sent + NEWS, order.number)


def _usual_by(order: Order, parcel: Parcel, shop: Shop) -> date | None:
    left = parcel.shipped_at or order.shipped_at
    if left is None:
        return None
    usual = transit(shop, order.receiver.province, left.astimezone(shop.timezone).date())
    return usual.latest if usual else None


def _refund(order: Order, shop: Shop, now: datetime) -> Iterator[Due]:
    """The shop's own deadline is counted down, then it is the supervisor's (handbook C3)."""
    refund = order.refund
    if refund is None or refund.state not in OPEN_REFUNDS:
        return
    stage = refund_stage(refund, now, shop.refund_within)
    subject = f"{order.number}@{stage.since:%m%d%H%M}"
    if stage.actor is Actor.SHOP and stage.deadline is not None:
        yield from _deadline(subject, stage.deadline, shop.follow_ups, order.number)
    elif stage.step is RefundStep.BUYER_SENDS_BACK:
        at = _later_day(stage.since, shop.follow_ups.return_after, shop)
        yield Due(FollowUpKind.RETURN, subject, ONCE, at, at + 3 * DAY, order.number)


def _deadline(subject: str, deadline: datetime, rules: FollowUpRules, order: str) -> Iterator[Due]:
    kind = FollowUpKind.REFUND
    yield Due(kind, subject, "soon", deadline - rules.refund_ahead, deadline, order, deadline=deadline)
    late = deadline + ESCALATED
    yield Due(kind, subject, "overdue", deadline, late, order, for_supervisor=True, deadline=deadline)


def case_dues(case: AfterSaleCase, shop: Shop, now: datetime) -> tuple[Due, ...]:
    """A case's deadline, and the visit after a complaint that was solved (handbook C4, F3)."""
    rules = shop.follow_ups
    found: list[Due] = []
    if case.due_at is not None and case.state not in ENDED:
        found += _deadline(f"case:{case.id}@{case.changed_at:%m%d%H%M}", case.due_at, rules, case.order)
    if case.kind is CaseKind.COMPLAINT and case.state is CaseState.DONE:
        at = _later_day(case.changed_at, rules.solved_after, shop)
        found.append(Due(FollowUpKind.VISIT, f"case:{case.id}", "solved", at, at + 3 * DAY, case.order))
    return _holding(found, rules, now)


def _visit(seen: OrderSeen, shop: Shop) -> Iterator[Due]:
    """Some days after all parcels were signed; not to whoever has a matter open."""
    order = seen.order
    signed = [parcel.signed_at for parcel in order.parcels]
    arrived = max((at for at in signed if at), default=None) if all(signed) else None
    if arrived is None or seen.troubled or order.refund is not None:
        return
    at = _later_day(arrived, shop.follow_ups.visit_after, shop)
    yield Due(FollowUpKind.VISIT, order.number, "delivered", at, at + 3 * DAY, order.number)


def review_dues(review: Review, shop: Shop, now: datetime) -> tuple[Due, ...]:
    """Thanks the day after; a bad or middling one is a case for the desk at once (handbook C5)."""
    until = review.at + 7 * DAY
    if review.mood is Mood.GOOD:
        at = _later_day(review.at, timedelta(), shop)
        found = Due(FollowUpKind.REVIEW, review.order, ONCE, at, at + 2 * DAY, review.order)
    else:
        found = Due(
            *(FollowUpKind.BAD_REVIEW, review.order, review.mood.value, review.at, until, review.order),
            for_supervisor=review.mood is Mood.BAD,
        )
    return _holding([found], shop.follow_ups, now)


def asked_dues(
    conversation_id: int, talk: TalkSoFar, last_word: datetime, shop: Shop, now: datetime
) -> tuple[Due, ...]:
    """Who asked before buying and has not ordered is written to once, on the next day."""
    if not _asked_only(talk):
        return ()
    at = _later_day(last_word, timedelta(), shop)
    found = Due(FollowUpKind.ASKED, f"talk:{conversation_id}@{last_word:%m%d%H%M}", ONCE, at, at + DAY)
    return _holding([found], shop.follow_ups, now)


def _asked_only(talk: TalkSoFar) -> bool:
    session = talk.session
    said = {intent for turn in session for intent in turn.intents}
    if not session or said & (TROUBLE | OPEN_MATTERS | _ENDS) or talk.memory.stopped:
        return False
    ordered = any(order.created_at >= session[0].at - DAY for order in talk.orders)
    return not ordered and any(STAGE_OF.get(intent) in _BUYING for intent in said)


def promise_due(message_id: int, promised: datetime, rules: FollowUpRules) -> Due:
    """The call-back is prepared somewhat before its time."""
    return Due(
        FollowUpKind.CALL_BACK,
        f"message:{message_id}",
        ONCE,
        promised - rules.call_back_ahead,
        promised + 2 * DAY,
        deadline=promised,
    )


def holiday_dues(buyer: Buyer, shop: Shop, now: datetime) -> tuple[Due, ...]:
    found = [
        Due(FollowUpKind.HOLIDAY, f"buyer:{buyer.id}", holiday.on.isoformat(), at, _end_of(holiday, shop))
        for holiday in shop.follow_ups.holidays
        if holiday.to & segments_of(buyer)
        for at in [on_day(holiday.on, shop.follow_ups.next_day_at, shop.timezone)]
    ]
    return _holding(found, shop.follow_ups, now)


def segments_of(buyer: Buyer) -> frozenset[Segment]:
    known = {Segment.VIP: buyer.is_vip, Segment.RETURNING: buyer.is_returning}
    return frozenset(segment for segment, belongs in known.items() if belongs)


def _end_of(holiday: Holiday, shop: Shop) -> datetime:
    return on_day(holiday.on + DAY, time(0), shop.timezone)


def _later_day(moment: datetime, span: timedelta, shop: Shop) -> datetime:
    """In the forenoon of the day after, counted in days of the shop's calendar."""
    zone: ZoneInfo = shop.timezone
    day = (moment.astimezone(zone) + max(span, DAY)).date()
    return on_day(day, shop.follow_ups.next_day_at, zone)


def _is_refunding(order: Order) -> bool:
    return order.refund is not None and order.refund.state in OPEN_REFUNDS
