"""What the return rules say: of the buyer's order, of the product looked at, or in general (handbook C2)."""

from __future__ import annotations

from bot.core.after_sale_focus import received_lately, refund_is_open
from bot.core.after_sale_words import POLICY_QUESTIONS, names_fault
from bot.core.catalogue import Product
from bot.core.order_focus import OrderFound
from bot.core.orders import OPEN_REFUNDS
from bot.core.refunds import is_for_fault
from bot.core.return_decision import Wish
from bot.core.return_window import return_terms
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.after_sale import AfterSale, after_sale, after_sale_facts
from bot.services.scenes.talk_facts import talk_facts


def policy_facts(clause: Clause, parse: Parse, context: TalkContext) -> dict[str, FactValue]:
    recent = received_lately(context.now, context.shop.timezone)
    found = after_sale(context, parse, Wish.ASK_POLICY, (refund_is_open, recent))
    facts: dict[str, FactValue] = {
        "policy.asks": POLICY_QUESTIONS.named(clause.text or parse.text),
        "policy.fault": names_fault(parse.text) or found.fault or _is_agreed_as_fault(found),
        "insurance.offered": context.shop.freight_insurance,
    }
    if _is_about_the_order(found, context):
        return after_sale_facts(found, context) | facts | {"policy.basis": "order"}
    facts = talk_facts(context) | facts
    if context.product:
        return facts | _product_terms(context.product) | {"policy.basis": "product"}
    return facts | {"policy.basis": "general"}


def _is_agreed_as_fault(found: AfterSale) -> bool:
    """Whether the open refund of the order is on record as the shop's fault."""
    refund = found.order.refund if found.order else None
    return refund is not None and refund.state in OPEN_REFUNDS and is_for_fault(refund)


def _is_about_the_order(found: AfterSale, context: TalkContext) -> bool:
    """A question before buying is about the product looked at, unless that was ordered."""
    order = found.order
    if order is None or found.focus.found is OrderFound.NAMED:
        return order is not None
    product = context.product
    return product is None or any(line.product_code == product.code for line in order.lines)


def _product_terms(product: Product) -> dict[str, FactValue]:
    terms = return_terms((product.return_class,))
    facts: dict[str, FactValue] = {
        "policy.returnable": terms.returnable,
        "policy.only_unopened": terms.only_unopened,
    }
    if terms.reason:
        facts["policy.class"] = terms.reason.value
    return facts
