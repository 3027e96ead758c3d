"""Approved replies leave: pulled by the channel, pushed by webhook, or shown by our own web chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from bot.core.conversations import Sender
from bot.core.deliveries import Delivery, DeliveryState, next_attempt
from bot.services.faults import NotFound
from bot.services.ports import Clock, Store, Work


class DeliveryFailure(Exception):
    """A channel did not take a reply; the message says why."""


class Channel(Protocol):
    """A way out that we push through."""

    def send(self, delivery: Delivery) -> str | None:
        """Hand a reply over and return the channel's id for it. Raises DeliveryFailure.

        May be called again with the same delivery after a crash: the delivery's id is the key by
        which the other side recognises a repeat.
        """


class Deliver:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        pushed: dict[str, Channel],
        may_leave: Callable[[Delivery], bool] = lambda _: True,
    ) -> None:
        """`may_leave` is asked about each reply in the moment it goes out."""
        self._store = store
        self._may_leave = may_leave
        self._clock = clock
        self._pushed = pushed

    def waiting(self, channel: str, after: int = 0) -> Sequence[Delivery]:
        """What a channel that pulls should send now."""
        return [delivery for delivery in self._due(channel, after) if self._may_leave(delivery)]

    def _due(self, channel: str, after: int = 0) -> Sequence[Delivery]:
        with self._store.read() as work:
            return work.deliveries.due(self._clock(), channel, after)

    def acknowledge(self, delivery_id: int, channel_message_id: str | None) -> Delivery:
        """A channel says it has sent a reply; saying so twice changes nothing. Raises NotFound."""
        with self._store.write() as work:
            delivery = work.deliveries.get(delivery_id)
            if delivery is None or delivery.state is DeliveryState.CANCELLED:
                raise NotFound(f"there is no delivery {delivery_id}")
            if delivery.state is not DeliveryState.DELIVERED:
                work.deliveries.delivered(delivery_id, channel_message_id)
                self._forget_echo(work, delivery, channel_message_id)
                work.events.append("delivered", delivery.conversation_id, {"message": delivery.message_id})
            return delivery

    def _forget_echo(self, work: Work, delivery: Delivery, channel_message_id: str | None) -> None:
        """A channel may hand our own reply in before it acknowledges it: then it stands here twice."""
        echo = channel_message_id and work.messages.by_external(delivery.channel, channel_message_id)
        if echo and echo.sender is Sender.AGENT and echo.conversation_id == delivery.conversation_id:
            work.messages.recall(echo.id, self._clock())

    def push_due(self) -> int:
        """Push what is due through our own channels; how many left. No call is made inside a transaction."""
        left = 0
        for name, channel in self._pushed.items():
            for delivery in self._due(name):
                left += self._may_leave(delivery) and self._push(channel, delivery)
        return left

    def _push(self, channel: Channel, delivery: Delivery) -> bool:
        try:
            channel_message_id = channel.send(delivery)
        except DeliveryFailure as failure:
            self._note_failure(delivery, str(failure))
            return False
        self.acknowledge(delivery.id, channel_message_id)
        return True

    def _note_failure(self, delivery: Delivery, error: str) -> None:
        again_at = next_attempt(delivery.attempts + 1, self._clock())
        with self._store.write() as work:
            work.deliveries.failed(delivery.id, error, again_at)
            work.events.append(
                "delivery_failed",
                delivery.conversation_id,
                {"message": delivery.message_id, "given_up": again_at is None},
            )
