"""The product that a wish is about, and what scripts may say of it beyond its name."""

from __future__ import annotations

from dataclasses import replace

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Product, ReturnClass
from bot.core.money import Fen
from bot.core.orders import OrderState
from bot.core.product_answers import in_role, proof_of, strength_beside, weakness_of, without_proof
from bot.core.suggestions import FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.meant import meant_options


def with_ordered_product(context: TalkContext, states: frozenset[OrderState] | None = None) -> TalkContext:
    """Without a product in the talk, the only one of the order in focus, if that is in one of the states."""
    order = context.order_focus(states).order
    if context.product or order is None or (states is not None and order.state not in states):
        return context
    products = context.ordered_products(order)
    return replace(context, product=products[0]) if len(products) == 1 else context


def looks_at_something_new(context: TalkContext) -> bool:
    """Whether the talk is about a product that this buyer has not ordered."""
    product = context.product
    lines = (line for order in context.orders for line in order.lines)
    return product is not None and all(line.product_code != product.code for line in lines)


def texts_of(intent: str, clause: Clause, parse: Parse) -> tuple[str, ...]:
    """The parts of the message that carry the wish."""
    own = tuple(one.text for one in parse.clauses if one.intent == intent)
    return own or (clause.text or parse.text,)


def prices_of(parse: Parse, product: Product, context: TalkContext) -> tuple[Fen, Fen]:
    """The lowest and the highest price of one piece of what the buyer means."""
    wanted = meant_options(product, parse, context)
    prices = [sku.price for sku in product.skus if wanted.holds(sku)] or [product.price]
    return min(prices), max(prices)


def described(product: Product, words: BuyerWords, answered: str = "") -> dict[str, FactValue]:
    """Strong and weak points, material, origin, returns."""
    strength, weakness = strength_beside(product, answered), weakness_of(product)
    material, origin, filling = (in_role(product, role, words) for role in ("material", "origin", "filling"))
    proof = proof_of(product, words)
    material = without_proof(material, words) or material if proof else material
    return {
        "product.returnable": product.return_class is ReturnClass.NORMAL,
        **known("product.has_strength", {"product.strength": strength}),
        **known("product.has_weakness", {"product.weakness": weakness}),
        **known("product.has_makeup", {"product.material": material, "product.origin": origin}),
        **known("product.has_filling", {"product.filling": filling}),
        **known("product.has_proof", {"product.proof": proof}),
    }


def known(flag: str, texts: dict[str, FactValue]) -> dict[str, FactValue]:
    """The values behind a flag, all of them or none."""
    complete = all(value != "" for value in texts.values())
    return {flag: complete, **(texts if complete else {})}
