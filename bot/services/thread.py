"""What agents do in a thread beside answering: notes for each other, and having seen what was written."""

from __future__ import annotations

from bot.core.conversations import Sender
from bot.core.deliveries import DeliveryState
from bot.core.intake import clean
from bot.core.thread import LONGEST_NOTE, LineKind
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports import Clock, Store
from bot.services.reply import existing


class Thread:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note(self, conversation_id: int, text: str, client_id: str, account: str) -> int:
        """For colleagues only, once per `client_id`: nobody is answered by it, nothing is drafted from it.

        Raises NotFound, Conflict, Unacceptable.
        """
        text = clean(text).strip()
        if not text or len(text) > LONGEST_NOTE:
            raise Unacceptable(f"a note has 1 to {LONGEST_NOTE} characters, this one has {len(text)}")
        with self._store.write() as work:
            existing(work, conversation_id)
            known = work.lines.by_client(client_id)
            if known and (known.conversation_id, known.text) != (conversation_id, text):
                raise Conflict("this client_id was used before for another note")
            if known:
                return known.id
            noted = work.lines.add(
                conversation_id, LineKind.NOTE, account, self._clock(), text=text, client_id=client_id
            )
            work.events.append("noted", conversation_id, {"note": noted})
            return noted

    def seen(self, conversation_id: int, message_id: int) -> None:
        """An agent has looked at the talk up to a message. Raises NotFound."""
        with self._store.write() as work:
            existing(work, conversation_id)
            newest = max((m.id for m in work.messages.of(conversation_id, limit=1)), default=0)
            if work.readings.seen(conversation_id, min(message_id, newest)):
                work.events.append("seen", conversation_id, {})

    def read_by_buyer(self, conversation_id: int, message_id: int) -> None:
        """The channel says that the buyer has read our replies up to a message."""
        with self._store.write() as work:
            reached = [
                message.id
                for message in work.messages.of(conversation_id)
                if message.id <= message_id and message.sender is Sender.AGENT
            ]
            if reached and work.readings.read(conversation_id, reached[-1]):
                work.events.append("read", conversation_id, {})

    def delivery_read(self, delivery_id: int) -> None:
        """The same, by a delivery. Raises NotFound."""
        with self._store.read() as work:
            delivery = work.deliveries.get(delivery_id)
        if delivery is None or delivery.state is not DeliveryState.DELIVERED:
            raise NotFound(f"there is no delivered reply {delivery_id}")
        self.read_by_buyer(delivery.conversation_id, delivery.message_id)
