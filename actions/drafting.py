"""What every action does: read the turn out of the tracker, ask the service, hand the draft back."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.core.suggestions import drafted_to_document
from bot.core.turns import BuyerTurn
from bot.core.understanding import Parse, meant
from bot.services.ports import DraftingFailure

if TYPE_CHECKING:
    from bot.services.suggest import Suggest

log = logging.getLogger(__name__)

UNDERSTANDING = "understanding"
"""Key of the model's parse in the latest message."""


class DraftingAction(Action, ABC):
    """One class per scene, so that Rasa's rules name scenes; the service reads the whole turn anyway."""

    @property
    @abstractmethod
    def scene(self) -> str:
        """Its name, which is also that of the folder of its scripts."""

    def name(self) -> str:
        return f"action_{self.scene}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 - the SDK hands it in
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(json_message=answer(tracker))
        return []


def answer(tracker: Tracker) -> dict[str, Any]:
    """`{"drafted": …}`, or `{"failure": {"code", "reason"}}`: an exception would be an empty answer."""
    try:
        turn = BuyerTurn.from_metadata(metadata_of(tracker.events))
        drafted = _suggest().drafted(parse_of(tracker.latest_message, turn), turn)
        return {"drafted": drafted_to_document(replace(drafted, model=model_of(tracker.events)))}
    except DraftingFailure as failure:
        return _failure(failure.code, str(failure))
    except (KeyError, TypeError, ValueError) as fault:
        log.exception("a turn could not be read or drafted")
        return _failure("bad_turn", f"the turn could not be read: {type(fault).__name__}")
    except Exception as fault:
        log.exception("drafting failed")
        return _failure("drafting_failed", f"the draft failed: {type(fault).__name__}")


def metadata_of(events: list[dict[str, Any]]) -> Mapping[str, Any]:
    """The metadata of the buyer's latest message. Raises ValueError when there is none."""
    for event in reversed(events):
        if event.get("event") == "user":
            return event.get("metadata") or {}
    raise ValueError("the tracker holds no user message")


def model_of(events: list[dict[str, Any]]) -> str:
    """Rasa's id of the model that understood the latest message."""
    named = (event.get("metadata") or {} for event in reversed(events))
    return next((str(metadata["model_id"]) for metadata in named if "model_id" in metadata), "")


def parse_of(message: Mapping[str, Any], turn: BuyerTurn) -> Parse:
    """The model's parse; of a turn whose intent an agent named, that intent. Raises KeyError without any."""
    if turn.meant:
        document = message.get(UNDERSTANDING)
        entities = Parse.from_document(document).entities if document else ()
        return meant(turn.text, turn.meant, entities)
    return Parse.from_document(message[UNDERSTANDING])


def _failure(code: str, reason: str) -> dict[str, Any]:
    return {"failure": {"code": code, "reason": reason}}


def _suggest() -> Suggest:
    """Joined at the first turn, not at import: the action server must be able to start without a database.

    Asked for at every turn, because scripts may have been edited since the last one.
    """
    from bot.bootstrap import suggest_for_actions  # noqa: PLC0415

    return suggest_for_actions()
