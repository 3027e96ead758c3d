"""What the book of scripts offers for one wish: chosen, worded, guarded."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.conversations import Sender
from bot.core.guard import ReplyGuard
from bot.core.intents import Unattended
from bot.core.script_book import ScriptBook
from bot.core.scripts import Script, Variant, choose, pick_wording, spoken, wordings
from bot.core.suggestions import Suggestion
from bot.services.context import TalkContext
from bot.services.guard_context import guard_context
from bot.services.scenes.scene import SceneFacts
from bot.services.sources import sources_of
from bot.services.turn_wishes import Wish


class Offers:
    def __init__(self, book: ScriptBook, guard: ReplyGuard) -> None:
        self._book = book
        self._guard = guard

    def made(self, wish: Wish, found: SceneFacts, context: TalkContext) -> tuple[Suggestion, ...]:
        """One suggestion of each script that has something to say, in the book's order."""
        intent = found.answers or wish.intent
        chosen = [(script, choose(script, found.facts)) for script in self._book.answering(intent)]
        return tuple(
            self._suggestion(script, variant, wish, found, context) for script, variant in chosen if variant
        )

    def cap(self, suggestion: Suggestion) -> Unattended:
        script = self._book.named(suggestion.script)
        return script.unattended if script else Unattended.NEVER

    def _suggestion(
        self, script: Script, variant: Variant, wish: Wish, found: SceneFacts, context: TalkContext
    ) -> Suggestion:
        vocabulary = self._book.vocabulary
        texts = wordings(variant, found.facts, vocabulary.say)
        text = pick_wording(texts, len(context.turn.previous), said_by_agent(context))
        recorded = vocabulary.recorded(found.facts)
        rests_on = variant.rests_on(found.facts)
        return Suggestion(
            text=text,
            script=script.name,
            intent=script.intent,
            confidence=wish.confidence,
            facts=vocabulary.for_people(rests_on),
            findings=self._guard.check(text, guard_context(context, recorded)),
            memory=found.memory,
            variant=script.variants.index(variant) + 1,
            sources=sources_of(rests_on, found, context, vocabulary),
        )


def said_by_agent(context: TalkContext) -> tuple[str, ...]:
    return tuple(turn.text for turn in context.turn.previous if turn.sender is Sender.AGENT)


def different(suggestions: Sequence[Suggestion], said: Sequence[str]) -> list[Suggestion]:
    """No text twice, and none that the talk has heard while there are fresh ones."""
    by_text = {spoken(suggestion.text): suggestion for suggestion in reversed(suggestions)}
    unlike = [suggestion for suggestion in suggestions if by_text[spoken(suggestion.text)] is suggestion]
    heard = {spoken(text) for text in said}
    return [suggestion for suggestion in unlike if spoken(suggestion.text) not in heard] or unlike
