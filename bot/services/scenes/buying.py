"""Ordering, paying, invoices, and an order read back or reckoned up (handbook A14, A15, B1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.core.bill import bill_of
from bot.core.buying_words import (
    CONFIRMATIONS,
    INVOICE_QUESTIONS,
    ORDERING_QUESTIONS,
    PAYMENT_QUESTIONS,
    asks_what_to_pay,
)
from bot.core.dispatch_case import DispatchCase
from bot.core.order_focus import OrderFocus, OrderFound, likeliest, only_twin
from bot.core.orders import Order, OrderState
from bot.core.sibling_orders import twin_of
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import answer_facts
from bot.services.scenes.dispatch_answer import dispatch_answer
from bot.services.scenes.dispatch_facts import dispatch_facts
from bot.services.scenes.parcel_facts import SENT_STATES, parcel_facts
from bot.services.scenes.readback import is_readable, readback_facts, readback_memory
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

UNPAID = frozenset({OrderState.UNPAID})
PAID = frozenset({OrderState.PAID})
SENT = frozenset({OrderState.PART_SHIPPED, OrderState.SHIPPED})
FINISHED = frozenset({OrderState.FINISHED})

INSTALMENT, ON_DELIVERY, INVOICE = "instalment", "cash_on_delivery", "invoice"
"""The shop's own words on payment (Shop.notes)."""


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    return _ANSWERS[intent](clause.text or parse.text, context)


def _how_to_order(text: str, context: TalkContext) -> SceneFacts:
    about = likeliest(context.orders, None, (UNPAID,))
    stuck_at = ORDERING_QUESTIONS.named(text)
    facts = talk_facts(context, about) | {"buying.stuck_at": stuck_at}
    return SceneFacts(facts, complete=stuck_at != "top_up")


def _payment(text: str, context: TalkContext) -> SceneFacts:
    about = likeliest(context.orders, None, (UNPAID,))
    asked = PAYMENT_QUESTIONS.named(text)
    facts = talk_facts(context, about) | {"payment.asked": asked}
    facts |= _note("payment.instalment", INSTALMENT, context) | _note("payment.cod", ON_DELIVERY, context)
    return SceneFacts(facts, complete=asked != "on_delivery" or facts["payment.has_cod"] is True)


def _invoice(text: str, context: TalkContext) -> SceneFacts:
    about = likeliest(context.likely_orders, context.named_order, (PAID | SENT, FINISHED))
    asked = INVOICE_QUESTIONS.named(text)
    facts = talk_facts(context, about) | {"invoice.asked": asked} | _note("invoice.rule", INVOICE, context)
    if asked == "chase":
        facts |= answer_facts(context)
    answered = asked == "untrue" or (asked == "possible" and facts["invoice.has_rule"] is True)
    return SceneFacts(facts, complete=answered)


def _note(fact: str, key: str, context: TalkContext) -> dict[str, FactValue]:
    """The shop's own word on something, and a flag for whether there is one."""
    scene, _, name = fact.partition(".")
    note = context.shop.notes.get(key, "").strip()
    facts: dict[str, FactValue] = {f"{scene}.has_{name}": bool(note)}
    return facts | ({fact: note} if note else {})


def _placed(_text: str, context: TalkContext) -> SceneFacts:
    about = _newest(context)
    facts = talk_facts(context, about)
    if about.order is None:
        return SceneFacts(facts, complete=False)
    dispatched = dispatch_answer(about, context)
    facts = {**facts, **dispatched.facts, **_order_facts(about.order, context)}
    read_back = facts["dispatch.case"] == DispatchCase.PAID.value and facts["buying.twice"] is False
    memory = readback_memory(about.order, facts, context) if read_back else {}
    return SceneFacts(facts, memory=memory, complete=dispatched.complete)


def _newest(context: TalkContext) -> OrderFocus:
    """Who says to have ordered means the last order that has not been sent."""
    fresh = [order for order in context.orders if order.state in UNPAID | PAID]
    if context.named_order or len(fresh) < 2:
        return likeliest(context.likely_orders, context.named_order, (UNPAID | PAID,))
    return OrderFocus(max(fresh, key=lambda order: order.created_at), OrderFound.LATEST)


def _confirmed(text: str, context: TalkContext) -> SceneFacts:
    about = likeliest(context.likely_orders, context.named_order, (PAID, UNPAID, SENT, FINISHED))
    about = only_twin(context.orders, about)
    facts = talk_facts(context, about) | {"buying.confirms": CONFIRMATIONS.named(text) == "confirms"}
    if about.order is None:
        return SceneFacts(facts, complete=False)
    facts |= dispatch_facts(about.order, context) | _order_facts(about.order, context)
    if about.order.state in SENT_STATES:
        facts |= parcel_facts(about.order, context)
    read_back = facts["buying.confirms"] is False and facts["buying.twice"] is False
    memory = readback_memory(about.order, facts, context) if read_back else {}
    return SceneFacts(facts, memory=memory, complete=is_readable(facts))


def _order_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    twin = twin_of(order, context.orders)
    return readback_facts(order, context) | {"buying.twice": twin is not None}


def _reckoned(_text: str, context: TalkContext) -> SceneFacts:
    about = likeliest(context.likely_orders, context.named_order, (UNPAID, PAID, SENT, FINISHED))
    facts = talk_facts(context, about)
    if about.order is None:
        return SceneFacts(facts, complete=False)
    return SceneFacts(facts | _bill_facts(about.order) | {"bill.doubted": True})


def bill_asked_for(text: str, context: TalkContext) -> SceneFacts | None:
    """Who has an order to pay and asks what to pay asks for its bill, not for a price."""
    about = likeliest(context.likely_orders, context.named_order, (UNPAID,))
    order = about.order
    if order is None or order.state not in UNPAID or not asks_what_to_pay(text):
        return None
    facts = talk_facts(context, about) | _bill_facts(order) | {"bill.doubted": False}
    return SceneFacts(facts, answers="adjust_price")


def _bill_facts(order: Order) -> dict[str, FactValue]:
    bill = bill_of(order)
    facts: dict[str, FactValue] = {"bill.total": order.total, "bill.explained": bill is not None}
    if bill is None:
        return facts
    return facts | {
        "bill.goods": bill.goods,
        "bill.postage": bill.postage,
        "bill.has_postage": bill.postage > 0,
        "bill.reduced": bill.reduced,
        "bill.has_reduced": bill.reduced > 0,
    }


_ANSWERS: Mapping[str, Callable[[str, TalkContext], SceneFacts]] = MappingProxyType(
    {
        "how_to_order": _how_to_order,
        "ask_payment": _payment,
        "ask_invoice": _invoice,
        "order_placed": _placed,
        "confirm_order": _confirmed,
        "adjust_price": _reckoned,
    }
)
