"""What a script would say to a real buyer: the very scenes, facts and guard of a draft, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.core.buyer_words import BuyerWords
from bot.core.fact_vocabulary import Vocabulary
from bot.core.guard import ReplyGuard
from bot.core.intents import Intent
from bot.core.script_book import ScriptBook
from bot.core.scripts import Script, ScriptStatus, Variant
from bot.core.suggestions import Facts, Suggestion
from bot.core.turns import BuyerTurn
from bot.core.understanding import meant
from bot.services.faults import NotFound
from bot.services.ports import Clock, DraftingFailure, Store
from bot.services.suggest import Suggest

MOST_WORDINGS = 6
SHORTEST_ORDER_NUMBER = 8


@dataclass(frozen=True)
class Trial:
    variant: int | None
    """The place of the variant that holds, from 0; None when the script has nothing to say here."""
    said: tuple[Suggestion, ...] = ()
    """Each of its wordings, with what the guard finds in it."""
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))


class TryScript:
    def __init__(
        self,
        store: Store,
        guard: ReplyGuard,
        intents: Mapping[str, Intent],
        words: BuyerWords,
        clock: Clock,
        shop: str,
    ) -> None:
        self._store = store
        self._guard = guard
        self._intents = intents
        self._words = words
        self._clock = clock
        self._shop = shop

    def turn_for(self, whom: str, product: str, text: str) -> BuyerTurn:
        """`whom` is an order number or a buyer's nickname; empty is somebody unknown. Raises NotFound."""
        whom, product = whom.strip(), product.strip()
        turn = BuyerTurn(text, self._clock(), self._shop, product=product or None)
        with self._store.read() as work:
            if product and work.catalogue.product(self._shop, product) is None:
                raise NotFound(f"there is no product {product}")
            if not whom:
                return turn
            if whom.isdigit() and len(whom) >= SHORTEST_ORDER_NUMBER:
                order = work.orders.get(self._shop, whom)
                if order:
                    return replace(turn, buyer=order.buyer_nick, order=order.number)
            known = work.orders.of_buyer(self._shop, whom, 1) or work.buyers.by_nick(self._shop, whom)
            if known:
                return replace(turn, buyer=whom)
        raise NotFound(f"there is no order or buyer {whom}")

    def said(
        self, script: Script, vocabulary: Vocabulary, turn: BuyerTurn, most: int = MOST_WORDINGS
    ) -> Trial:
        """At most so many wordings. Raises NotFound for a turn of an unknown shop."""
        pieces = [_alone(script, place, variant) for place, variant in enumerate(script.variants)]
        first = self._first(pieces, vocabulary, turn)
        if first is None:
            return Trial(None)
        place = int(first.script)
        if most == 1:
            return Trial(place, (first,), first.facts)
        variant = script.variants[place]
        worded = (
            self._first([_alone(script, place, replace(variant, texts=(text,)))], vocabulary, turn)
            for text in variant.texts[:most]
        )
        return Trial(place, tuple(one for one in worded if one), first.facts)

    def _first(self, scripts: Sequence[Script], vocabulary: Vocabulary, turn: BuyerTurn) -> Suggestion | None:
        suggest = Suggest(
            self._store, ScriptBook(scripts, vocabulary), self._guard, self._intents, words=self._words
        )
        try:
            drafted = suggest.drafted(meant(turn.text, scripts[0].intent), turn)
        except DraftingFailure as failure:
            raise NotFound(str(failure)) from failure
        return drafted.suggestions[0] if drafted.suggestions else None


def _alone(script: Script, place: int, variant: Variant) -> Script:
    """A variant as a script of its own, named by its place: so the draft says which one spoke."""
    return replace(
        script, name=str(place), rank=place, status=ScriptStatus.ACTIVE, optional=True, variants=(variant,)
    )
