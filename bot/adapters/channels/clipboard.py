"""The pad's way out: the agent has copied the reply and carries it over; nothing is sent from here."""

from __future__ import annotations

from bot.core.deliveries import Delivery


class Clipboard:
    def send(self, delivery: Delivery) -> None:  # noqa: ARG002 - there is nobody to hand it to
        return None
