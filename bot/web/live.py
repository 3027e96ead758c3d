"""Live updates: one reader of the events table for all server-sent streams."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager

import structlog

from bot.adapters.store.journal import Event
from bot.adapters.store.work import SqlStore

log = structlog.get_logger()

POLL_SECONDS = 0.05
PING_SECONDS = 15.0
MOST_WAITING = 1000
PING = ": still here\n\n"


class FellBehind(Exception):
    """A listener that did not read for too long; its stream ends and the browser resumes by id."""


class Listener:
    """New events on their way to one stream."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Event] = asyncio.Queue(MOST_WAITING)
        self._lost = False

    def put(self, event: Event) -> None:
        if self._queue.full():
            self._lost = True
        if not self._lost:
            self._queue.put_nowait(event)

    async def next(self, within: float | None = None) -> Event | None:
        """The next event; None after `within` seconds, or when it is time for a sign of life.

        Raises FellBehind.
        """
        if self._lost and self._queue.empty():
            raise FellBehind
        try:
            return await asyncio.wait_for(self._queue.get(), PING_SECONDS if within is None else within)
        except asyncio.TimeoutError:
            return None

    def waiting(self) -> list[Event]:
        """What has come in besides, without waiting for more."""
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]


class Live:
    """Polls the events table and hands new events to every listener."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._listeners: set[Listener] = set()
        self._last = 0
        """Id of the last event handed on."""
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Before anybody listens: what happens from now on is handed on."""
        self._last = await self.newest()
        self._reading = asyncio.create_task(self._read())

    async def stop(self) -> None:
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        while True:
            try:
                await (self._hand_on() if self._listeners else self._keep_up())
            except Exception:
                log.exception("events_unreadable")
                await asyncio.sleep(1)
            await asyncio.sleep(POLL_SECONDS if self._listeners else POLL_SECONDS * 10)

    @contextmanager
    def listener(self) -> Iterator[Listener]:
        listener = Listener()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def newest(self) -> int:
        """Id of the newest event."""
        return await asyncio.to_thread(self._newest)

    async def listen(self, after: int | None) -> AsyncIterator[str]:
        """Every event as SSE text from `after` on; from now on without it."""
        with self.listener() as listener:
            told = await self.newest() if after is None else after
            yield ": here\n\n"
            while missed := await asyncio.to_thread(self._since, told):
                for event in missed:
                    told = event.id
                    yield as_sse(event)
            try:
                while True:
                    news = await listener.next()
                    if news is None:
                        yield PING
                    elif news.id > told:
                        told = news.id
                        yield as_sse(news)
            except FellBehind:
                return

    async def _hand_on(self) -> None:
        for event in await asyncio.to_thread(self._since, self._last):
            self._last = event.id
            for listener in self._listeners:
                listener.put(event)

    async def _keep_up(self) -> None:
        newest = await self.newest()
        if not self._listeners:  # one that came meanwhile waits for everything since
            self._last = newest

    def _newest(self) -> int:
        with self._store.read() as work:
            return work.events.newest_id()

    def _since(self, event_id: int) -> Sequence[Event]:
        with self._store.read() as work:
            return work.events.after(event_id)


def as_sse(event: Event) -> str:
    data = {"conversation": event.conversation_id, **event.payload}
    return f"id: {event.id}\nevent: {event.kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
