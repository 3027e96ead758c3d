"""What a desk that is open hears of: which parts of its page are out of date. The parts fetch themselves."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator

from bot.adapters.store.journal import Event
from bot.core.next_steps import NEXT_STEP
from bot.services.alone_evidence import ALONE_CHANGED
from bot.services.assigning import OWNER_CHANGED
from bot.services.duty import DUTY
from bot.services.follow_up_job import FOLLOW_UP
from bot.services.hand_over import SHEET
from bot.services.looking_on import PRESENCE
from bot.services.price_offers import PRICE_OFFERED
from bot.services.training_desk import TRAINING
from bot.web.live import PING, FellBehind, Live

GAP_SECONDS = 0.02
"""What happens within this time after a notice is told in one go."""
LIST_SECONDS = 1.0
"""The list is told of at most this often: all talks touch it, and each open desk fetches the whole of it.
What touches an open talk does not wait for that: its agent waits for the suggestion."""

IN_LIST = frozenset(
    {
        *("message", "recalled", "decided", "closed", "approval_asked", "approval_answered", "buyer"),
        *(NEXT_STEP, OWNER_CHANGED, ALONE_CHANGED, "seen"),
    }
)
IN_FLOW = (IN_LIST - {"seen"}) | {
    *("drafted", "drafting_failed", "delivered", "delivery_failed", "order_changed"),
    *("noted", "read", PRICE_OFFERED),
}
IN_SIDE = frozenset(
    {"message", "drafted", "buyer", "buyer_changed", "order_changed", "task_changed", "case_changed"}
)
"""A message may point at another product; a draft may have learned the buyer's measures."""
IN_WORK = frozenset({"task_changed"})
LIST = "list"
ELSEWHERE = {DUTY: "duty", SHEET: "duty", FOLLOW_UP: "follow", TRAINING: "models"}
"""What concerns no talk: kind of event -> part."""


async def desk_notices(live: Live, after: int) -> AsyncIterator[str]:
    """`list`, `flow-ID`, `side-ID` and `work` notices; `all` first when anything happened since `after`."""
    with live.listener() as listener:
        told = await live.newest()
        yield notice("all", told) if told != after else PING
        try:
            rarely = Rarely(LIST, LIST_SECONDS)
            while True:
                event = await listener.next(rarely.due_in(time.monotonic()))
                heard = (event, *listener.waiting()) if event else ()
                news = [one for one in heard if one.id > told]
                told = news[-1].id if news else told
                due = rarely.due(parts(news), time.monotonic())
                if due or event is None:
                    yield "".join(notice(part, told) for part in due) or PING
                if due:
                    await asyncio.sleep(GAP_SECONDS)
        except FellBehind:
            return


class Rarely:
    """Holds one part back when it was told just now, and lets all others through."""

    def __init__(self, part: str, seconds: float) -> None:
        self._part = part
        self._seconds = seconds
        self._free_at = 0.0
        self._is_owed = False

    def due_in(self, now: float) -> float | None:
        """Seconds until what was held back must be told; None when nothing is."""
        return max(0.0, self._free_at - now) if self._is_owed else None

    def due(self, touched: Iterable[str], now: float) -> list[str]:
        """What to tell now."""
        said = list(touched)
        self._is_owed |= self._part in said
        others = [part for part in said if part != self._part]
        if not self._is_owed or now < self._free_at:
            return others
        self._is_owed, self._free_at = False, now + self._seconds
        return [self._part, *others]


def parts(events: Iterable[Event]) -> Iterator[str]:
    """The parts of a desk page that events touch, each once."""
    touched = dict.fromkeys(part for event in events for part in _touched(event))
    yield from touched


def _touched(event: Event) -> Iterator[str]:
    if event.kind in IN_LIST:
        yield LIST
    if event.kind in IN_FLOW:
        yield f"flow-{event.conversation_id}"
    if event.kind == PRESENCE:
        yield f"here-{event.conversation_id}"
    if event.kind in IN_SIDE:
        yield f"side-{event.conversation_id}"
    if event.kind in IN_WORK:
        yield "work"
    if event.kind in ELSEWHERE:
        yield ELSEWHERE[event.kind]


def notice(part: str, event_id: int) -> str:
    return f"id: {event_id}\nevent: {part}\ndata: 1\n\n"
