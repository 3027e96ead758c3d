"""Which scripts answer a question about dispatch: the order may be late, held or long on its way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.dispatch_case import DispatchCase
from bot.core.order_focus import OrderFocus, OrderFound
from bot.core.suggestions import Facts
from bot.services.context import TalkContext
from bot.services.scenes.dispatch_facts import dispatch_facts
from bot.services.scenes.parcel_facts import parcel_facts, speaks_for_itself
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

ASKS = "ask_dispatch_time"
URGES = "urge_dispatch"
TRACKS = "track_logistics"

NO_ORDER = OrderFocus(None, OrderFound.NONE)
TO_BE_ASKED = frozenset({OrderFound.SEVERAL, OrderFound.UNKNOWN_NUMBER})

_FOR_A_PERSON = frozenset(
    {DispatchCase.OVERDUE, DispatchCase.SHORT, DispatchCase.HELD, DispatchCase.PART_SENT}
)
_UNANSWERED = (("dispatch.has_restock", False), ("dispatch.has_custom_note", False))

_ANSWERED_BY: Mapping[DispatchCase, str] = MappingProxyType(
    {
        DispatchCase.SENT: TRACKS,
        DispatchCase.PART_SENT: URGES,
        DispatchCase.OVERDUE: URGES,
        DispatchCase.SHORT: URGES,
        DispatchCase.HELD: URGES,
        DispatchCase.REFUND_OPEN: URGES,
    }
)


def dispatch_answer(about: OrderFocus, context: TalkContext, intent: str = ASKS) -> SceneFacts:
    """`intent` answers the ordinary cases; without an order it is about one placed right now."""
    facts = talk_facts(context, about)
    if about.found in TO_BE_ASKED:
        return SceneFacts(facts, complete=False)
    facts |= dispatch_facts(about.order, context)
    case = DispatchCase(facts["dispatch.case"])
    if about.order and case in (DispatchCase.SENT, DispatchCase.PART_SENT):
        facts |= parcel_facts(about.order, context)
    return SceneFacts(facts, complete=_is_answer(case, intent, facts), answers=_ANSWERED_BY.get(case, intent))


def _is_answer(case: DispatchCase, intent: str, facts: Facts) -> bool:
    """False where the warehouse or the courier has to be asked first: nobody would do that at night."""
    if case is DispatchCase.SENT:
        return speaks_for_itself(facts)
    chased = intent == URGES and case is DispatchCase.PAID and facts["shop.open"] is True
    return not (
        chased or case in _FOR_A_PERSON or any(facts.get(name) is value for name, value in _UNANSWERED)
    )
