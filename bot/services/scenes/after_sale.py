"""The order that an after-sale wish is about, and what the rules allow for it (handbook C2, C3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.after_sale_focus import Likely, after_sale_focus, was_paid
from bot.core.after_sale_words import names_fault
from bot.core.answer_times import answer_by
from bot.core.catalogue import ReturnClass
from bot.core.order_focus import OrderFocus, only_twin
from bot.core.orders import Order
from bot.core.parcels import ParcelState
from bot.core.return_decision import NextAction, ReturnDecision, Wish
from bot.core.return_rules import rule_of
from bot.core.return_window import return_scope, return_terms
from bot.core.returns import decide
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext
from bot.services.scenes.refund_facts import refund_facts
from bot.services.scenes.talk_facts import talk_facts
from bot.services.scenes.told_goods import FAULT_ORDER, spoilt

CANCELS = "cancel_order"
"""Who calls off one of two equal orders in the same message speaks of the newer one."""
FAULT_INTENTS = frozenset({"report_defect", "report_wrong_or_missing"})


@dataclass(frozen=True)
class AfterSale:
    focus: OrderFocus
    fault: bool
    decision: ReturnDecision | None
    """None when the order is not known."""

    @property
    def order(self) -> Order | None:
        return self.focus.order


def after_sale(
    context: TalkContext, parse: Parse, wish: Wish, likely: Sequence[Likely], fault: bool = False
) -> AfterSale:
    """`fault`: whether the wish itself reports one."""
    product = context.product.code if context.product else None
    focus = after_sale_focus(context.likely_orders, context.named_order, product, likely)
    if CANCELS in parse.intents:
        focus = only_twin(context.orders, focus)
    if focus.order is None:
        return AfterSale(focus, fault, None)
    fault = fault or _fault_was_named(focus.order, context, parse)
    decision = decide(
        focus.order,
        wish=wish,
        now=context.now,
        zone=context.shop.timezone,
        return_classes=return_classes(focus.order, context),
        fault=fault,
        freight_insurance=context.shop.freight_insurance,
    )
    return AfterSale(focus, fault, decision)


def _fault_was_named(order: Order, context: TalkContext, parse: Parse) -> bool:
    told = names_fault(parse.text) or not FAULT_INTENTS.isdisjoint(parse.intents)
    return told or context.turn.memory.get(FAULT_ORDER) == order.number


def return_classes(order: Order, context: TalkContext) -> tuple[ReturnClass, ...]:
    return tuple(product.return_class for product in context.ordered_products(order))


def after_sale_facts(found: AfterSale, context: TalkContext) -> dict[str, FactValue]:
    facts = talk_facts(context, found.focus) | answer_facts(context)
    if found.order is None or found.decision is None:
        return facts
    return facts | _return_facts(found.order, found.decision, context) | refund_facts(found.order, context)


def _return_facts(order: Order, decision: ReturnDecision, context: TalkContext) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {
        "return.path": decision.path.value,
        "return.payer": decision.who_pays_postage.value,
        "return.goods_known": _goods_are_known(order, context),
        **scope_facts(order, context),
        "return.only_unopened": decision.only_unopened,
        "return.some_excluded": decision.some_lines_excluded,
        "return.coming_back": decision.action is NextAction.WAIT_FOR_GOODS,
        "return.uncollected": any(parcel.state is ParcelState.AT_STATION for parcel in order.parcels),
        "return.spoilt": spoilt(decision, context),
        "return.dated": decision.last_day is not None,
        "return.shop_hours": hours_of(context.shop.refund_within),
        "order.was_paid": order.paid_at is not None or was_paid(order),
    }
    rule = rule_of(decision)
    if rule:
        facts["return.rule"] = rule.value
    if decision.last_day is not None and decision.days_left is not None:
        facts["return.last_day"] = decision.last_day.isoformat()
        facts["return.days_left"] = decision.days_left
    return facts


def scope_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    """What of the order goes back without a reason once it has arrived, and what class of goods does not."""
    classes = return_classes(order, context)
    scope = return_scope(classes, all_known=_goods_are_known(order, context))
    limited_by = return_terms(classes).reason
    return {"return.scope": scope.value, **({"return.class": limited_by.value} if limited_by else {})}


def _goods_are_known(order: Order, context: TalkContext) -> bool:
    """Whether every line is in the catalogue, so that its return class is known."""
    return bool(order.lines) and all(line.product_code in context.ordered for line in order.lines)


def hours_of(span: timedelta) -> int:
    """Whole hours, rounded down: a promise is rather kept early."""
    return int(span / timedelta(hours=1))


def return_address_facts(context: TalkContext) -> dict[str, FactValue]:
    address = context.shop.return_address
    if not (address.contact and address.phone and address.address):
        return {"shop.return_known": False}
    return {
        "shop.return_known": True,
        "shop.return_contact": address.contact,
        "shop.return_phone": address.phone,
        "shop.return_address": address.address,
    }


def answer_facts(context: TalkContext) -> dict[str, FactValue]:
    """When the shop will have an answer to what it has to look into."""
    due = answer_by(context.now, context.shop.hours, context.shop.timezone)
    days = (due.date() - context.now.date()).days
    return {"answer.day": ("today", "tomorrow", "day_after")[min(days, 2)], "answer.hour": due.hour}
