"""Who gets an order's parcel: masked on every page, shown whole one at a time, and each time on record."""

from __future__ import annotations

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.orders import Order
from bot.services.ports import Store
from bot.services.rights import demand
from bot.services.talk_order import order_of_talk


class Receivers:
    def __init__(self, store: Store) -> None:
        self._store = store

    def shown(self, conversation_id: int, number: str, account: Account) -> Order:
        """An order of the buyer one talks to, whole. Raises Forbidden, NotFound."""
        demand(account, Right.UNMASK)
        with self._store.write() as work:
            order = order_of_talk(work, conversation_id, number).order
            detail = {"conversation": conversation_id}
            work.audit.record(account.login, audit.UNMASKED, f"order {number}", detail)
        return order
