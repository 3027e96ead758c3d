"""A reply that promises an answer for a time puts the call-back on the list, in its own transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.conversations import Conversation
from bot.core.follow_up_rules import FollowUpKind
from bot.core.follow_ups import Ended, FollowUpState
from bot.core.follow_ups_due import promise_due
from bot.core.promises import promise_in
from bot.core.suggestions import Facts
from bot.services.ports import Work


def note_promise(
    work: Work, talk: Conversation, message_id: int, text: str, facts: Facts, now: datetime
) -> None:
    """The newest promise of a talk takes the place of the earlier ones."""
    shop = work.shops.get(talk.shop_code)
    promised = promise_in(facts, text, now, shop.timezone) if shop else None
    if shop is None or promised is None or FollowUpKind.CALL_BACK in shop.follow_ups.off:
        return
    for earlier in work.follow_ups.open_in_talk(talk.id, FollowUpKind.CALL_BACK):
        gone = Ended.REASON_GONE.value
        work.follow_ups.put(replace(earlier, state=FollowUpState.EXPIRED, outcome=gone, changed_at=now))
    due = promise_due(message_id, promised, shop.follow_ups)
    work.follow_ups.add(shop.code, due, talk.buyer_nick, talk.id, due.at, now)
