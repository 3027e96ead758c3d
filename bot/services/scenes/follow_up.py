"""Facts for what is said on a day of its own: an order read back, the parcel, the time that was promised."""

from __future__ import annotations

from bot.core.follow_up_rules import FollowUpKind
from bot.core.follow_ups import Due
from bot.core.order_focus import OrderFocus, OrderFound
from bot.core.orders import Order
from bot.core.parcels import Parcel
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext, focus_parcel
from bot.services.scenes.parcel_facts import SENT_STATES, parcel_facts
from bot.services.scenes.readback import readback_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

OF_A_PARCEL = frozenset({FollowUpKind.DISPATCHED, FollowUpKind.DELIVERED, FollowUpKind.PARCEL})


def facts_for(due: Due, context: TalkContext) -> SceneFacts:
    order = next((one for one in context.orders if one.number == due.order), None)
    about = OrderFocus(order, OrderFound.NAMED) if order else OrderFocus(None, OrderFound.NONE)
    facts = talk_facts(context, about)
    facts |= {"follow.about": due.kind.value, "follow.step": _step(due)}
    if order:
        facts |= readback_facts(order, context)
    if order and due.kind in OF_A_PARCEL:
        facts |= _parcel_facts(order, due, context)
    if due.kind is FollowUpKind.CALL_BACK and due.deadline:
        facts["follow.time"] = f"{due.deadline.astimezone(context.shop.timezone):%H:%M}"
    if due.kind is FollowUpKind.HOLIDAY:
        facts |= _holiday_facts(due, context)
    return SceneFacts(facts)


def _step(due: Due) -> str:
    return "once" if due.kind is FollowUpKind.HOLIDAY else due.step


def _parcel_facts(order: Order, due: Due, context: TalkContext) -> dict[str, FactValue]:
    number = due.subject.partition("@")[0]
    parcel: Parcel | None = next(
        (one for one in order.parcels if one.tracking_number == number), focus_parcel(order)
    )
    if parcel is None:
        return {}
    facts = parcel_facts(order, context, parcel) if order.state in SENT_STATES else {}
    return facts | {"follow.courier": parcel.courier, "follow.number": parcel.tracking_number}


def _holiday_facts(due: Due, context: TalkContext) -> dict[str, FactValue]:
    named = [one.name for one in context.shop.follow_ups.holidays if one.on.isoformat() == due.step]
    return {"follow.holiday": named[0]} if named else {}
