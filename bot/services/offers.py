"""What the book of scripts offers for one wish: chosen, worded, guarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.conversations import Sender
from bot.core.guard import ReplyGuard
from bot.core.heard import heard, spoken
from bot.core.intents import Unattended
from bot.core.parts import Part
from bot.core.register import Register, mirrored, register_of
from bot.core.script_book import ScriptBook
from bot.core.scripts import Script, Variant, by_turn, choose, pick_wording, wordings
from bot.core.suggestions import Suggestion
from bot.services.context import TalkContext
from bot.services.guard_context import guard_context
from bot.services.scenes.scene import SceneFacts
from bot.services.turn_wishes import Wish

ORDER_GROUPS = (
    *("bill", "cancel", "change", "combine", "exchange", "note"),
    *("order", "parcel", "readback", "refund", "return"),
)
"""Facts of these groups say something about one order."""


@dataclass(frozen=True)
class Offer:
    suggestion: Suggestion
    part: Part
    recorded: frozenset[str]
    """Actions that its facts prove."""
    cap: Unattended
    """Of the script that says it, and of the variant that was chosen."""


class Offers:
    def __init__(self, book: ScriptBook, guard: ReplyGuard) -> None:
        self._book = book
        self._guard = guard

    def made(self, wish: Wish, found: SceneFacts, context: TalkContext) -> tuple[Offer, ...]:
        """One offer of each script that has something to say, in the book's order."""
        intent = found.answers or wish.intent
        chosen = [(script, choose(script, found.facts)) for script in self._book.answering(intent)]
        register = register_of(context.turn.text, said_by_buyer(context), self._book.register_words)
        return tuple(
            self._offer(script, variant, wish, found, context, register)
            for script, variant in chosen
            if variant
        )

    def _offer(
        self,
        script: Script,
        variant: Variant,
        wish: Wish,
        found: SceneFacts,
        context: TalkContext,
        register: Register,
    ) -> Offer:
        vocabulary = self._book.vocabulary
        texts = wordings(variant, found.facts, vocabulary.say)
        in_turn = self._mirrored(by_turn(texts, len(context.turn.previous)), register)
        text = pick_wording(in_turn, said_by_agent(context))
        recorded = vocabulary.recorded(found.facts)
        rests_on = variant.rests_on(found.facts)
        suggestion = Suggestion(
            text=text,
            script=script.name,
            intent=script.intent,
            confidence=wish.confidence,
            facts=vocabulary.for_people(vocabulary.with_grounds(rests_on, found.facts)),
            findings=self._guard.check(text, guard_context(context, recorded)),
            memory=found.memory,
        )
        is_about_order = any(name.split(".")[0] in ORDER_GROUPS for name in rests_on)
        part = Part(
            script=script.name,
            intent=wish.intent,
            scene=script.scene,
            kind=variant.part or script.part,
            wordings=self._mirrored(sorted(texts, key=len), register),
            stated={name: vocabulary.say(name, found.facts[name]) for name in sorted(variant.variables)},
            order=str(found.facts.get("order.tail", "")) if is_about_order else "",
            needed=not found.complete,
        )
        return Offer(suggestion, part, recorded, script.cap(variant))

    def _mirrored(self, texts: Sequence[str], register: Register) -> tuple[str, ...]:
        """The wordings that sound like the buyer first."""
        return mirrored(texts, register, self._book.register_words)


def said_by_agent(context: TalkContext) -> tuple[str, ...]:
    return tuple(turn.text for turn in context.turn.previous if turn.sender is Sender.AGENT)


def said_by_buyer(context: TalkContext) -> tuple[str, ...]:
    return tuple(turn.text for turn in context.turn.previous if turn.sender is Sender.BUYER)


def different(suggestions: Sequence[Suggestion], said: Sequence[str]) -> list[Suggestion]:
    """No text twice, and none that the talk has heard while there are fresh ones."""
    by_text = {spoken(suggestion.text): suggestion for suggestion in reversed(suggestions)}
    unlike = [suggestion for suggestion in suggestions if by_text[spoken(suggestion.text)] is suggestion]
    return [suggestion for suggestion in unlike if not heard(suggestion.text, said)] or unlike
