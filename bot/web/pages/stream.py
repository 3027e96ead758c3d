"""What a desk that is open hears of: which parts of its page are out of date. The parts fetch themselves."""

from __future__ import annotations

import asyncio
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
from bot.web.live import PING, FellBehind, Live

GAP_SECONDS = 0.2
"""What happens within this time after a notice is told in one go: a busy shop must not flood a screen."""

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
IN_WORK = frozenset({"task_changed"})
"""A message may point at another product; a draft may have learned the buyer's measures."""


async def desk_notices(live: Live, after: int) -> AsyncIterator[str]:
    """`list`, `flow-ID`, `side-ID` and `work` notices; `all` first when anything happened since `after`."""
    with live.listener() as listener:
        told = await live.newest()
        yield notice("all", told) if told != after else PING
        try:
            while True:
                event = await listener.next()
                if event is None:
                    yield PING
                    continue
                news = [one for one in (event, *listener.waiting()) if one.id > told]
                if news:
                    told = news[-1].id
                    yield "".join(notice(part, told) for part in parts(news))
                    await asyncio.sleep(GAP_SECONDS)
        except FellBehind:
            return


def parts(events: Iterable[Event]) -> Iterator[str]:
    """The parts of a desk page that events touch, each once."""
    touched = dict.fromkeys(part for event in events for part in _touched(event))
    yield from touched


def _touched(event: Event) -> Iterator[str]:
    if event.kind in IN_LIST:
        yield "list"
    if event.kind in IN_FLOW:
        yield f"flow-{event.conversation_id}"
    if event.kind == PRESENCE:
        yield f"here-{event.conversation_id}"
    if event.kind in (DUTY, SHEET):
        yield "duty"
    if event.kind in IN_SIDE:
        yield f"side-{event.conversation_id}"
    if event.kind in IN_WORK:
        yield "work"
    if event.kind == FOLLOW_UP:
        yield "follow"


def notice(part: str, event_id: int) -> str:
    return f"id: {event_id}\nevent: {part}\ndata: 1\n\n"
