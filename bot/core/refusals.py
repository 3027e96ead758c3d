"""Why something can't be done to an order or a buyer's profile. The sentences stand in labels.html."""

from __future__ import annotations

from enum import Enum


class Refusal(str, Enum):
    """What stands in the way; `refusals` of bot/web/templates/labels.html has a sentence for each."""

    # the profile
    NOTE_TOO_LONG = "note_too_long"
    TAGS_TOO_MANY = "tags_too_many"
    NO_BODY = "no_body"


class OutOfRule(ValueError):
    """Raised by the rules that judge what a form holds."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value.replace("_", " "))
        self.refusal = refusal
