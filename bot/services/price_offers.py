"""A price or a coupon that an agent names in the panel: told to the buyer, or first asked of who leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.accounts import Account, Right
from bot.core.approvals import MEMORY, PriceWish, buyers_words, wish_in
from bot.core.bargain_ask import Pieces
from bot.core.bargain_state import BargainState
from bot.core.catalogue import Product, Promotion, PromotionKind
from bot.core.conversations import Conversation
from bot.core.guard import ReplyGuard
from bot.core.money import Fen
from bot.core.price_limits import PriceWay, agent_limit, limit_of_role, way_of
from bot.core.refusals import OutOfRule, Refusal
from bot.core.script_book import ScriptBook
from bot.services.approve import record_answer
from bot.services.context import TalkContext
from bot.services.faults import NotFound
from bot.services.judged import judged
from bot.services.ports import Clock, Store, Work
from bot.services.price_drafts import FactsOf, PriceDrafts
from bot.services.reply import existing
from bot.services.rights import demand
from bot.services.scenes.bargain_limits import above_limit, named_coupon, named_price
from bot.services.scenes.bargain_memory import remembered, with_answer

PRICE_OFFERED = "price_offered"
"""Kind of event, and why such a draft was made."""


@dataclass(frozen=True)
class PriceDesk:
    """What the dialog shows."""

    talk: Conversation
    product: Product
    state: BargainState
    pieces: Pieces
    agent_limit: Fen
    own_limit: Fen
    waiting: bool
    words: str
    """The buyer's last ones."""
    coupons: tuple[Promotion, ...]


class PriceOffers:
    def __init__(self, store: Store, book: Callable[[], ScriptBook], guard: ReplyGuard, clock: Clock) -> None:
        self._store = store
        self._drafts = PriceDrafts(book, guard, clock)
        self._clock = clock

    def shown(self, conversation_id: int, product: str, account: Account) -> PriceDesk:
        """Raises Forbidden, NotFound."""
        demand(account, Right.ANSWER)
        with self._store.read() as work:
            return self._desk(work, conversation_id, product, account)[0]

    def price(self, conversation_id: int, product: str, amount: Fen, account: Account) -> PriceWay:
        """Offer the reply that names it, or ask for it. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            desk, context = self._desk(work, conversation_id, product, account)
            way = way_of(
                amount,
                account.role,
                price=desk.product.price,
                floor=desk.product.floor,
                rule=context.shop.bargain,
                state=desk.state,
                waiting=desk.waiting,
            )
            work.conversations.point_at(desk.talk.id, product=product, order=None)
            wish = _wish(desk, amount)
            if way is PriceWay.ASK:
                self._ask(work, desk, wish, account)
            else:
                if way is PriceWay.GRANT:
                    self._grant(work, desk, wish, account)
                self._offer(work, desk, product, lambda now, known: named_price(amount, now, known))
            return way

    def coupon(self, conversation_id: int, product: str, code: str, account: Account) -> None:
        """One that runs for everybody needs no leave. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            desk, _ = self._desk(work, conversation_id, product, account)
            coupon = next((one for one in desk.coupons if one.code == code), None)
            if coupon is None:
                raise OutOfRule(Refusal.NO_COUPON)
            work.conversations.point_at(desk.talk.id, product=product, order=None)
            self._offer(work, desk, product, lambda now, known: named_coupon(coupon, now, known))

    def _desk(
        self, work: Work, conversation_id: int, code: str, account: Account
    ) -> tuple[PriceDesk, TalkContext]:
        talk = existing(work, conversation_id)
        context = self._drafts.context(work, talk, code, talk.memory or {})
        product = context.product
        if product is None or product.code != code:
            raise NotFound(f"there is no product {code}")
        state, pieces = remembered(context, product)
        rule, waiting = context.shop.bargain, wish_in(context.turn.memory)
        desk = PriceDesk(
            talk=talk,
            product=product,
            state=state,
            pieces=pieces,
            agent_limit=agent_limit(product.price, product.floor, rule),
            own_limit=limit_of_role(account.role, product.price, product.floor, rule),
            waiting=waiting is not None and waiting.product == code,
            words=buyers_words(work.messages.of(talk.id)),
            coupons=tuple(one for one in context.promotions if one.kind is PromotionKind.COUPON),
        )
        return desk, context

    def _ask(self, work: Work, desk: PriceDesk, wish: PriceWish, account: Account) -> None:
        now = self._clock()
        asked = work.approvals.add(desk.talk.id, None, wish, account.login, now, words=desk.words)
        work.conversations.remember(desk.talk.id, {MEMORY: wish.to_memory()})
        self._offer(work, desk, wish.product, lambda now, _: above_limit(wish, now))
        work.events.append("approval_asked", desk.talk.id, {"approval": asked})

    def _grant(self, work: Work, desk: PriceDesk, wish: PriceWish, account: Account) -> None:
        """Who may allow it has named it: on record like any other answer."""
        now = self._clock()
        added = work.approvals.add(desk.talk.id, None, wish, account.login, now, words=desk.words)
        approval = work.approvals.get(added)
        assert approval, "it was stored just now"
        record_answer(work, approval, True, account, now)
        work.conversations.remember(desk.talk.id, with_answer(desk.talk.memory or {}, wish, granted=True))

    def _offer(self, work: Work, desk: PriceDesk, product: str, facts_of: FactsOf) -> None:
        talk = existing(work, desk.talk.id)
        drafted = self._drafts.made(
            self._drafts.context(work, talk, product, talk.memory or {}), facts_of, PRICE_OFFERED
        )
        if drafted and drafted.suggestions and self._drafts.offer(work, talk.id, drafted):
            work.events.append(PRICE_OFFERED, talk.id, {"product": product})


def _wish(desk: PriceDesk, amount: Fen) -> PriceWish:
    product = desk.product
    return PriceWish(
        product=product.code,
        name=product.name or product.title,
        asked=amount,
        pieces=desk.pieces.count,
        price=product.price,
        floor=desk.agent_limit,
    )
