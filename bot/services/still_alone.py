"""What was sent alone is asked for its right once more in the moment it leaves."""

from __future__ import annotations

from datetime import datetime

from bot.core.alone_turn import Act
from bot.core.answering_alone import Mode
from bot.core.conversations import UNMANNED
from bot.core.deliveries import Delivery
from bot.core.night import SentAlone
from bot.services.alone_evidence import AloneEvidence
from bot.services.deserted import night_of
from bot.services.ports import Clock, Store, Work
from bot.services.take_back import as_if_unsent


class StillAlone:
    def __init__(self, store: Store, evidence: AloneEvidence, clock: Clock) -> None:
        self._store = store
        self._evidence = evidence
        self._clock = clock

    def may_leave(self, delivery: Delivery) -> bool:
        """Whether a reply may go out now. One that may not is withdrawn, and its buyer waits again."""
        if delivery.author not in UNMANNED or delivery.attempts:
            return True
        now = self._clock()
        with self._store.write() as work:
            sent = work.alone.of_message(delivery.message_id)
            if sent is None:
                return True
            why = sent.withdrawn or self._objection(work, sent, now)
            if why:
                withdraw(work, sent, delivery, why, now)
        return not why

    def _objection(self, work: Work, sent: SentAlone, now: datetime) -> str:
        talk = work.conversations.get(sent.conversation_id)
        night = night_of(work, talk, now) if talk else None
        if talk is None or night is None:
            return "gone"
        objections = (
            ("in_hours", night.staffing.there),
            ("stopped", not night.shop.alone.on),
            ("paused", work.alone.is_paused(talk.id, talk.buyer_id)),
            ("taken", night.taken),
        )
        why = next((name for name, holds in objections if holds), "")
        if not why and sent.act is Act.ANSWER:
            standing = self._evidence.lower_fallen(work, night.shop, now, {sent.intent}).get(sent.intent)
            return "" if standing and standing.mode is Mode.ANSWER else "lowered"
        return why


def withdraw(work: Work, sent: SentAlone, delivery: Delivery, why: str, now: datetime) -> None:
    if not work.deliveries.withdraw(delivery.id):
        return
    work.alone.withdraw(sent.id, why)
    work.messages.recall(sent.message_id, now)
    said = work.messages.of(sent.conversation_id, limit=10)
    answered = any(message.is_by_person and message.id > sent.message_id for message in said)
    if sent.act is Act.ANSWER and not answered:
        as_if_unsent(work, sent.conversation_id, sent.message_id)
    work.events.append("recalled", sent.conversation_id, {"message": sent.message_id})


def withdraw_waiting(work: Work, conversation_id: int, why: str, now: datetime) -> None:
    """The talk has moved on: answers that have not left yet answer what is no longer the question."""
    for message in work.messages.of(conversation_id, limit=5):
        sent = work.alone.of_message(message.id) if message.author in UNMANNED else None
        delivery = work.deliveries.of_message(message.id) if sent and sent.act is Act.ANSWER else None
        if sent and delivery and delivery.not_before > now:
            withdraw(work, sent, delivery, why, now)
