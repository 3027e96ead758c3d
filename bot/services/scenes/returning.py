"""Goods that go back or are swapped, and what was wrong with them (handbook C1, C2). The scene `return`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.core.after_sale_focus import (
    goods_are_awaited,
    received_lately,
    refund_is_open,
    refund_was_asked,
    was_paid,
    was_sent,
)
from bot.core.after_sale_words import INSURANCE_QUESTIONS, MISTAKES
from bot.core.lacking import rest_is_on_its_way, rest_is_unsent
from bot.core.orders import Order
from bot.core.return_decision import Wish
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.core.wanted_options import wanted_options
from bot.core.wanted_sku import sku_of, wanted_sku
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import (
    AfterSale,
    after_sale,
    after_sale_facts,
    return_address_facts,
)
from bot.services.scenes.change_facts import is_still_changed, meant_line
from bot.services.scenes.lacking_facts import lacking_facts
from bot.services.scenes.order_change import CHANGE, changed_piece
from bot.services.scenes.refund import STATUS, refund_decides
from bot.services.scenes.refund_facts import SENT_BACK
from bot.services.scenes.return_policy import policy_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.told_goods import FAULT_ORDER, picture_facts

FactsOfWish = Callable[[Clause, Parse, TalkContext], SceneFacts]


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    return _FACTS[intent](clause, parse, context)


def _return(_clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    recent = received_lately(context.now, context.shop.timezone)
    found = after_sale(context, parse, Wish.RETURN_GOODS, (goods_are_awaited, recent, was_sent, was_paid))
    facts = _sending_facts(found, context)
    answers = STATUS if refund_decides(found) else ""
    return SceneFacts(facts, complete=found.order is not None, answers=answers)


def _exchange(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    recent = received_lately(context.now, context.shop.timezone)
    text = clause.text or parse.text
    if FAULT_ORDER not in context.turn.memory and is_still_changed(text, parse, context):
        return replace(changed_piece(text, parse, context), answers=CHANGE)
    found = after_sale(context, parse, Wish.EXCHANGE, (recent, was_sent, was_paid))
    facts = _sending_facts(found, context)
    if found.order:
        facts |= _exchange_facts(clause, parse, found.order, context)
    return SceneFacts(facts, complete=found.order is not None)


def _sending_facts(found: AfterSale, context: TalkContext) -> dict[str, FactValue]:
    """What a wish to send goods back needs: the rules, the address, and whether a picture has come."""
    facts = after_sale_facts(found, context) | return_address_facts(context)
    return facts | picture_facts(context)


def _exchange_facts(clause: Clause, parse: Parse, order: Order, context: TalkContext) -> dict[str, FactValue]:
    """Which piece instead, where the line that is meant and its product are known."""
    line = meant_line(clause.text or parse.text, order, context)
    product = context.ordered.get(line.product_code) if line else None
    if line is None or product is None:
        return {"exchange.stock": "unknown"}
    named = wanted_options(product, parse.entities, parse.text, context.words)
    wanted = wanted_sku(clause.text or parse.text, product, sku_of(line, product), named)
    if wanted is None:
        return {"exchange.stock": "not_offered" if named.not_offered else "unknown"}
    return {
        "exchange.stock": "in_stock" if wanted.stock > 0 else "sold_out",
        "exchange.size": wanted.size,
        "exchange.color": wanted.color,
    }


def _defect(_clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    found = _faulty(parse, context)
    return _reported(found, after_sale_facts(found, context), context)


def _mistake(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    found = _faulty(parse, context)
    facts = after_sale_facts(found, context) | {"mistake.kind": MISTAKES.named(clause.text or parse.text)}
    if found.order:
        facts["mistake.rest_on_its_way"] = rest_is_on_its_way(found.order)
        facts["mistake.rest_unsent"] = rest_is_unsent(found.order)
        facts |= lacking_facts(found.order, context)
    return _reported(found, facts, context)


def _faulty(parse: Parse, context: TalkContext) -> AfterSale:
    recent = received_lately(context.now, context.shop.timezone)
    return after_sale(context, parse, Wish.RETURN_GOODS, (recent, was_sent, was_paid), fault=True)


def _reported(found: AfterSale, facts: dict[str, FactValue], context: TalkContext) -> SceneFacts:
    facts |= picture_facts(context)
    memory = {FAULT_ORDER: found.order.number} if found.order else {}
    return SceneFacts(facts, memory=memory, complete=found.order is not None)


def _sent_back(_clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    recent = received_lately(context.now, context.shop.timezone)
    likely = (goods_are_awaited, refund_is_open, recent, was_sent)
    found = after_sale(context, parse, Wish.RETURN_GOODS, likely)
    facts = after_sale_facts(found, context) | _parcel_back(parse)
    memory = {SENT_BACK: found.order.number} if found.order else {}
    return SceneFacts(facts, memory=memory, complete=found.order is not None)


def _parcel_back(parse: Parse) -> dict[str, FactValue]:
    """The tracking number that the turn gives."""
    numbers = [str(entity.value) for entity in parse.entities if entity.entity == "tracking_number"]
    if not numbers:
        return {"sent_back.number_given": False}
    return {"sent_back.number_given": True, "sent_back.number": numbers[-1]}


def _policy(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    return SceneFacts(policy_facts(clause, parse, context) | return_address_facts(context))


def _insurance(clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    found = after_sale(context, parse, Wish.REFUND, (refund_was_asked,))
    facts = after_sale_facts(found, context) | {
        "insurance.offered": context.shop.freight_insurance,
        "insurance.asks": INSURANCE_QUESTIONS.named(clause.text or parse.text),
    }
    return SceneFacts(facts)


_FACTS: Mapping[str, FactsOfWish] = MappingProxyType(
    {
        "request_return": _return,
        "request_exchange": _exchange,
        "ask_return_policy": _policy,
        "ask_freight_insurance": _insurance,
        "report_return_sent": _sent_back,
        "report_defect": _defect,
        "report_wrong_or_missing": _mistake,
    }
)
