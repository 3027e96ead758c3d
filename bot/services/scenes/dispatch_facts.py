"""When something is sent: what the shop's own rule promises for an order, or for one placed right now."""

from __future__ import annotations

from bot.core.delivery import DispatchPromise, dispatch_promise
from bot.core.dispatch_case import DispatchCase, case_of_order, case_of_product, is_short
from bot.core.orders import Order, OrderState
from bot.core.sibling_orders import twin_of
from bot.core.stock import Wanted, stock_of
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import answer_facts
from bot.services.scenes.lacking_facts import lacking_facts

CUSTOM_NOTE = "custom_made"
"""The shop's own word on goods made to order (Shop.notes)."""

_MAY_LACK = frozenset({DispatchCase.OVERDUE, DispatchCase.SHORT, DispatchCase.HELD, DispatchCase.PART_SENT})


def promise_for(order: Order | None, context: TalkContext) -> DispatchPromise:
    """An order that counts as paid, but has no time of payment, is counted from when it was placed."""
    paid_at = (order.paid_at or order.created_at) if order and order.state is OrderState.PAID else None
    return dispatch_promise(context.now, context.shop.dispatch, context.shop.timezone, paid_at)


def dispatch_facts(order: Order | None, context: TalkContext) -> dict[str, FactValue]:
    promise = promise_for(order, context)
    case = _case(order, promise, context)
    facts: dict[str, FactValue] = {
        "dispatch.case": case.value,
        "dispatch.day": promise.day.isoformat(),
        "dispatch.when": "today" if promise.today else "tomorrow" if promise.tomorrow else "later",
        "dispatch.cutoff": f"{context.shop.dispatch.cutoff:%H:%M}",
        "dispatch.cutoff_missed": promise.cutoff_missed,
    }
    if case is DispatchCase.PAID:
        latest = promise.latest.astimezone(context.shop.timezone)
        facts["dispatch.latest"] = latest.replace(tzinfo=None).isoformat(timespec="minutes")
    return facts | _particulars(case, order, context)


def _case(order: Order | None, promise: DispatchPromise, context: TalkContext) -> DispatchCase:
    if order is None:
        return case_of_product(context.product)
    return case_of_order(order, context.ordered_products(order), promise)


def _particulars(case: DispatchCase, order: Order | None, context: TalkContext) -> dict[str, FactValue]:
    """What only some cases need."""
    if case is DispatchCase.SOLD_OUT and context.product:
        restock = stock_of(context.product, Wanted(), context.now.date()).restock_on
        known: dict[str, FactValue] = {"dispatch.restock_day": restock.isoformat()} if restock else {}
        return {"dispatch.has_restock": restock is not None} | known
    if case is DispatchCase.MADE_TO_ORDER:
        note = context.shop.notes.get(CUSTOM_NOTE, "").strip()
        own_word: dict[str, FactValue] = {"dispatch.has_custom_note": bool(note)}
        return own_word | ({"dispatch.custom_note": note} if note else {})
    if order is None or case not in _MAY_LACK:
        return {}
    facts = lacking_facts(order, context)
    if case is DispatchCase.OVERDUE:
        facts["dispatch.short"] = is_short(order, context.ordered_products(order))
        facts |= answer_facts(context)
    if case is DispatchCase.HELD:
        facts["dispatch.twin"] = twin_of(order, context.orders) is not None
    return facts
