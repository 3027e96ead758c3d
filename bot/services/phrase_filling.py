"""Quick phrases with what this talk knows put in: the shop, the product, the order and its parcel."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.accounts import Account
from bot.core.fact_labels import FactLabels
from bot.core.phrase_variables import AGENT, NICKNAME, VariableNames
from bot.core.suggestions import Facts
from bot.core.turns import BuyerTurn
from bot.services.context import TalkContext, load_context
from bot.services.ports import DraftingFailure, Work
from bot.services.scenes.dispatch_facts import dispatch_facts
from bot.services.scenes.parcel_facts import SENT_STATES, parcel_facts
from bot.services.scenes.talk_facts import talk_facts
from bot.services.script_desk import Book


class PhraseFilling:
    def __init__(self, book: Book, labels: FactLabels, names: VariableNames) -> None:
        self._book = book
        self._labels = labels
        self._names = names

    @property
    def shown(self) -> tuple[str, ...]:
        """The names that people are told of."""
        return self._names.shown

    def values(self, work: Work, turn: BuyerTurn, account: Account) -> Mapping[str, str]:
        """What is known, by every name that a phrase may write."""
        people = {NICKNAME: turn.buyer or "", AGENT: account.name}
        try:
            facts = _facts(load_context(work, turn))
        except DraftingFailure:
            facts = {}  # of an unknown shop nothing is known
        return self._names.values(facts, people, self._book.vocabulary, self._labels)


def _facts(context: TalkContext) -> Facts:
    order = context.order_focus().order
    sent = parcel_facts(order, context) if order and order.state in SENT_STATES else {}
    return {**talk_facts(context), **dispatch_facts(order, context), **sent}
