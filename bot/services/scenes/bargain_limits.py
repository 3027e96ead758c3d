"""What moves an agent's limit in a bargain: the shop's rules, and the supervisor's word (A8, F2)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.approvals import MEMORY, PriceWish, wish_in
from bot.core.bargain_ask import Pieces
from bot.core.bargaining import Ask, Topic
from bot.core.catalogue import Product
from bot.core.money import Fen
from bot.core.rule_prices import RulePrice, rule_price
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext
from bot.services.scenes.bargain_memory import remembered, to_remember
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

GRANTED, REFUSED = "granted", "refused"


def price_by_rule(product: Product, price: Fen, pieces: Pieces, context: TalkContext) -> RulePrice | None:
    buyer = context.buyer
    return rule_price(
        price,
        product.floor,
        context.shop.bargain,
        pieces=pieces.count,
        returning=buyer is not None and buyer.is_returning,
        vip=buyer is not None and buyer.is_vip,
    )


def wish_above_limit(
    ask: Ask, pieces: Pieces, product: Product, price: Fen, context: TalkContext
) -> tuple[dict[str, FactValue], dict[str, object]]:
    """Facts, and what is to be remembered once the draft is sent: then the supervisor is asked."""
    waiting = wish_in(context.turn.memory)
    if waiting and waiting.product == product.code:
        return {"bargain.approval": "pending", "bargain.asked": waiting.asked}, {}
    if ask.topic is not Topic.PRICE or ask.amount is None:
        return {"bargain.approval": "none"}, {}
    wish = PriceWish(
        product.code, product.name or product.title, ask.amount, pieces.count, price, product.floor
    )
    return {"bargain.approval": "to_ask", "bargain.asked": ask.amount}, {MEMORY: wish.to_memory()}


def supervisors_word(wish: PriceWish, granted: bool, context: TalkContext, product: Product) -> SceneFacts:
    """What the buyer is told; the granted price counts as offered once that is sent."""
    state, pieces = remembered(context, product)
    amount = wish.asked if granted else min(state.offered or wish.price, wish.price)
    facts: dict[str, FactValue] = {
        **talk_facts(context),
        "bargain.move": GRANTED if granted else REFUSED,
        "bargain.topic": Topic.PRICE.value,
        "bargain.gift_offered": state.gift_offered,
        "bargain.amount": amount,
        "bargain.total": Fen(amount * wish.pieces),
        "bargain.asked": wish.asked,
        "bargain.granted": granted,
        "bargain.refused": not granted,
        "bargain.several": pieces.several,
        **({"bargain.pieces": pieces.said} if pieces.several else {}),
    }
    told = replace(state, offered=amount, last_price_said=True)
    return SceneFacts(facts, memory=to_remember(context, product, told, pieces))
