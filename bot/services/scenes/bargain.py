"""Bargaining: one step of the ladder a turn (handbook A8)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.core.bargain_ask import Pieces, pieces, read_ask
from bot.core.bargain_state import BargainState
from bot.core.bargaining import Ask, Move, MoveKind, Topic, next_move
from bot.core.catalogue import Product, Promotion, PromotionKind
from bot.core.conversations import Sender
from bot.core.money import Fen
from bot.core.orders import OrderState
from bot.core.price_limits import agent_limit
from bot.core.running_offers import best_first, saving
from bot.core.suggestions import FactValue
from bot.core.understanding import Parse
from bot.services.context import TalkContext
from bot.services.scenes.bargain_limits import price_by_rule, wish_above_limit
from bot.services.scenes.bargain_memory import remembered, to_remember
from bot.services.scenes.goods import described, prices_of, with_ordered_product
from bot.services.scenes.postage_answer import NEAR, postage_facts
from bot.services.scenes.promotion import promotion_facts
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

UNPAID = frozenset({OrderState.UNPAID})


@dataclass(frozen=True)
class _Bargain:
    context: TalkContext
    product: Product
    price: Fen
    pieces: Pieces
    ask: Ask
    state: BargainState
    running: tuple[Promotion, ...]


@dataclass(frozen=True)
class _Step:
    facts: dict[str, FactValue]
    state: BargainState
    memory: dict[str, object] = field(default_factory=dict)
    """Beside the bargain's own: the price that the supervisor is to be asked for."""


def bargain_facts(intent: str, parse: Parse, context: TalkContext) -> SceneFacts:
    context = with_ordered_product(context, UNPAID)
    facts = talk_facts(context)
    if context.product is None:
        return SceneFacts(facts, complete=False)
    bargain = _begun(intent, parse, context, context.product)
    step = _running_gift(bargain) or _postage(bargain, parse) or _ladder(bargain)
    heard = " ".join(_agent_texts(context))
    facts |= described(bargain.product, context.words, heard) | _said(bargain, parse) | step.facts
    memory = to_remember(context, bargain.product, step.state, bargain.pieces)
    return SceneFacts(facts, memory={**memory, **step.memory})


def _begun(intent: str, parse: Parse, context: TalkContext, product: Product) -> _Bargain:
    lowest, highest = prices_of(parse, product, context)
    price = lowest if lowest == highest else product.price
    state, before = remembered(context, product)
    wanted = pieces(parse.entities, before, parse.text)
    gift = intent == "request_gift"
    return _Bargain(
        context,
        product,
        price,
        wanted,
        read_ask(parse.text, parse.entities, context.words, price, wanted, gift=gift),
        state,
        best_first(context.promotions, Fen(price * wanted.count)),
    )


def _running_gift(bargain: _Bargain) -> _Step | None:
    """A gift that every buyer gets anyway comes before any that has to be conceded."""
    gifts = [one for one in bargain.running if one.kind is PromotionKind.GIFT and not _told(one, bargain)]
    if bargain.ask.topic is not Topic.GIFT or not gifts:
        return None
    facts = promotion_facts(gifts, bargain.context) | {"bargain.move": "running_gift"}
    return _Step(facts, bargain.state)


def _told(promotion: Promotion, bargain: _Bargain) -> bool:
    return any(promotion.title in text for text in _agent_texts(bargain.context))


def _postage(bargain: _Bargain, parse: Parse) -> _Step | None:
    if bargain.ask.topic is not Topic.POSTAGE:
        return None
    goods = Fen((bargain.state.offered or bargain.price) * bargain.pieces.count)
    facts = postage_facts(parse, bargain.context, bargain.product, bargain.pieces.count, goods)
    said_before = bargain.state.postage_asked and facts.get("bargain.move") == NEAR
    return _Step(facts, replace(bargain.state, postage_asked=True)) if facts and not said_before else None


def _ladder(bargain: _Bargain) -> _Step:
    goods = Fen(bargain.price * bargain.pieces.count)
    ruled = price_by_rule(bargain.product, bargain.price, bargain.pieces, bargain.context)
    move, state = next_move(
        bargain.state,
        bargain.ask,
        price=bargain.price,
        floor=agent_limit(bargain.price, bargain.product.floor, bargain.context.shop.bargain),
        rule=bargain.context.shop.bargain,
        has_promotion=bool(bargain.running),
        has_gift=bool(bargain.product.gift),
        quantity=bargain.pieces.count,
        by_rule=ruled.amount if ruled else None,
    )
    fixed = move.kind is MoveKind.FIXED_PRICE
    running = [one for one in bargain.running if not fixed or saving(one, goods)]
    facts = promotion_facts(running, bargain.context) | _moved(move, bargain)
    if move.kind is MoveKind.BY_RULE and ruled:
        facts["bargain.rule_for"] = ruled.reason.value
    if move.kind is not MoveKind.ABOVE_LIMIT:
        return _Step(facts, state)
    asked, wish = wish_above_limit(
        bargain.ask, bargain.pieces, bargain.product, bargain.price, bargain.context
    )
    return _Step(facts | asked, state, wish)


def _moved(move: Move, bargain: _Bargain) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {
        "bargain.move": move.kind.value,
        "bargain.gift_offered": bargain.state.gift_offered,
        "bargain.refused": bargain.state.refused is not None,
        "bargain.granted": bargain.state.granted is not None,
    }
    if move.amount is not None and move.total is not None:
        facts |= {"bargain.amount": move.amount, "bargain.total": move.total}
    if bargain.product.gift:
        facts["product.gift"] = bargain.product.gift
    return facts


def _said(bargain: _Bargain, parse: Parse) -> dict[str, FactValue]:
    said = bargain.context.words.named("bargain", parse.text)
    return {
        "bargain.topic": bargain.ask.topic.value,
        "bargain.leaving": bargain.ask.threatens_to_leave,
        "bargain.elsewhere": "elsewhere" in said,
        "bargain.several": bargain.pieces.several,
        **({"bargain.pieces": bargain.pieces.said} if bargain.pieces.several else {}),
    }


def _agent_texts(context: TalkContext) -> list[str]:
    return [turn.text for turn in context.turn.previous if turn.sender is Sender.AGENT]
