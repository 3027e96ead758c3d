"""Parcels on their way: where they are, what is wrong, where else they shall go (handbook B7-B9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.core.change_stage import change_stage
from bot.core.logistic_trouble import Trouble, told, trouble_of
from bot.core.named_days import coming_day
from bot.core.order_focus import OrderFocus, OrderFound, likeliest
from bot.core.orders import Order, OrderState
from bot.core.parcels import Parcel
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.word_table import WordTable
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import scope_facts
from bot.services.scenes.dispatch_answer import dispatch_answer
from bot.services.scenes.parcel_facts import SENT_STATES, case_of, parcel_facts, speaks_for_itself
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

SENT = frozenset({OrderState.SHIPPED, OrderState.PART_SHIPPED})
PAID = frozenset({OrderState.PAID})
FINISHED = frozenset({OrderState.FINISHED})
UNPAID = frozenset({OrderState.UNPAID})
CLOSED = frozenset({OrderState.CLOSED})
OPEN = SENT | PAID

TRACKING_QUESTIONS = WordTable(
    "where",
    {
        "code": r"取件码|提货码|取货码|放哪个驿站|哪个驿站",
        "sent": r"发了[没吗么]|发没发|发货了[没吗么]|寄了[没吗么]|寄没寄|寄出[了去]|有没有(?:发|寄)"
        r"|货?走了没|发出来|发过来没|出库没|安排了没",
        "number": r"单号|运单|快递号|物流号|单好|号[有发给]|给个号|有号|没号",
    },
)
REDIRECTIONS = WordTable(
    "catch",
    {
        "refuse": r"拒收|拒签|拒一个|不签|不收了|没要|jushou|让.{0,6}退回|没签字|退回的件",
        "again": r"再派|再送|重新派|二次派|改天|改到?周|改约|晚上来|周[一二三四五六日天]再|送单位|转送上门",
        "keep": r"存|留几天|压着|hold|先别派|放网点|放丰巢|驿站|自提|暂时别|自己去拿|等我电话|半个月",
        "elsewhere": r"改派|转寄|改送|转到|换个派送|换收货|改个派送|改联系人|联系人|第二个地址"
        r"|送到?公司|那边改",
    },
)
"""Trying to catch it is what is meant where nothing else is said."""


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
    return SceneFacts(talk_facts(context, about) | facts | {"track.asked": asked}, complete=complete)


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
    return SceneFacts(facts | {"trouble.kind": trouble.value})


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
    about = likeliest(context.orders, context.named_order, (SENT, PAID, FINISHED))
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
    return likeliest(context.orders, context.named_order, groups), None


_ANSWERS: Mapping[str, Callable[[Parse, TalkContext], SceneFacts]] = MappingProxyType(
    {
        "track_logistics": _tracked,
        "report_logistics_problem": _troubled,
        "redirect_parcel": _redirected,
        "extend_receipt": _extended,
    }
)
