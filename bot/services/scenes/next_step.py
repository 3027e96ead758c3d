"""Facts for the next step of a talk: a true reason to decide, an order to read back (handbook A7, B1)."""

from __future__ import annotations

from bot.core.buyers import Body
from bot.core.catalogue import Product
from bot.core.closing import Lever, closing, helping
from bot.core.conversations import Sender
from bot.core.delivery import dispatch_promise
from bot.core.next_steps import Step
from bot.core.order_focus import OrderFocus, OrderFound
from bot.core.orders import Order
from bot.core.sibling_orders import twin_of
from bot.core.sizing import SizeKind, advise
from bot.core.stages import TalkSoFar, placed_order
from bot.core.stock import Wanted, stock_of
from bot.core.suggestions import FactValue
from bot.core.wanted_options import wanted_options
from bot.services.context import TalkContext
from bot.services.scenes.body import known_body
from bot.services.scenes.dispatch_facts import dispatch_facts
from bot.services.scenes.promotion import promotion_facts
from bot.services.scenes.readback import readback_facts, readback_memory
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.stock import stock_facts
from bot.services.scenes.talk_facts import talk_facts


def facts_for(step: Step, talk: TalkSoFar, context: TalkContext) -> SceneFacts:
    order = placed_order(talk)
    about = OrderFocus(order, OrderFound.LATEST) if order else OrderFocus(None, OrderFound.NONE)
    facts = talk_facts(context, about) | {"step.name": step.value}
    memory = talk.memory.to_say(step.value, context.turn.at)
    if step is Step.NEED and context.product:
        facts |= promotion_facts(helping(context.promotions, context.product, context.now), context)
    elif step is Step.CLOSE and context.product:
        facts |= _closing_facts(context.product, context)
    elif step is Step.ORDER:
        facts |= dispatch_facts(None, context)
    elif step is Step.PAY and order:
        facts |= dispatch_facts(order, context)
    elif step is Step.READ_BACK and order:
        facts |= _order_facts(order, context)
        memory |= readback_memory(order, facts, context)
    return SceneFacts(facts, memory=memory)


def _order_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    twice = twin_of(order, context.orders) is not None
    return {**dispatch_facts(order, context), **readback_facts(order, context), "buying.twice": twice}


def _closing_facts(product: Product, context: TalkContext) -> dict[str, FactValue]:
    """What can be said to help a buyer decide; no lever where there is nothing to buy."""
    wanted = _wanted(product, context)
    stock = stock_of(product, wanted, context.now.date())
    today = dispatch_promise(context.now, context.shop.dispatch, context.shop.timezone).today
    found = closing(product, wanted, stock, context.promotions, context.now, ships_today=today)
    if found is None:
        return {}
    facts = {"step.lever": found.lever.value, **stock_facts(stock, wanted, product)}
    facts |= dispatch_facts(None, context)
    if found.promotion:
        facts |= promotion_facts([found.promotion], context)
    if found.lever is Lever.CHOICE:
        facts |= dict(zip(("step.first", "step.second"), found.choice, strict=True))
    return facts


def _wanted(product: Product, context: TalkContext) -> Wanted:
    """The colour and the size that the buyer named last, else the size that fits the known body."""
    said = [turn.text for turn in context.turn.previous if turn.sender is Sender.BUYER]
    named = [
        wanted_options(product, (), text, context.words) for text in reversed([*said, context.turn.text])
    ]
    colors = next((one.colors for one in named if one.colors), ())
    sizes = next((one.sizes for one in named if one.sizes), ()) or _fitting(product, context)
    return Wanted(colors, sizes)


def _fitting(product: Product, context: TalkContext) -> tuple[str, ...]:
    advice = advise(known_body(context, Body()), product.chart, None)
    return advice.sizes if advice.kind is SizeKind.ONE else ()
