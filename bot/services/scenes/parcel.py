"""Parcels on their way: where they are, what is wrong, where else they shall go (handbook B7-B9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.core.change_stage import change_stage
from bot.core.logistic_trouble import Trouble, told, trouble_of
from bot.core.named_days import coming_day
from bot.core.order_focus import OrderFocus, OrderFound, likeliest
from bot.core.orders import OPEN_REFUNDS, Order, OrderState
from bot.core.parcel_case import GONE_BACK
from bot.core.parcel_words import REDIRECTIONS, TRACKING_QUESTIONS
from bot.core.parcels import Parcel
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import answer_facts, scope_facts
from bot.services.scenes.dispatch_answer import dispatch_answer
from bot.services.scenes.parcel_facts import SENT_STATES, case_of, parcel_facts, speaks_for_itself
from bot.services.scenes.readback import readback_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts
from bot.services.scenes.told_goods import MISSING_ORDER

SENT_AROUND = "sent_around"
"""Key of the talk's memory: the order whose buyer was once asked to look at the gate and the station."""

SENT = frozenset({OrderState.SHIPPED, OrderState.PART_SHIPPED})
PAID = frozenset({OrderState.PAID})
FINISHED = frozenset({OrderState.FINISHED})
UNPAID = frozenset({OrderState.UNPAID})
CLOSED = frozenset({OrderState.CLOSED})
OPEN = SENT | PAID


NOT_RECEIVED = frozenset({Trouble.SIGNED_MISSING, Trouble.LOST})


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:  # noqa: ARG001
    return _ANSWERS[intent](parse, context)


def _tracked(parse: Parse, context: TalkContext) -> SceneFacts:
    asked = TRACKING_QUESTIONS.named(parse.text)
    groups = (OPEN, FINISHED, UNPAID, CLOSED) if asked == "sent" else (SENT, PAID, FINISHED, UNPAID, CLOSED)
    about, parcel = _meant(parse, context, groups)
    order = about.order
    if order is None:
        return SceneFacts(talk_facts(context, about), complete=False)
    if order.state not in SENT_STATES:
        return dispatch_answer(about, context)
    facts = parcel_facts(order, context, parcel)
    complete = speaks_for_itself(facts)
    if case_of(order, context, parcel) in GONE_BACK:
        facts |= _money_of(order)
    return SceneFacts(talk_facts(context, about) | facts | {"track.asked": asked}, complete=complete)


def _money_of(order: Order) -> dict[str, FactValue]:
    """The refund that a parcel which is going back is waited for with."""
    if order.refund is None or order.refund.state not in OPEN_REFUNDS:
        return {"parcel.refund_waits": False}
    return {"parcel.refund_waits": True, "parcel.refund": order.refund.amount}


def _troubled(parse: Parse, context: TalkContext) -> SceneFacts:
    about, parcel = _meant(parse, context, (SENT, PAID, FINISHED, UNPAID, CLOSED))
    order = about.order
    if order is None:
        said: dict[str, FactValue] = {"trouble.told": told(parse.text).value}
        return SceneFacts(talk_facts(context, about) | said, complete=False)
    if order.state not in SENT_STATES:
        return dispatch_answer(about, context)
    trouble = trouble_of(told(parse.text), case_of(order, context, parcel))
    facts = talk_facts(context, about) | parcel_facts(order, context, parcel)
    facts |= {"trouble.kind": trouble.value, **answer_facts(context)}
    memory = {MISSING_ORDER: order.number} if trouble in NOT_RECEIVED else {}
    if trouble is Trouble.SIGNED_MISSING:
        facts["trouble.asked_around"] = context.turn.memory.get(SENT_AROUND) == order.number
        memory |= {SENT_AROUND: order.number}
    elif trouble is Trouble.UNREACHED:
        facts |= readback_facts(order, context)
    return SceneFacts(facts, memory=memory)


def _redirected(parse: Parse, context: TalkContext) -> SceneFacts:
    about, parcel = _meant(parse, context, (SENT, PAID, FINISHED))
    facts = talk_facts(context, about) | {"redirect.wish": REDIRECTIONS.named(parse.text)}
    day = coming_day(parse.text, parse.entities, context.now.date())
    facts |= {"redirect.has_day": day is not None} | ({"redirect.day": day.isoformat()} if day else {})
    if about.order is None:
        return SceneFacts(facts, complete=False)
    facts |= {"change.stage": change_stage(about.order).value, **scope_facts(about.order, context)}
    if about.order.state in SENT_STATES:
        facts |= parcel_facts(about.order, context, parcel)
    return SceneFacts(facts)


def _extended(parse: Parse, context: TalkContext) -> SceneFacts:  # noqa: ARG001
    about = likeliest(context.likely_orders, context.named_order, (SENT, PAID, FINISHED))
    facts = talk_facts(context, about)
    if about.order is None:
        return SceneFacts(facts, complete=False)
    if about.order.state in SENT_STATES:
        facts |= parcel_facts(about.order, context)
        facts["extend.troubled"] = _needs_chasing(about.order, context)
    return SceneFacts(facts)


def _needs_chasing(order: Order, context: TalkContext) -> bool:
    case = case_of(order, context)
    return trouble_of(told(""), case) in (Trouble.STUCK, Trouble.NOT_PICKED_UP, Trouble.NO_NUMBER)


def _meant(
    parse: Parse, context: TalkContext, groups: tuple[frozenset[OrderState], ...]
) -> tuple[OrderFocus, Parcel | None]:
    """The order, and its parcel where the message gives a tracking number."""
    numbers = {str(entity.value) for entity in parse.entities if entity.entity == "tracking_number"}
    for order in context.orders:
        for parcel in order.parcels:
            if parcel.tracking_number and parcel.tracking_number in numbers:
                return OrderFocus(order, OrderFound.NAMED), parcel
    return likeliest(context.likely_orders, context.named_order, groups), None


_ANSWERS: Mapping[str, Callable[[Parse, TalkContext], SceneFacts]] = MappingProxyType(
    {
        "track_logistics": _tracked,
        "report_logistics_problem": _troubled,
        "redirect_parcel": _redirected,
        "extend_receipt": _extended,
    }
)
