"""Where the rules for follow-ups have to look: what can't be due now, or is noted already, is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.after_sale_cases import SqlAfterSaleCases
from bot.adapters.store.buyers import SqlBuyers
from bot.adapters.store.orders import SqlOrders
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.follow_ups import FollowUpRow, ReviewRow
from bot.adapters.store.tables.order_work import AfterSaleCaseRow
from bot.adapters.store.tables.orders import OrderRow, ParcelEventRow, ParcelRow, RefundRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow
from bot.core.after_sale_cases import ENDED, AfterSaleCase, CaseKind
from bot.core.buyers import Buyer
from bot.core.conversations import ConversationState
from bot.core.deliveries import PAD
from bot.core.follow_up_rules import UNPAID_STEPS, FollowUpKind
from bot.core.follow_ups_due import NEWS
from bot.core.orders import OPEN_REFUNDS, OrderState
from bot.core.parcel_watch import WATCHED, ParcelTrouble
from bot.core.parcels import ParcelState
from bot.core.reviews import Mood, Review
from bot.core.shop import Shop

DAY = timedelta(days=1)
SENT = (OrderState.PART_SHIPPED.value, OrderState.SHIPPED.value)
ARRIVED = (ParcelState.SIGNED.value, ParcelState.RETURNED.value)


class SqlLookout:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def orders(self, shop: Shop, now: datetime, limit: int = 1000) -> Sequence[str]:
        """Each of the queries is bounded, and the oldest come first."""
        shop_id = self._shops.id_of(shop.code)
        numbers: dict[str, None] = {}
        for conditions in _order_conditions(shop, shop_id, now):
            query = select(OrderRow.number).where(OrderRow.shop_id == shop_id, *conditions)
            found = self._session.execute(query.distinct().order_by(OrderRow.number).limit(limit)).scalars()
            numbers |= dict.fromkeys(found)
        return list(numbers)

    def cases(self, shop: Shop, now: datetime, limit: int = 500) -> Sequence[AfterSaleCase]:
        near = and_(
            AfterSaleCaseRow.state.not_in([state.value for state in ENDED]),
            AfterSaleCaseRow.due_at <= now + shop.follow_ups.refund_ahead,
        )
        solved = and_(
            AfterSaleCaseRow.kind == CaseKind.COMPLAINT.value,
            AfterSaleCaseRow.changed_at > now - shop.follow_ups.solved_after - 5 * DAY,
        )
        wanted = and_(OrderRow.shop_id == self._shops.id_of(shop.code), or_(near, solved))
        cases = SqlAfterSaleCases(self._session, SqlOrders(self._session, self._shops))
        return cases.found(wanted, limit)

    def reviews(self, shop: Shop, now: datetime, limit: int = 500) -> Sequence[Review]:
        shop_id = self._shops.id_of(shop.code)
        noted = _noted(shop_id, (FollowUpKind.REVIEW, FollowUpKind.BAD_REVIEW), ReviewRow.order_number)
        rows = self._session.execute(
            select(ReviewRow)
            .where(ReviewRow.shop_id == shop_id)
            .where(ReviewRow.at <= now, ReviewRow.at > now - 8 * DAY, ~noted)
            .order_by(ReviewRow.id)
            .limit(limit)
        ).scalars()
        return [review_from(row) for row in rows]

    def quiet_askers(self, shop: Shop, now: datetime, limit: int = 500) -> Sequence[int]:
        noted = (
            select(FollowUpRow.id)
            .where(FollowUpRow.conversation_id == ConversationRow.id)
            .where(FollowUpRow.kind == FollowUpKind.ASKED.value)
            .where(FollowUpRow.at > ConversationRow.touched_at)
            .exists()
        )
        found: Sequence[int] = (
            self._session.execute(
                select(ConversationRow.id)
                .where(
                    ConversationRow.shop_id == self._shops.id_of(shop.code), ConversationRow.channel != PAD
                )
                .where(ConversationRow.state != ConversationState.WAITING.value)
                .where(ConversationRow.product_code.is_not(None))
                .where(ConversationRow.touched_at > now - 3 * DAY, ConversationRow.touched_at <= now)
                .where(~noted)
                .order_by(ConversationRow.touched_at)
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return found

    def to_greet(self, shop: Shop, step: str, limit: int = 200) -> Sequence[Buyer]:
        noted = (
            select(FollowUpRow.id)
            .where(FollowUpRow.kind == FollowUpKind.HOLIDAY.value, FollowUpRow.step == step)
            .where(FollowUpRow.shop_id == BuyerRow.shop_id, FollowUpRow.buyer_nick == BuyerRow.nickname)
            .exists()
        )
        paid = (
            select(OrderRow.id)
            .where(OrderRow.shop_id == BuyerRow.shop_id, OrderRow.buyer_nick == BuyerRow.nickname)
            .where(OrderRow.paid_at.is_not(None))
            .exists()
        )
        tagged = func.lower(cast(BuyerRow.tags, String)).like("%vip%")
        ids = self._session.execute(
            select(BuyerRow.id)
            .join(ConversationRow, ConversationRow.buyer_id == BuyerRow.id)
            .where(BuyerRow.shop_id == self._shops.id_of(shop.code), BuyerRow.joined_into.is_(None))
            .where(BuyerRow.stopped_at.is_(None), ConversationRow.channel != PAD, ~noted, or_(paid, tagged))
            .distinct()
            .order_by(BuyerRow.id)
            .limit(limit)
        ).scalars()
        buyers = SqlBuyers(self._session, self._shops)
        found = [buyers.get(buyer_id) for buyer_id in ids]
        return [buyer for buyer in found if buyer]

    def talk_of(self, shop_code: str, buyer: str) -> int | None:
        found: int | None = self._session.execute(
            select(ConversationRow.id)
            .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
            .where(BuyerRow.shop_id == self._shops.id_of(shop_code), BuyerRow.nickname == buyer)
            .where(ConversationRow.channel != PAD)
            .order_by(ConversationRow.touched_at.desc(), ConversationRow.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        return found

    def has_spoken(self, shop_code: str, buyer: str) -> bool:
        query = (
            select(ConversationRow.id)
            .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
            .where(BuyerRow.shop_id == self._shops.id_of(shop_code), BuyerRow.nickname == buyer)
        )
        return self._session.execute(query.limit(1)).first() is not None


def review_from(row: ReviewRow) -> Review:
    return Review(row.order_number, row.buyer_nick, Mood(row.mood), row.text, row.at)


def _order_conditions(shop: Shop, shop_id: int, now: datetime) -> Iterator[tuple[Any, ...]]:
    rules = shop.follow_ups
    for step, after in zip(UNPAID_STEPS, rules.unpaid, strict=True):
        created = (OrderRow.created_at <= now - after, OrderRow.created_at > now - rules.unpaid[-1] - 7 * DAY)
        noted = _noted(shop_id, (FollowUpKind.UNPAID,), OrderRow.number, step)
        yield OrderRow.state == OrderState.UNPAID.value, *created, ~noted
    silent = (OrderRow.state == OrderState.PAID.value, OrderRow.created_at > now - 5 * DAY)
    yield *silent, ~_talk_of_buyer(), ~_noted(shop_id, (FollowUpKind.SILENT_ORDER,), OrderRow.number)
    refund = select(RefundRow.order_id).where(RefundRow.state.in_([state.value for state in OPEN_REFUNDS]))
    yield (OrderRow.id.in_(refund),)
    yield (OrderRow.id.in_(_news(shop_id, now)),)
    yield OrderRow.state.in_(SENT), OrderRow.id.in_(_troubled(shop, now))
    visited = select(ParcelRow.order_id).where(
        ParcelRow.signed_at <= now, ParcelRow.signed_at > now - rules.visit_after - 5 * DAY
    )
    yield OrderRow.id.in_(visited), ~_noted(shop_id, (FollowUpKind.VISIT,), OrderRow.number)


def _news(shop_id: int, now: datetime) -> Any:
    """Parcels that were sent or signed lately and of which nothing is noted."""
    number = ParcelRow.tracking_number
    sent = and_(
        func.coalesce(ParcelRow.shipped_at, OrderRow.shipped_at) > now - NEWS,
        ParcelRow.state.not_in(ARRIVED),
        ~_noted(shop_id, (FollowUpKind.DISPATCHED,), number),
    )
    elsewhere = (
        select(FollowUpRow.id)
        .where(FollowUpRow.shop_id == OrderRow.shop_id, FollowUpRow.order_number == OrderRow.number)
        .where(FollowUpRow.step == ParcelTrouble.SIGNED_ELSEWHERE.value)
        .exists()
    )
    signed = and_(
        ParcelRow.signed_at > now - 2 * DAY,
        ParcelRow.signed_at <= now,
        ~_noted(shop_id, (FollowUpKind.DELIVERED,), number),
        ~elsewhere,
    )
    joined = select(ParcelRow.order_id).join(OrderRow, OrderRow.id == ParcelRow.order_id)
    return joined.where(or_(sent, signed))


def _troubled(shop: Shop, now: datetime) -> Any:
    """Parcels on the way that have been silent for as long as anything can be wrong with one."""
    moved = (
        select(func.max(ParcelEventRow.at))
        .where(ParcelEventRow.parcel_id == ParcelRow.id)
        .correlate(ParcelRow)
        .scalar_subquery()
    )
    last = func.coalesce(moved, ParcelRow.shipped_at)
    spoken = (ParcelState.TROUBLE.value, ParcelState.REFUSED.value, ParcelState.RETURNING.value)
    wrong = or_(ParcelRow.state.in_(spoken), last <= now - _shortest(shop), ParcelRow.shipped_at <= now - DAY)
    noted = (
        select(FollowUpRow.id)
        .where(FollowUpRow.shop_id == OrderRow.shop_id, FollowUpRow.order_number == OrderRow.number)
        .where(FollowUpRow.kind == FollowUpKind.PARCEL.value, FollowUpRow.at >= last)
        .where(FollowUpRow.step != ParcelTrouble.OVERDUE.value)
        .exists()
    )
    joined = select(ParcelRow.order_id).join(OrderRow, OrderRow.id == ParcelRow.order_id)
    recent = last > now - WATCHED - 40 * DAY
    return joined.where(ParcelRow.state.not_in(ARRIVED), wrong, recent, ~noted)


def _shortest(shop: Shop) -> timedelta:
    rules = shop.follow_ups
    own = [
        span
        for limits in rules.couriers.values()
        for span in (limits.pickup, limits.movement, limits.door)
        if span
    ]
    return min(shop.watch.pickup, shop.watch.movement, rules.door, rules.station, *own)


def _noted(shop_id: int, kinds: Sequence[FollowUpKind], subject: Any, step: str | None = None) -> Any:
    query = select(FollowUpRow.id).where(
        FollowUpRow.shop_id == shop_id,
        FollowUpRow.kind.in_([kind.value for kind in kinds]),
        FollowUpRow.subject == subject,
    )
    return (query if step is None else query.where(FollowUpRow.step == step)).exists()


def _talk_of_buyer() -> Any:
    return (
        select(ConversationRow.id)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .where(BuyerRow.shop_id == OrderRow.shop_id, BuyerRow.nickname == OrderRow.buyer_nick)
        .exists()
    )
