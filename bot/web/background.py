"""What the desk does beside answering requests: drafting, sending, picking up what was left."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bot.services.deliver import Deliver
from bot.services.draft import Draft

log = structlog.get_logger()

SEND_EVERY = 0.2
PICK_UP_EVERY = 3.0
DRAFTS_AT_ONCE = 16


class Background:
    def __init__(self, draft: Draft, deliver: Deliver) -> None:
        self._draft = draft
        self._deliver = deliver
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(DRAFTS_AT_ONCE)
        self._queued: set[int] = set()
        """Talks in line for a draft of their newest turn, which will be read when their place comes."""
        self._drafting: Counter[int] = Counter()

    def start(self) -> None:
        self._spawn(_forever(SEND_EVERY, self._send))
        self._spawn(_forever(PICK_UP_EVERY, self._pick_up))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def draft_soon(self, conversation_id: int) -> None:
        """Draft without making anybody wait. Lost with the process, and then picked up again at start.

        A talk stands in line once, however much its buyer writes meanwhile: a busy shop has as many
        drafts in line as talks, not as messages.
        """
        if conversation_id not in self._queued:
            self._queued.add(conversation_id)
            self._spawn(self._newest_turn(conversation_id))

    def draft_again(self, conversation_id: int, meant: str | None = None) -> None:
        """A person wants another draft: for the intent they named, or for another try."""
        self._spawn(self._one_draft(conversation_id, meant))

    async def _newest_turn(self, conversation_id: int) -> None:
        async with self._places:
            self._queued.discard(conversation_id)
            self._drafting[conversation_id] += 1
            try:
                await self._drafted(self._draft.conversation(conversation_id), conversation_id)
            finally:
                self._drafting -= Counter([conversation_id])

    async def _one_draft(self, conversation_id: int, meant: str | None) -> None:
        async with self._places:
            draft = self._draft.conversation(conversation_id, meant=meant, again=True)
            await self._drafted(draft, conversation_id)

    async def _drafted(self, draft: Awaitable[None], conversation_id: int) -> None:
        try:
            await draft
        except Exception:
            log.exception("drafting_failed", conversation=conversation_id)

    async def _pick_up(self) -> None:
        for conversation_id in await asyncio.to_thread(self._draft.undrafted):
            if not self._drafting[conversation_id]:
                self.draft_soon(conversation_id)

    async def _send(self) -> None:
        await asyncio.to_thread(self._deliver.push_due)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _forever(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception:
            log.exception("background_work_failed", work=getattr(work, "__qualname__", str(work)))
        await asyncio.sleep(seconds)
