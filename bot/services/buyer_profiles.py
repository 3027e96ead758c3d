"""What agents note of a buyer, from the panel beside the talk; who wrote it is on record."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.buyer_profile import Profile, rewritten
from bot.core.buyers import Buyer
from bot.services.faults import NotFound
from bot.services.judged import judged
from bot.services.ports import Clock, Store, Work
from bot.services.reply import existing
from bot.services.rights import demand
from bot.services.scenes.body import BODY


class BuyerProfiles:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def shown(self, conversation_id: int, account: Account) -> Buyer:
        """The talk's buyer, for the form. Raises Forbidden, NotFound."""
        demand(account, Right.ANSWER)
        with self._store.read() as work:
            return self._buyer(work, existing(work, conversation_id).buyer_id)

    def rewrite(self, conversation_id: int, profile: Profile, account: Account) -> None:
        """Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            talk = existing(work, conversation_id)
            buyer = self._buyer(work, talk.buyer_id)
            new = rewritten(buyer, profile, may_price=account.may(Right.APPROVE_PRICES))
            stopped = work.buyers.stop_messages(buyer.id, self._clock() if profile.stopped else None)
            changes = {**new.changes, **({"stopped": profile.stopped} if stopped else {})}
            if not changes:
                return
            work.buyers.rewrite(buyer.id, tags=new.tags, note=new.note, body=new.body)
            work.conversations.remember(talk.id, _told_without(talk.memory or {}, new.measures))
            work.audit.record(account.login, audit.BUYER_CHANGED, f"buyer {buyer.id}", changes)
            work.events.append("buyer_changed", talk.id, {"buyer": buyer.id})

    @staticmethod
    def _buyer(work: Work, buyer_id: int) -> Buyer:
        buyer = work.buyers.get(buyer_id)
        if buyer is None:
            raise NotFound(f"there is no buyer {buyer_id}")
        return buyer


def _told_without(memory: Mapping[str, object], measures: frozenset[str]) -> dict[str, object]:
    """A talk's measures go before the profile's: those that an agent has corrected are forgotten in it."""
    told = memory.get(BODY)
    if not measures or not isinstance(told, Mapping):
        return {}
    return {BODY: {name: value for name, value in told.items() if name not in measures}}
