"""Buyers' messages in line, apart from the threads that read for pages: a flood must not stop the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from fastapi import HTTPException

MOST_WAITING = 100
"""Messages in line, some two seconds of work. Who comes then is asked to come again and nothing is lost:
a line without end would take the desk's memory, and its answers would come when channels have given up."""
WRITERS = 2
"""One holds the database, the other prepares: both databases take one writer at a time."""
COME_AGAIN = "2"
"""Seconds."""

T = TypeVar("T")


class Intake:
    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(WRITERS, "intake")
        self._waiting = 0

    async def take(self, work: Callable[[], T]) -> T:
        """What the work returns. Raises HTTPException 503 when too many wait."""
        if self._waiting >= MOST_WAITING:
            detail = "more messages are coming in than can be stored; please hand this one in again"
            raise HTTPException(503, detail, headers={"Retry-After": COME_AGAIN})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1

    def stop(self) -> None:
        """What is in line is stored first."""
        self._threads.shutdown()
