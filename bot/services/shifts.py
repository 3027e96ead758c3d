"""Who works when, whose talk it is, who looks on, what goes to the next shift: the parts under one name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.accounts import Account, Right
from bot.services.duty import DutyDesk
from bot.services.hand_over import HandOver
from bot.services.looking_on import LookingOn
from bot.services.owning import Owning
from bot.services.ports import Clock, Store


class Shifts:
    def __init__(self, store: Store, clock: Clock, shop: str) -> None:
        self._store = store
        self.duty = DutyDesk(store, clock, shop)
        self.owning = Owning(store, clock)
        self.looking_on = LookingOn(store, clock)
        self.hand_over = HandOver(store, clock, shop)

    def names(self) -> Mapping[str, str]:
        """What everybody is called, by login."""
        with self._store.read() as work:
            return work.accounts.names()

    def colleagues(self, of: Account) -> Sequence[Account]:
        """Who else answers buyers."""
        with self._store.read() as work:
            everybody = work.accounts.all()
        return [one for one in everybody if one.active and one.id != of.id and one.may(Right.ANSWER)]
