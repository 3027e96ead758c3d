"""Postage, couriers, where to, when sent, when there (handbook A12, B3, B7)."""

from __future__ import annotations

from bot.core.order_focus import OrderFocus, likeliest, only_twin
from bot.core.orders import OrderState
from bot.core.places import going_to, place_told
from bot.core.understanding import Clause, Parse
from bot.core.word_table import WordTable
from bot.services.context import TalkContext
from bot.services.scenes.arrival import arrival_answer
from bot.services.scenes.courier_facts import courier_facts, is_answer
from bot.services.scenes.destination import PlaceStatus, destination, place_facts
from bot.services.scenes.dispatch_answer import NO_ORDER, TO_BE_ASKED, URGES, dispatch_answer
from bot.services.scenes.goods import known, looks_at_something_new
from bot.services.scenes.postage_facts import postage_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

UNSENT = frozenset({OrderState.PAID, OrderState.PART_SHIPPED})
SENT = frozenset({OrderState.SHIPPED})
UNPAID = frozenset({OrderState.UNPAID})
FINISHED = frozenset({OrderState.FINISHED})
CLOSED = frozenset({OrderState.CLOSED})

BEFORE_ORDERING = WordTable(
    "",
    {
        "yes": r"(?:现在|今天|今晚|明天|如果|要是)(?:拍|下单|买|付)|拍下|下单(?:后|以后|的话|多久)"
        r"|付款后|一般|通常|平时|几点前|截单|[我才再]就?拍|就不拍|拍的话|想买",
    },
)
BEFORE_BUYING = frozenset(
    {"ask_size", "ask_stock", "ask_price", "ask_recommendation", "ask_shipping_fee", "request_discount"}
)
"""Who asks this in the same breath speaks of the goods looked at, not of an earlier order."""
DELIVERY_QUESTIONS = WordTable(
    "place",
    {
        "origin": r"从.{0,8}[发寄]|(?<!不)发货地(?!区)|哪[里儿个边]?.{0,3}发(?!什么|啥)|[哪几]个?仓"
        r"|仓库?在哪|(?:本地|近的|保税)仓|有没有.{1,3}仓|产地直发|厂.{0,2}在哪",
        "door": r"上门|上楼|送到家|屋里|单元门|宿舍|楼下|前台|到家里|抬|卸货|搬",
        # 新乡, 景德镇, 镇江, 青岛 and 葫芦岛 are cities
        "village": r"(?<!新)乡|村|(?<!德)镇(?!江)|牧区|山区|(?<!青)(?<!葫芦)岛|工地|林场",
    },
)


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:  # noqa: ARG001
    if intent == "urge_dispatch":
        return _urged(context)
    if intent == "ask_dispatch_time":
        return dispatch_answer(_about_dispatch(parse, context), context)
    if intent == "ask_eta":
        return arrival_answer(_about_arrival(parse, context), parse, context)
    if intent == "ask_courier":
        return _courier(parse, context)
    return _place(intent, parse, context)


def _urged(context: TalkContext) -> SceneFacts:
    """Whoever urges has ordered: without an order there is something to ask."""
    about = likeliest(context.likely_orders, context.named_order, (UNSENT, SENT, UNPAID, FINISHED, CLOSED))
    about = only_twin(context.orders, about)
    if about.order is None:
        return SceneFacts(talk_facts(context, about), complete=False)
    return dispatch_answer(about, context, URGES)


def _about_dispatch(parse: Parse, context: TalkContext) -> OrderFocus:
    if _speaks_of_buying(parse, context):
        return NO_ORDER
    if context.product and not context.named_order:
        return only_twin(context.orders, likeliest(context.likely_orders, None, (UNSENT, UNPAID)))
    return only_twin(
        context.orders, likeliest(context.likely_orders, context.named_order, (UNSENT, SENT, UNPAID))
    )


def _about_arrival(parse: Parse, context: TalkContext) -> OrderFocus:
    """Who speaks of ordering, or names a place that no order goes to, asks before the purchase."""
    if _speaks_of_buying(parse, context):
        return NO_ORDER
    told = place_told(parse.text, parse.entities)
    orders = context.likely_orders
    if told and not context.named_order:
        orders = () if looks_at_something_new(context) else going_to(told, orders)
    return likeliest(orders, context.named_order, (SENT, UNSENT, UNPAID))


def _speaks_of_buying(parse: Parse, context: TalkContext) -> bool:
    """Whether it is about goods not ordered yet, in so many words or by what is asked along with it."""
    if BEFORE_ORDERING.named(parse.text):
        return True
    looked_at = context.product.code if context.product and not context.named_order else ""
    open_orders = (order for order in context.orders if order.state in UNSENT | UNPAID)
    ordered = any(line.product_code == looked_at for order in open_orders for line in order.lines)
    return bool(looked_at) and not ordered and not BEFORE_BUYING.isdisjoint(parse.intents)


def _courier(parse: Parse, context: TalkContext) -> SceneFacts:
    about = likeliest(context.likely_orders, context.named_order, (UNSENT, SENT))
    if about.found in TO_BE_ASKED:
        about = NO_ORDER
    facts = courier_facts(parse, about.order, context)
    return SceneFacts(talk_facts(context, about) | facts, complete=is_answer(facts))


def _place(intent: str, parse: Parse, context: TalkContext) -> SceneFacts:
    about = likeliest(context.likely_orders, context.named_order, (UNPAID,))
    place = destination(parse, context, about.order)
    facts = talk_facts(context, about) | place_facts(place, parse, context)
    status = str(facts["place.status"])
    if intent == "ask_shipping_fee":
        facts |= postage_facts(place, status, parse, context)
    else:
        facts |= {
            "area.asked": DELIVERY_QUESTIONS.named(parse.text),
            **known("shop.has_warehouse", {"shop.warehouse": context.shop.warehouse.strip()}),
        }
    if facts.get("area.asked") == "origin":
        return SceneFacts(facts, complete=facts["shop.has_warehouse"] is True)
    asks_or_checks = status in (PlaceStatus.UNKNOWN.value, PlaceStatus.UNLISTED.value)
    return SceneFacts(facts, complete=not asks_or_checks)
