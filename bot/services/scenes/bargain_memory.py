"""What a talk remembers of its bargains: one for each product, so that two of them don't mix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.core.approvals import MEMORY as WAITING
from bot.core.approvals import PriceWish
from bot.core.bargain_ask import Pieces
from bot.core.bargain_state import BargainState
from bot.core.catalogue import Product
from bot.services.context import TalkContext

MEMORY = "bargain"
"""Key of the talk's memory: product code -> its bargain."""


def remembered(context: TalkContext, product: Product) -> tuple[BargainState, Pieces]:
    """How far the bargain over a product is, and for how many pieces."""
    known = _bargains(context).get(product.code)
    memory: Mapping[str, object] = known if isinstance(known, Mapping) else {}
    return BargainState.from_memory(memory), _remembered_pieces(memory)


def _remembered_pieces(memory: Mapping[str, object]) -> Pieces:
    count, said = memory.get("pieces"), memory.get("pieces_said")
    if isinstance(count, int) and count > 0 and isinstance(said, str):
        return Pieces(count, said)
    return Pieces()


def with_answer(memory: Mapping[str, object], wish: PriceWish, granted: bool) -> dict[str, object]:
    """What a talk remembers once the supervisor has answered: the limit moves, and nothing waits."""
    bargains = memory.get(MEMORY)
    known = bargains if isinstance(bargains, Mapping) else {}
    own = known.get(wish.product)
    before: Mapping[str, object] = own if isinstance(own, Mapping) else {}
    state = BargainState.from_memory(before)
    if granted:
        state = replace(state, granted=wish.asked)
    else:
        state = replace(state, refused=max(wish.asked, state.refused or wish.asked))
    return {MEMORY: {**known, wish.product: {**before, **state.to_memory()}}, WAITING: {}}


def to_remember(
    context: TalkContext, product: Product, state: BargainState, pieces: Pieces
) -> dict[str, object]:
    own = state.to_memory() | {"pieces": pieces.count, "pieces_said": pieces.said}
    return {MEMORY: {**_bargains(context), product.code: own}}


def _bargains(context: TalkContext) -> Mapping[str, object]:
    bargains = context.turn.memory.get(MEMORY)
    return bargains if isinstance(bargains, Mapping) else {}
