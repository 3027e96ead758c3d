"""A talk while nobody is there: who has it, what was said in it this night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.alone_turn import Act, is_taken
from bot.core.conversations import Conversation, Message
from bot.core.night import SentAlone
from bot.core.ownership import ChangeKind
from bot.core.shop import Shop
from bot.core.staffing import Staffing, staffing
from bot.services.ports import Work

READ = 60
"""Messages of a talk that are looked at."""
FREED = (ChangeKind.RELEASED, ChangeKind.LEFT)


@dataclass(frozen=True)
class Night:
    shop: Shop
    staffing: Staffing
    messages: Sequence[Message]
    sent: Sequence[SentAlone]
    """By the desk alone, this night."""
    taken: bool

    @property
    def held(self) -> bool:
        return any(one.act is Act.HOLD for one in self.sent)

    @property
    def answered(self) -> int:
        return sum(one.act is Act.ANSWER for one in self.sent)


def night_of(work: Work, talk: Conversation, now: datetime) -> Night | None:
    shop = work.shops.get(talk.shop_code)
    if shop is None:
        return None
    here = staffing(now, shop, work.duties.recent(shop.code))
    messages = work.messages.of(talk.id, limit=READ)
    since = here.since
    taken = talk.for_supervisor or _is_taken(work, talk, messages, since)
    return Night(shop, here, messages, work.alone.of_talk(talk.id, since), taken)


def _is_taken(work: Work, talk: Conversation, messages: Sequence[Message], since: datetime) -> bool:
    """Handing a talk to a person is as good as that person's word."""
    changes = work.ownership.changes(talk.id)
    acts = [message.at for message in messages if message.is_by_person]
    acts += [one.at for one in changes if one.after is not None and one.kind not in FREED]
    freed = [one.at for one in changes if one.kind in FREED and one.after is None]
    return is_taken(max(acts, default=None), max(freed, default=None), since)
