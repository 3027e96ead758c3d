"""Last of the pipeline: the parse of the whole message, and what Rasa itself wants to know of it."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.core.reading import read
from bot.core.understanding import FALLBACK_INTENT, Candidate, Parse, meant
from bot.core.urgency import most_urgent_first
from bot.nlu.components import PlainComponent
from bot.nlu.messages import (
    FOUND,
    RANKED,
    SPANS,
    THRESHOLDS,
    UNDERSTANDING,
    named_intent,
    turns_before,
    words_of,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MessageReader(PlainComponent):
    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            parse = _parse(message)
            main = _main(parse)
            ranking = [main, *(one for one in parse.clauses[0].ranking if one.intent != main.intent)]
            message.set(UNDERSTANDING, parse.to_document(), add_to_output=True)
            message.set(INTENT, _named(main), add_to_output=True)
            message.set(INTENT_RANKING_KEY, [_named(one) for one in ranking], add_to_output=True)
        return messages


def _parse(message: Message) -> Parse:
    words = words_of(message)
    if intent := named_intent(message):
        return meant(words.original, intent, message.get(FOUND))
    return read(
        words,
        message.get(FOUND),
        message.get(RANKED),
        message.get(SPANS),
        turns_before(message),
        message.get(THRESHOLDS),
    )


def _main(parse: Parse) -> Candidate:
    """The most urgent wish, which chooses the action; the action sees them all."""
    if not parse.intents:
        return Candidate(
            FALLBACK_INTENT, 1.0 - max((clause.confidence for clause in parse.clauses), default=0.0)
        )
    intent = most_urgent_first(parse.intents)[0]
    confidence = max(clause.confidence for clause in parse.clauses if clause.intent == intent)
    return Candidate(intent, confidence)


def _named(candidate: Candidate) -> dict[str, Any]:
    return {INTENT_NAME_KEY: candidate.intent, PREDICTED_CONFIDENCE_KEY: candidate.confidence}
