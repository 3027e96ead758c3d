"""Draft an answer to a buyer's latest turn, or say visibly why there is none."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.core import audit
from bot.core.alone_turn import PATIENCE, Act
from bot.core.conversations import AUTOMATIC, Conversation, Route, joined_bubbles
from bot.core.inbox import concern_of, urgency_of
from bot.core.suggestions import PASSING_FAILURES, Drafted
from bot.core.turns import BuyerTurn
from bot.services.answer_alone import AnswerAlone, Ready
from bot.services.ports import Clock, Drafter, DraftingFailure, Store, Work
from bot.services.scenes.body import profile_body, talk_memory
from bot.services.talk_turn import buyer_turn

MESSAGES_READ = 24
"""Enough for the turns before and a long burst."""
STOP = "stop_contact"
"""The intent of a buyer who wants no more messages: a wish that outlasts the talk."""


@dataclass(frozen=True)
class _Request:
    """A turn to draft for, and the bubble after which a newer one makes the draft stale."""

    turn: BuyerTurn
    last_bubble: int
    said_at: datetime
    """When the last of its bubbles came."""
    buyer_id: int
    burst: tuple[int, ...]
    """Ids of the bubbles that make the turn."""
    asked_for: bool
    """By a person, who wants another draft although there may be one."""


class Draft:
    def __init__(
        self, store: Store, drafter: Drafter, clock: Clock, alone: AnswerAlone | None = None
    ) -> None:
        """`alone`: what may answer while nobody is there; without it every draft waits."""
        self._store = store
        self._alone = alone
        self._drafter = drafter
        self._clock = clock

    def by(self, drafter: Drafter) -> Draft:
        """The same drafting with another drafter; nothing is answered alone."""
        return Draft(self._store, drafter, self._clock)

    async def conversation(
        self, conversation_id: int, *, meant: str | None = None, again: bool = False
    ) -> None:
        """Draft for the unanswered turn of a talk, once.

        `meant` is the intent that an agent named; with it or `again` a turn is drafted once more.
        """
        request = await asyncio.to_thread(self._request, conversation_id, meant, again)
        if request is None:
            return
        try:
            drafted = await self._drafter.draft(request.turn)
        except DraftingFailure as failure:
            await asyncio.to_thread(self._store_failure, conversation_id, request, failure)
        else:
            await asyncio.to_thread(self._store_draft, conversation_id, request, drafted)

    def undrafted(self) -> list[int]:
        """Waiting talks whose last turn has no draft: at start, after trouble. The longest waiting first."""
        with self._store.read() as work:
            return list(work.messages.undrafted())

    def _request(self, conversation_id: int, meant: str | None, again: bool) -> _Request | None:
        with self._store.read() as work:
            talk = work.conversations.get(conversation_id)
            if talk is None:
                return None
            messages = tuple(work.messages.of(conversation_id, limit=MESSAGES_READ))
            burst = joined_bubbles(messages)
            if not burst:
                return None
            asked_for = again or meant is not None
            if not asked_for and work.suggestions.is_drafted(burst[-1].id):
                return None
            heard = work.suggestions.heard(conversation_id, before=burst[0].id)
        turn = buyer_turn(
            talk,
            "\n".join(message.text for message in burst),
            self._clock(),
            before=[message for message in messages if message.id < burst[0].id],
            heard=heard,
            meant=meant,
        )
        bubbles = tuple(message.id for message in burst)
        return _Request(turn, burst[-1].id, burst[-1].at, talk.buyer_id, bubbles, asked_for)

    def _store_draft(self, conversation_id: int, request: _Request, drafted: Drafted) -> None:
        with self._store.write() as work:
            if self._is_stale(work, conversation_id, request):
                return
            if not request.asked_for and work.suggestions.is_drafted(request.last_bubble):
                return  # another try was quicker
            talk = work.conversations.get(conversation_id)
            ready = self._decided(work, talk, request, drafted) if talk else Ready(drafted, Act.NOTHING)
            drafted = ready.drafted
            # as of the turn: a yes counts only for what was asked before it (bot/core/stages.py)
            draft_id = work.suggestions.add_draft(
                conversation_id, request.last_bubble, drafted, request.turn.at
            )
            work.conversations.sort_in(
                conversation_id,
                concern_of(drafted.intents),
                urgency_of(drafted.intents),
                held=drafted.route is Route.HOLD,
            )
            self._remember(work, conversation_id, request, drafted)
            work.events.append("drafted", conversation_id, {"draft": draft_id})
            if self._alone and talk:
                self._alone.carry_out(work, talk, ready, draft_id)

    def _decided(self, work: Work, talk: Conversation, request: _Request, drafted: Drafted) -> Ready:
        if self._alone is None:
            return Ready(drafted, Act.NOTHING)
        return self._alone.decide(work, talk, request.turn, drafted, request.burst)

    def _store_failure(self, conversation_id: int, request: _Request, failure: DraftingFailure) -> None:
        with self._store.write() as work:
            if self._is_stale(work, conversation_id, request):
                return
            if request.turn.meant is None and work.suggestions.is_drafted(request.last_bubble):
                return  # another try was luckier
            draft_id, is_news = work.suggestions.add_failure(
                conversation_id,
                request.last_bubble,
                request.turn.text,
                failure.code,
                str(failure)[:400],
                self._clock(),
            )
            if is_news:
                work.events.append("drafting_failed", conversation_id, {"failure": failure.code})
            talk = work.conversations.get(conversation_id)
            is_passing = failure.code in PASSING_FAILURES and self._clock() - request.said_at < PATIENCE
            if self._alone and talk and not is_passing:
                self._alone.hold_undrafted(work, talk, request.turn, request.burst, draft_id)

    @staticmethod
    def _is_stale(work: Work, conversation_id: int, request: _Request) -> bool:
        """Whether the buyer has written on, or somebody has answered, while the draft was made."""
        return work.messages.has_talk_after(conversation_id, request.last_bubble)

    @staticmethod
    def _remember(work: Work, conversation_id: int, request: _Request, drafted: Drafted) -> None:
        told = talk_memory(drafted.learned, request.turn.memory)
        if told:
            work.conversations.remember(conversation_id, told)
        own = profile_body(drafted.learned)
        if own:
            work.buyers.remember_body(request.buyer_id, own)
        if STOP in drafted.intents and work.buyers.stop_messages(request.buyer_id, request.turn.at):
            subject, detail = f"buyer {request.buyer_id}", {"stopped": True, "talk": conversation_id}
            work.audit.record(AUTOMATIC, audit.BUYER_CHANGED, subject, detail)
            work.events.append("buyer_changed", conversation_id, {"buyer": request.buyer_id})
