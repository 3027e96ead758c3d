"""The built-in buyer's chat: it reads our own database, so a delivered reply is one that may be shown."""

from __future__ import annotations

from bot.core.deliveries import Delivery

CHANNEL = "web"


class WebChat:
    def send(self, delivery: Delivery) -> str:
        return f"{CHANNEL}-{delivery.message_id}"
