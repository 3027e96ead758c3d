"""What the desk says while nobody is there: scripts of the folder `night`, worded by the shop."""

from __future__ import annotations

from bot.core.alone_turn import UNDRAFTED, is_upset
from bot.core.guard import ReplyGuard
from bot.core.inbox import Concern, concern_of
from bot.core.night import CORRECTION_SCRIPT, HOLD_SCRIPT, MARK_SCRIPT
from bot.core.script_book import ScriptBook
from bot.core.suggestions import FactValue, Suggestion
from bot.core.turns import BuyerTurn
from bot.core.understanding import Clause
from bot.services.context import TalkContext, load_context
from bot.services.offers import Offers
from bot.services.ports import Work
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import back_facts, talk_facts
from bot.services.turn_wishes import Wish

QUESTIONS = frozenset(
    {"unsure", "no_script", "facts_missing", "after_hours", "not_sure_enough", "enough", UNDRAFTED}
)
"""Reasons for which a turn is held that say nothing about what it wants."""


class NightWords:
    """Made for each use: everything is worded by the book as it is in force."""

    def __init__(self, book: ScriptBook, guard: ReplyGuard) -> None:
        self._offers = Offers(book, guard)

    def mark(self, work: Work, turn: BuyerTurn) -> str:
        """What tells the buyer that nobody has read this; empty when the shop has no such script."""
        found = self._said(MARK_SCRIPT, {}, load_context(work, turn))
        return found.text if found else ""

    def holding(
        self, work: Work, turn: BuyerTurn, intents: tuple[str, ...], reason: str
    ) -> Suggestion | None:
        context = load_context(work, turn)
        facts = back_facts(context)
        if not facts:
            return None
        facts["night.matter"] = matter(turn.text, intents, reason)
        return self._said(HOLD_SCRIPT, facts, context)

    def correction(self, work: Work, turn: BuyerTurn) -> Suggestion | None:
        return self._said(CORRECTION_SCRIPT, {}, load_context(work, turn))

    def _said(self, name: str, facts: dict[str, FactValue], context: TalkContext) -> Suggestion | None:
        wish = Wish(name, Clause("", ()), 1.0)
        made = self._offers.made(wish, SceneFacts(talk_facts(context) | facts), context)
        return made[0].suggestion if made else None


def matter(text: str, intents: tuple[str, ...], reason: str) -> str:
    if "request_human" in intents:
        return "person"
    if concern_of(intents) is Concern.COMPLAINT or is_upset(text):
        return "upset"
    return "question" if reason in QUESTIONS or not intents else "handled"
