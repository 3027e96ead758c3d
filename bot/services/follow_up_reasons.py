"""What calls for a follow-up now, read from the records; and whether the reason of one still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.core.buyers import Buyer
from bot.core.conversations import Message, Sender
from bot.core.follow_up_rules import FollowUpKind
from bot.core.follow_ups import Due
from bot.core.follow_ups_due import (
    OrderSeen,
    asked_dues,
    case_dues,
    holiday_dues,
    order_dues,
    review_dues,
)
from bot.core.orders import Order, OrderState
from bot.core.shop import Shop
from bot.core.stage_memory import StageMemory
from bot.core.stages import TalkSoFar
from bot.core.unsolved import has_trouble
from bot.services.context import MOST_ORDERS
from bot.services.ports import Work

ASKED_WITHIN = 24
"""Messages of a talk that are looked at."""


@dataclass(frozen=True)
class Noticed:
    due: Due
    buyer: str


def noticed(work: Work, shop: Shop, now: datetime) -> Iterator[Noticed]:
    for number in work.follow_ups.orders(shop, now):
        order = work.orders.get(shop.code, number)
        if order:
            yield from (Noticed(due, order.buyer_nick) for due in _of_order(work, order, shop, now))
    for case in work.follow_ups.cases(shop, now):
        found = work.orders.get(shop.code, case.order)
        buyer = found.buyer_nick if found else ""
        yield from (Noticed(due, buyer) for due in case_dues(case, shop, now))
    for review in work.follow_ups.reviews(shop, now):
        yield from (Noticed(due, review.buyer) for due in review_dues(review, shop, now))
    for talk_id in work.follow_ups.quiet_askers(shop, now):
        yield from _of_talk(work, talk_id, shop, now)
    for greeted in _to_greet(work, shop, now):
        yield from (Noticed(due, greeted.nickname) for due in holiday_dues(greeted, shop, now))


def _to_greet(work: Work, shop: Shop, now: datetime) -> Iterator[Buyer]:
    today = now.astimezone(shop.timezone).date()
    for holiday in shop.follow_ups.holidays:
        if holiday.on == today:
            yield from work.follow_ups.to_greet(shop, today.isoformat())


def still_holds(work: Work, due: Due, conversation_id: int | None, shop: Shop, now: datetime) -> bool:
    """Whether the rules, asked anew, still find it."""
    if due.kind in shop.follow_ups.off or not due.holds(now):
        return False
    if due.kind is FollowUpKind.CALL_BACK:
        return _is_owed(work, conversation_id, due)
    return any(one.key == due.key for one in _found_again(work, due, conversation_id, shop, now))


def _found_again(
    work: Work, due: Due, conversation_id: int | None, shop: Shop, now: datetime
) -> Iterable[Due]:
    origin, _, rest = due.subject.partition(":")
    if origin == "talk" and conversation_id is not None:
        return [one.due for one in _of_talk(work, conversation_id, shop, now)]
    if origin == "buyer":
        buyer = work.buyers.get(int(rest))
        return holiday_dues(buyer, shop, now) if buyer else ()
    if origin == "case":
        case = work.cases.get(int(rest.partition("@")[0]))
        return case_dues(case, shop, now) if case else ()
    if due.kind in (FollowUpKind.REVIEW, FollowUpKind.BAD_REVIEW):
        review = work.reviews.of_order(shop.code, due.subject)
        return review_dues(review, shop, now) if review else ()
    order = work.orders.get(shop.code, due.order)
    return _of_order(work, order, shop, now) if order else ()


def talk_so_far(work: Work, conversation_id: int, shop: Shop) -> TalkSoFar | None:
    talk = work.conversations.get(conversation_id)
    if talk is None:
        return None
    return TalkSoFar(
        turns=tuple(work.suggestions.heard(conversation_id)),
        orders=tuple(work.orders.of_buyer(shop.code, talk.buyer_nick, MOST_ORDERS)),
        memory=StageMemory.from_memory(talk.memory or {}),
    )


def _of_order(work: Work, order: Order, shop: Shop, now: datetime) -> tuple[Due, ...]:
    """Whether the buyer has spoken, and how, is only asked where a rule wants to know it."""
    plain = order_dues(OrderSeen(order, spoke=order.state is not OrderState.PAID), shop, now)
    if not any(due.kind in (FollowUpKind.SILENT_ORDER, FollowUpKind.VISIT) for due in plain):
        return plain
    talk_id = work.follow_ups.talk_of(shop.code, order.buyer_nick)
    talk = talk_so_far(work, talk_id, shop) if talk_id is not None else None
    spoke = work.follow_ups.has_spoken(shop.code, order.buyer_nick)
    return order_dues(OrderSeen(order, spoke, talk is not None and has_trouble(talk)), shop, now)


def _of_talk(work: Work, conversation_id: int, shop: Shop, now: datetime) -> Iterator[Noticed]:
    talk = work.conversations.get(conversation_id)
    so_far = talk_so_far(work, conversation_id, shop)
    said = [one for one in _messages(work, conversation_id) if one.sender is Sender.BUYER]
    if talk is None or so_far is None or not said:
        return
    for due in asked_dues(conversation_id, so_far, said[-1].at, shop, now):
        yield Noticed(due, talk.buyer_nick)


def _is_owed(work: Work, conversation_id: int | None, due: Due) -> bool:
    """The promise was not taken back, and we have not been back near its time or after it."""
    message_id = int(due.subject.partition(":")[2])
    said = _messages(work, conversation_id) if conversation_id is not None else []
    ours = [one for one in said if one.sender is Sender.AGENT]
    older = bool(said) and said[0].id > message_id  # so much was said since that it is out of sight
    stands = older or any(one.id == message_id for one in ours)
    return stands and not any(one.id > message_id and one.at >= due.at for one in ours)


def _messages(work: Work, conversation_id: int) -> list[Message]:
    return list(work.messages.of(conversation_id, limit=ASKED_WITHIN))
