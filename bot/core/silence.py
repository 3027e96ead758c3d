"""When a buyer's silence is a reason to offer the agent a next step (handbook B5, F3)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.core.opening import is_open
from bot.core.shop import Shop
from bot.core.stage_intents import Stage
from bot.core.stages import TalkSoFar

AWAKE_FROM, AWAKE_UNTIL = time(9), time(23)
"""Nobody is written to unasked outside of these hours, however long the shop is open (platforms' day)."""
STILL_FRESH = timedelta(minutes=10)
"""After so much more silence a next step no longer follows from anything."""


def offered_in_silence(stage: Stage, talk: TalkSoFar) -> bool:
    """Whether this session's agent was offered the next step from here before."""
    return talk.in_session(talk.memory.offered.get(stage.value))


def may_break_silence(quiet_since: datetime, now: datetime, shop: Shop) -> bool:
    """Whether a buyer who has been quiet since our last reply may be written to unasked."""
    if shop.quiet_after <= timedelta(0) or not speaks_unasked(now, shop):
        return False
    return shop.quiet_after <= now - quiet_since <= shop.quiet_after + STILL_FRESH


def speaks_unasked(now: datetime, shop: Shop) -> bool:
    clock = now.astimezone(shop.timezone).time()
    return AWAKE_FROM <= clock < AWAKE_UNTIL and is_open(now, shop.hours, shop.timezone)
