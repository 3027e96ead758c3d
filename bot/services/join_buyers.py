"""One buyer who writes on several channels: found, looked at, joined under one profile, and parted again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.buyer_joining import Profile
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports import Clock
from bot.services.ports_buyers import BuyerStore, BuyerWork
from bot.services.rights import demand


class JoinBuyers:
    def __init__(self, store: BuyerStore, clock: Clock, shop: str) -> None:
        self._store = store
        self._clock = clock
        self._shop = shop

    def found(self, words: str) -> Sequence[Profile]:
        with self._store.read() as work:
            return work.buyer_joins.found(self._shop, words.strip()) if words.strip() else ()

    def profile(self, buyer_id: int) -> tuple[Profile, bool]:
        """The profile, and whether its last joining can be undone. Raises NotFound."""
        with self._store.read() as work:
            return self._profile(work, buyer_id), work.buyer_joins.may_part(buyer_id)

    def join(self, kept_id: int, joined_id: int, by: Account) -> Profile:
        """Talks, orders, tags and sizes of one go to the other. Raises Forbidden, NotFound, Unacceptable."""
        demand(by, Right.ANSWER)
        if kept_id == joined_id:
            raise Unacceptable("a buyer can't be joined to themselves")
        with self._store.write() as work:
            kept, joined = self._profile(work, kept_id), self._profile(work, joined_id)
            for talk in work.buyer_joins.join(kept_id, joined_id, by.login, self._clock()):
                work.events.append("buyer", talk, {"buyer": kept_id})
            detail = {
                "from": _named(joined),
                "to": _named(kept),
                "talks": len(joined.talks),
                "orders": len(joined.orders),
            }
            work.audit.record(by.login, audit.BUYERS_JOINED, f"buyer {kept_id}", detail)
            return self._profile(work, kept_id)

    def part(self, kept_id: int, by: Account) -> int:
        """Undo the last joining while nothing has changed since. Raises Conflict, Forbidden, NotFound."""
        demand(by, Right.ANSWER)
        with self._store.write() as work:
            kept = self._profile(work, kept_id)
            if not work.buyer_joins.may_part(kept_id):
                raise Conflict("the profile has changed since the buyers were joined")
            parted = work.buyer_joins.part(kept_id, self._clock())
            for talk in kept.talks:
                work.events.append("buyer", talk, {"buyer": kept_id})
            work.audit.record(by.login, audit.BUYERS_PARTED, f"buyer {kept_id}", {"from": _named(kept)})
            return parted

    def _profile(self, work: BuyerWork, buyer_id: int) -> Profile:
        found = work.buyer_joins.profile(self._shop, buyer_id)
        if found is None:
            raise NotFound(f"there is no profile {buyer_id}")
        return found


def _named(profile: Profile) -> str:
    """By id: the audit trail outlives a buyer who is forgotten."""
    return f"buyer {profile.buyer.id} ({', '.join(sorted({channel for channel, _ in profile.channels}))})"
