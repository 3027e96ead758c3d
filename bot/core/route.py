"""Who handles a buyer's turn: an agent, a holding answer, or the desk alone (handbook G3, G4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum

from bot.core.conversations import Route
from bot.core.intents import Unattended
from bot.core.suggestions import Finding


class Doubt(str, Enum):
    """Why a draft may be less than an answer; the values are reason codes."""

    UNSURE = "unsure"  # the model could not tell what the buyer wants
    NO_SCRIPT = "no_script"  # nothing in the book answers a wish
    FACTS_MISSING = "facts_missing"  # the draft asks for what the data lack
    PARTLY = "answered_partly"  # the first suggestion leaves a wish to another one


def route(
    intents: Collection[str],
    caps: Mapping[str, Unattended],
    *,
    open_now: bool,
    findings: Collection[Finding],
    doubt: Doubt | None,
    sure: bool,
    allowed_alone: frozenset[str] = frozenset(),
) -> tuple[Route, str]:
    """The route and its reason code. `caps` are the strictest of intent and script for each intent.

    `sure`: the model is as certain as answering alone needs.
    """
    if open_now:
        return Route.AGENT, doubt.value if doubt else "in_hours"
    if any(caps.get(intent) is Unattended.NEVER for intent in intents):
        return Route.AGENT, "never_alone"
    held = _held_because(intents, caps, findings, doubt, allowed_alone)
    if not held and not sure:
        held = "not_sure_enough"
    return (Route.HOLD, held) if held else (Route.ANSWER, "sure_and_allowed")


def _held_because(
    intents: Collection[str],
    caps: Mapping[str, Unattended],
    findings: Collection[Finding],
    doubt: Doubt | None,
    allowed_alone: frozenset[str],
) -> str:
    """Why the desk may not answer alone; empty when it may."""
    if doubt:
        return doubt.value
    if findings:
        return "guard"
    if any(caps.get(intent) is not Unattended.ANSWER for intent in intents):
        return "needs_person"
    return "" if intents and allowed_alone.issuperset(intents) else "after_hours"
