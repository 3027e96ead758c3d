"""Another robot at the other end: it repeats itself, or answers faster than anybody types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise

from bot.core.conversations import UNMANNED, Message, Sender
from bot.core.deliveries import TAKE_BACK_WINDOW
from bot.core.heard import spoken

WITHIN = timedelta(hours=1)
SAME = 0.9
REPEATS = 3
"""So often the same from a buyer within an hour is no conversation."""
FASTEST = TAKE_BACK_WINDOW + timedelta(seconds=1.5)
"""From storing our answer: it leaves after the window, and then somebody has to read it and type."""
TOO_FAST = 3


def is_loop(messages: Sequence[Message]) -> bool:
    """`messages` are the talk's newest, oldest first, the turn at hand last."""
    said = [one for one in messages if one.sender is Sender.BUYER]
    if not said:
        return False
    recent = [one for one in said if said[-1].at - one.at <= WITHIN]
    alike = sum(_alike(one.text, said[-1].text) for one in recent)
    return alike >= REPEATS or _at_once(messages) >= TOO_FAST


def _alike(one: str, other: str) -> bool:
    first, second = spoken(one), spoken(other)
    if not first or not second:
        return one == other
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= SAME


def _at_once(messages: Sequence[Message]) -> int:
    """How many of the buyer's last bubbles in a row answered ours faster than a person can."""
    count = 0
    for before, after in reversed(list(pairwise(messages))):
        if after.sender is not Sender.BUYER:
            continue
        if before.author not in UNMANNED or after.at - before.at >= FASTEST:
            break
        count += 1
    return count
