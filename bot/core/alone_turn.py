"""One turn while nobody is there: answered, held with a word to the buyer, or left waiting in silence."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.core.conversations import Route

UNDRAFTED = "undrafted"
"""Why a turn is held that could not be drafted at all."""
PATIENCE = timedelta(minutes=1)
"""For so long what could not be drafted for a passing reason is only tried again."""
COURTESY = frozenset({"greet", "thanks", "goodbye", "praise", "chitchat", "affirm", "hesitate"})
"""Turns that leave no wish open when nobody answers them."""
UPSET = re.compile(
    r"差评|投诉|举报|12315|曝光|媒体|介入|律师|仲裁|骗|忽悠|垃圾|气死|恶心|无语|失望|什么破|太差|差劲|敷衍|摆设|不要脸"
    r"|赔|补偿|退钱|还钱|改地址|改价|取消|[!！?？]{3,}"
)
"""Anger, threats, money and changes that an intent's name does not tell."""


class Act(str, Enum):
    NOTHING = "nothing"
    HOLD = "hold"
    ANSWER = "answer"


@dataclass(frozen=True)
class Alone:
    """What is known of the talk and of the night when the draft is ready."""

    on: bool = True
    """Whether the shop lets the desk write to buyers at all."""
    there: bool = False
    paused: bool = False
    taken: bool = False
    """A person has this talk (`is_taken`)."""
    looping: bool = False
    off: bool = False
    """An intent of the turn is switched off."""
    lowered: bool = False
    """The figures no longer bear an intent's right."""
    wanted_person: bool = False
    """A person was asked for earlier in the night."""
    earlier_wish: bool = False
    """Something else of this buyer waits for a person already."""
    upset: bool = False
    held: bool = False
    """The buyer has had the night's holding answer."""
    answered: int = 0
    most: int = 1
    """Automatic answers in this talk and night: how many there were, and may be."""


@dataclass(frozen=True)
class Outcome:
    act: Act
    route: Route
    reason: str


def outcome(route: Route, reason: str, alone: Alone) -> Outcome:
    """`route` and its reason are the draft's (bot/core/route.py): whether its words may be said alone."""
    if alone.there:
        return Outcome(Act.NOTHING, Route.AGENT, "in_hours" if route is not Route.AGENT else reason)
    if not alone.on:
        return Outcome(
            Act.NOTHING, *((Route.HOLD, "after_hours") if route is Route.ANSWER else (route, reason))
        )
    silent = _silent_because(alone)
    if silent:
        return Outcome(Act.NOTHING, Route.HOLD, silent)
    if route is Route.AGENT or alone.off:
        return Outcome(Act.NOTHING, Route.AGENT, "switched_off" if alone.off else reason)
    held = _held_because(route, reason, alone)
    if held:
        return Outcome(Act.NOTHING if alone.held else Act.HOLD, Route.HOLD, held)
    return Outcome(Act.ANSWER, Route.ANSWER, reason)


def _silent_because(alone: Alone) -> str:
    reasons = (("paused", alone.paused), ("taken", alone.taken), ("loop", alone.looping))
    return next((name for name, holds in reasons if holds), "")


def _held_because(route: Route, reason: str, alone: Alone) -> str:
    if route is Route.HOLD:
        return reason
    reasons = (
        ("lowered", alone.lowered),
        ("wants_person", alone.wanted_person),
        ("earlier_wish", alone.earlier_wish),
        ("upset", alone.upset),
        ("enough", alone.answered >= alone.most),
    )
    return next((name for name, holds in reasons if holds), "")


def is_taken(person_at: datetime | None, freed_at: datetime | None, deserted_since: datetime) -> bool:
    """Whether a person has this talk: since nobody is at the desk they have answered in it or taken it,
    and it was not handed back after that. What was theirs before they went is nobody's now."""
    if person_at is None or person_at < deserted_since:
        return False
    return freed_at is None or freed_at < person_at


def is_upset(text: str) -> bool:
    return bool(UPSET.search(text))


@dataclass(frozen=True)
class EarlierTurn:
    """A buyer's turn of this night."""

    message_id: int
    intents: tuple[str, ...]
    route: Route


def waits_for_person(turns: Collection[EarlierTurn], last_reply: int, before: int) -> bool:
    """Whether a wish between our last answer and the bubble `before` is still open."""
    return any(
        turn.route is not Route.ANSWER
        and last_reply < turn.message_id < before
        and not (turn.intents and COURTESY.issuperset(turn.intents))
        for turn in turns
    )
