"""A draft is ready and nobody is there: answer it, hold it, or leave it, as it is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.alone_turn import UNDRAFTED, Act, Alone, is_upset, outcome, waits_for_person
from bot.core.answering_alone import Mode
from bot.core.conversations import (
    AUTOMATIC,
    HOLDING,
    Conversation,
    Message,
    MessageKind,
    Route,
    Sender,
    SuggestionState,
    Verdict,
)
from bot.core.deliveries import PAD, take_back_window
from bot.core.inbox import concern_of, urgency_of
from bot.core.robot_loops import is_loop
from bot.core.suggestions import Drafted, Suggestion
from bot.core.turns import BuyerTurn
from bot.services.alone_evidence import AloneEvidence
from bot.services.deserted import Night, night_of
from bot.services.night_words import NightWords
from bot.services.ports import Clock, Work
from bot.services.reply import Guard


@dataclass(frozen=True)
class Ready:
    """What to do once the draft is stored."""

    drafted: Drafted
    """With the route that was taken."""
    act: Act
    text: str = ""
    """As the buyer will read it, its mark in front."""
    suggestion: Suggestion | None = None


class AnswerAlone:
    def __init__(
        self, evidence: AloneEvidence, words: Callable[[], NightWords], guard: Guard, clock: Clock
    ) -> None:
        """`words` are made anew for each use: the book may have changed."""
        self._evidence = evidence
        self._words = words
        self._guard = guard
        self._clock = clock

    def decide(
        self, work: Work, talk: Conversation, turn: BuyerTurn, drafted: Drafted, burst: Sequence[int]
    ) -> Ready:
        """`burst` are the ids of the bubbles that the draft answers."""
        now = self._clock()
        night = night_of(work, talk, now)
        if night is None or talk.channel == PAD or turn.meant is not None:
            return Ready(drafted, Act.NOTHING)
        found = outcome(drafted.route, drafted.reason, self._known(work, talk, turn, drafted, night, burst))
        drafted = replace(drafted, route=found.route, reason=found.reason)
        if found.act is Act.ANSWER:
            first = drafted.suggestions[0]
            text = self._fit(work, talk, turn, first, self._words())
            if text:
                return Ready(drafted, Act.ANSWER, text, first)
            drafted = replace(drafted, route=Route.HOLD, reason="guard")
            if night.held:
                return Ready(drafted, Act.NOTHING)
        if found.act is Act.NOTHING:
            return Ready(drafted, Act.NOTHING)
        return self._holding(work, talk, turn, drafted)

    def hold_undrafted(
        self, work: Work, talk: Conversation, turn: BuyerTurn, burst: Sequence[int], draft_id: int
    ) -> None:
        """Nothing could be drafted, and the buyer should not wait for a silent desk all night."""
        drafted = Drafted(turn.text, (), (), Route.HOLD, UNDRAFTED)
        ready = self.decide(work, talk, turn, drafted, burst)
        self.carry_out(work, talk, ready, draft_id)
        if ready.act is Act.HOLD:
            work.conversations.sort_in(talk.id, concern_of(()), urgency_of(()), held=True)

    def carry_out(self, work: Work, talk: Conversation, ready: Ready, draft_id: int) -> None:
        """The message, its outbox row and what is on record about it, all or nothing with the draft."""
        if ready.act is Act.NOTHING or ready.suggestion is None:
            return
        now = self._clock()
        author = AUTOMATIC if ready.act is Act.ANSWER else HOLDING
        message_id = _sent(work, talk, ready.text, author, now)
        work.alone.add(
            conversation_id=talk.id,
            message_id=message_id,
            draft_id=draft_id,
            act=ready.act,
            intent=ready.drafted.intents[0] if ready.drafted.intents else "",
            confidence=ready.suggestion.confidence,
            reason=ready.drafted.reason,
            at=now,
        )
        if ready.act is Act.ANSWER:
            self._decided(work, talk, ready, draft_id, message_id, now)

    def _known(
        self,
        work: Work,
        talk: Conversation,
        turn: BuyerTurn,
        drafted: Drafted,
        night: Night,
        burst: Sequence[int],
    ) -> Alone:
        alone = Alone(
            on=night.shop.alone.on,
            there=night.staffing.there,
            paused=work.alone.is_paused(talk.id, talk.buyer_id),
            taken=night.taken,
            looping=is_loop(night.messages),
            held=night.held,
            answered=night.answered,
            most=night.shop.alone.most_in_talk,
        )
        if alone.there or not alone.on:
            return alone
        now = self._clock()
        wished = set(drafted.intents)
        standings = self._evidence.lower_fallen(work, night.shop, now, wished)
        turns = work.alone.turns(talk.id, night.staffing.since)
        return replace(
            alone,
            off=any(intent in standings and standings[intent].mode is Mode.OFF for intent in wished),
            lowered=any(
                intent not in standings or standings[intent].mode is not Mode.ANSWER for intent in wished
            ),
            wanted_person=any("request_human" in one.intents for one in turns),
            earlier_wish=waits_for_person(turns, _last_reply(night.messages), burst[0]),
            upset=talk.is_complaint or is_upset(turn.text),
        )

    def _holding(self, work: Work, talk: Conversation, turn: BuyerTurn, drafted: Drafted) -> Ready:
        words = self._words()
        said = words.holding(work, turn, drafted.intents, drafted.reason)
        text = self._fit(work, talk, turn, said, words) if said else ""
        return Ready(drafted, Act.HOLD, text, said) if text else Ready(drafted, Act.NOTHING)

    def _fit(
        self, work: Work, talk: Conversation, turn: BuyerTurn, said: Suggestion, words: NightWords
    ) -> str:
        """The text with its mark; empty when it lacks one, or when the guard has anything against it."""
        mark = words.mark(work, turn)
        text = mark + said.text
        return "" if not mark or self._guard(work, talk, text, said.facts) else text

    @staticmethod
    def _decided(
        work: Work, talk: Conversation, ready: Ready, draft_id: int, message_id: int, now: datetime
    ) -> None:
        """On record as the desk's own decision, so that it can be explained and undone like any."""
        stored = work.suggestions.first_of(draft_id)
        if stored is None:
            raise LookupError(f"draft {draft_id} has no suggestion")
        work.conversations.answered(talk.id, None, now)
        work.suggestions.retire(talk.id)
        work.suggestions.mark(stored.id, SuggestionState.ACCEPTED)
        work.decisions.add(
            suggestion_id=stored.id,
            verdict=Verdict.ACCEPT.value,
            text=ready.text,
            intent=None,
            reason="",
            account=AUTOMATIC,
            at=now,
            message_id=message_id,
            memory_before=talk.memory or {},
        )
        if stored.suggestion.memory:
            work.conversations.remember(talk.id, stored.suggestion.memory)


def _sent(work: Work, talk: Conversation, text: str, author: str, now: datetime) -> int:
    """Not marked as seen: in the morning somebody looks at it."""
    message_id = work.messages.add(
        Message(0, talk.id, Sender.AGENT, MessageKind.TEXT, text, now, author=author), channel=talk.channel
    )
    work.deliveries.add(
        channel=talk.channel,
        conversation_id=talk.id,
        message_id=message_id,
        not_before=now + take_back_window(talk.channel),
    )
    work.events.append("message", talk.id, {"message": message_id, "sender": Sender.AGENT.value})
    return message_id


def _last_reply(messages: Sequence[Message]) -> int:
    """The newest message that answered the buyer; a holding answer answers nothing."""
    replies = [one.id for one in messages if one.sender is Sender.AGENT and one.author != HOLDING]
    return max(replies, default=0)
