"""What moves an agent's limit in a bargain: the shop's rules, and the supervisor's word (A8, F2)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.approvals import MEMORY, PriceWish, wish_in
from bot.core.bargain_ask import Pieces
from bot.core.bargaining import TALK, Ask, MoveKind, Topic
from bot.core.catalogue import Product, Promotion
from bot.core.money import Fen
from bot.core.price_limits import agent_floor, agent_limit
from bot.core.rule_prices import RulePrice, rule_price
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext
from bot.services.scenes.bargain_memory import remembered, to_remember
from bot.services.scenes.promotion import promotion_facts
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


def lowest_to_name(context: TalkContext, product: Product) -> Fen:
    """Of one piece in this talk: the agent's limit, a price by rule, or what was allowed."""
    state, pieces = remembered(context, product)
    floor = agent_floor(product.price, product.floor, context.shop.bargain)
    ruled = price_by_rule(product, product.price, pieces, context)
    return min(floor, state.granted or floor, ruled.amount if ruled else floor)


def wish_above_limit(
    ask: Ask, pieces: Pieces, product: Product, price: Fen, context: TalkContext
) -> tuple[dict[str, FactValue], dict[str, object]]:
    """Facts, and what is to be remembered once the draft is sent: then the supervisor is asked."""
    waiting = wish_in(context.turn.memory)
    if waiting and waiting.product == product.code:
        return {"bargain.approval": "pending", "bargain.asked": waiting.asked}, {}
    if ask.topic is not Topic.PRICE or ask.amount is None:
        return {"bargain.approval": "none"}, {}
    limit = agent_limit(price, product.floor, context.shop.bargain)
    wish = PriceWish(product.code, product.name or product.title, ask.amount, pieces.count, price, limit)
    return {"bargain.approval": "to_ask", "bargain.asked": ask.amount}, {MEMORY: wish.to_memory()}


def supervisors_word(wish: PriceWish, granted: bool, context: TalkContext, product: Product) -> SceneFacts:
    """What the buyer is told; the granted price counts as offered once that is sent."""
    state, pieces = remembered(context, product)
    amount = wish.asked if granted else min(state.offered or wish.price, wish.price)
    facts: dict[str, FactValue] = {
        **_priced(GRANTED if granted else REFUSED, amount, pieces, context),
        "bargain.total": Fen(amount * wish.pieces),
        "bargain.gift_offered": state.gift_offered,
        "bargain.asked": wish.asked,
        "bargain.granted": granted,
        "bargain.refused": not granted,
    }
    told = replace(state, offered=amount, last_price_said=True)
    return SceneFacts(facts, memory=to_remember(context, product, told, pieces))


def named_price(amount: Fen, context: TalkContext, product: Product) -> SceneFacts:
    """A price that the agent names. The ladder goes on from it: what costs nothing is over."""
    state, pieces = remembered(context, product)
    told = replace(state, offered=amount, step=max(state.step, len(TALK)))
    facts = {
        **_priced(MoveKind.CONCEDE.value, amount, pieces, context),
        "bargain.leaving": False,
        "bargain.gift_offered": state.gift_offered,
    }
    return SceneFacts(facts, memory=to_remember(context, product, told, pieces))


def named_coupon(coupon: Promotion, context: TalkContext, product: Product) -> SceneFacts:
    """A running one that the agent points at; the ladder does not offer promotions again."""
    state, pieces = remembered(context, product)
    told = replace(state, step=max(state.step, TALK.index(MoveKind.PROMOTION) + 1))
    facts: dict[str, FactValue] = {
        **talk_facts(context),
        **promotion_facts([coupon], context),
        "bargain.move": MoveKind.PROMOTION.value,
        "bargain.topic": Topic.PRICE.value,
        "bargain.leaving": False,
    }
    return SceneFacts(facts, memory=to_remember(context, product, told, pieces))


def above_limit(wish: PriceWish, context: TalkContext) -> SceneFacts:
    """What the buyer may be told while the price waits for an answer."""
    facts: dict[str, FactValue] = {
        **talk_facts(context),
        "bargain.move": MoveKind.ABOVE_LIMIT.value,
        "bargain.topic": Topic.PRICE.value,
        "bargain.approval": "pending",
        "bargain.asked": wish.asked,
    }
    return SceneFacts(facts)


def _priced(move: str, amount: Fen, pieces: Pieces, context: TalkContext) -> dict[str, FactValue]:
    return {
        **talk_facts(context),
        "bargain.move": move,
        "bargain.topic": Topic.PRICE.value,
        "bargain.amount": amount,
        "bargain.total": Fen(amount * pieces.count),
        "bargain.several": pieces.several,
        **({"bargain.pieces": pieces.said} if pieces.several else {}),
    }
