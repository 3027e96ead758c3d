"""Take a sent reply back while it is still in the outbox: the talk is as if it had not been sent."""

from __future__ import annotations

from bot.core.conversations import HOLDING, Sender
from bot.core.deliveries import take_back_window
from bot.core.thread import LineKind
from bot.services.faults import Conflict, NotFound
from bot.services.on_record import on_record
from bot.services.ports import Clock, Store, Work


class TakeBack:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def reply(self, message_id: int, account: str) -> int:
        """Returns the conversation. Raises NotFound, or Conflict when the reply has left."""
        with self._store.write() as work:
            delivery = work.deliveries.of_message(message_id)
            if delivery is None:
                raise NotFound(f"there is no reply {message_id}")
            if not work.deliveries.cancel(delivery.id, self._clock()):
                window = take_back_window(delivery.channel)
                raise Conflict(f"reply {message_id} has left, {window.seconds} seconds are over")
            work.messages.recall(message_id, self._clock())
            as_if_unsent(work, delivery.conversation_id, message_id)
            work.lines.add(delivery.conversation_id, LineKind.RECALLED, account, self._clock())
            talk = work.conversations.get(delivery.conversation_id)
            detail = {"text": on_record(work, talk, delivery.text)}
            work.audit.record(account, "take_back", f"message {message_id}", detail)
            work.events.append("recalled", delivery.conversation_id, {"message": message_id})
            return delivery.conversation_id


def as_if_unsent(work: Work, conversation_id: int, message_id: int) -> None:
    """The buyer waits again since the first unanswered bubble; a used suggestion is offered again."""
    unanswered = None
    for message in reversed(work.messages.of(conversation_id)):
        if message.sender is Sender.AGENT and message.author != HOLDING:
            break
        if message.sender is Sender.BUYER:
            unanswered = message
    if unanswered:
        work.conversations.wait(conversation_id, unanswered.at)
    suggestion_id = work.decisions.of_message(message_id)
    stored = work.suggestions.get(suggestion_id) if suggestion_id else None
    if stored:
        work.conversations.replace_memory(conversation_id, work.decisions.take_back(stored.id))
        work.suggestions.revive(stored.draft_id)
        work.approvals.withdraw(stored.id)
