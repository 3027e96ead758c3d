"""What people wrote, as the audit trail may keep it: it stays for good, so it names no buyer."""

from __future__ import annotations

from bot.core.conversations import Conversation
from bot.core.personal_data import without_personal_data
from bot.services.ports import Work


def on_record(work: Work, talk: Conversation | None, text: str) -> str:
    """Without what is known of the talk's buyer either: nick and receivers."""
    if talk is None:
        return without_personal_data(text)
    orders = work.orders.of_buyer(talk.shop_code, talk.buyer_nick)
    receivers = (order.receiver for order in orders)
    told = {talk.buyer_nick, *(word for one in receivers for word in (one.name, one.phone, one.address))}
    return without_personal_data(text, sorted(told - {""}))
