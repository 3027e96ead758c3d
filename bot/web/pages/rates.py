"""How much one visitor may write."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from bot.services.faults import Refused

MOST_KNOWN = 10_000
"""Visitors remembered; the one heard of longest ago is forgotten first."""


class TooMany(Refused):
    """A visitor who writes faster than anybody types."""


class Rate:
    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, who: str) -> bool:
        """Whether one more is allowed now; if so, it counts."""
        now = self._clock()
        times = self._times.setdefault(who, deque())
        self._times.move_to_end(who)
        while times and now - times[0] >= self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        if len(self._times) > MOST_KNOWN:
            self._times.popitem(last=False)
        return True
