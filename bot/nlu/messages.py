"""What our graph components leave on a Rasa message for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.core.conversations import Turn
from bot.core.text import Normalised, normalised
from bot.core.turns import previous_turns
from bot.nlu.simplified import simplified

WORDS = "normalised"
FOUND = "found_entities"
RANKED = "ranked"
SPANS = "wish_spans"
THRESHOLDS = "thresholds"
UNDERSTANDING = "understanding"
"""Key of the parse in Rasa's parse data: bot.core.understanding.Parse.to_document()."""


def words_of(message: Message) -> Normalised:
    """The message's normalised text; `Normaliser` has set it where it stands in the pipeline."""
    words: Normalised | None = message.get(WORDS)
    return words or normalised(message.get(TEXT) or "", simplified)


def turns_before(message: Message) -> tuple[Turn, ...]:
    """Normalised turns before this one, oldest first; a malformed list counts as none."""
    try:
        turns = previous_turns(_metadata(message).get("previous") or ())
    except ValueError:
        return ()
    return tuple(Turn(turn.sender, normalised(turn.text, simplified).text, turn.at) for turn in turns)


def named_intent(message: Message) -> str | None:
    """The intent that an agent named with "not this, I meant …"."""
    named = _metadata(message).get("meant")
    return named if isinstance(named, str) and named else None


def _metadata(message: Message) -> Mapping[str, Any]:
    metadata = message.get("metadata")
    return metadata if isinstance(metadata, Mapping) else {}
