"""What a talk has told of the goods: pictures, faults, what was done to them, parcels that never came."""

from __future__ import annotations

from bot.core.after_sale_words import SPOILT, holds_picture, tells_of_picture
from bot.core.catalogue import ReturnClass
from bot.core.conversations import Sender
from bot.core.return_decision import ReturnDecision, ReturnPath
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext

FAULT_ORDER = "fault_order"
"""Key of the talk's memory: the order that a fault was reported for."""
MISSING_ORDER = "missing_order"
"""Key of the talk's memory: the order that the buyer never got, whatever the courier's record says."""


def spoilt(decision: ReturnDecision, context: TalkContext) -> str:
    """What the buyer has said of the goods' state; the last word counts. Ordinary goods may be unpacked."""
    if decision.path is not ReturnPath.RETURN_WITHIN_DAYS:
        return "none"
    earlier = [turn.text for turn in reversed(context.turn.previous) if turn.sender is Sender.BUYER]
    told = (SPOILT.named(text) for text in (context.turn.text, *earlier))
    hygiene = decision.reason is ReturnClass.INTIMATE
    return next((what for what in told if what != "none" and (what != "opened" or hygiene)), "none")


def _since_answered(context: TalkContext) -> list[str]:
    """What the buyer has said in this turn and since the agent's last one."""
    texts = [context.turn.text]
    for turn in reversed(context.turn.previous):
        if turn.sender is Sender.AGENT:
            break
        texts.append(turn.text)
    return texts


def picture_was_sent(context: TalkContext) -> bool:
    return any(holds_picture(text) for text in _since_answered(context))


def picture_facts(context: TalkContext) -> dict[str, FactValue]:
    """Whether the buyer has just sent a picture of the fault, or says in this talk that some were sent."""
    texts = _since_answered(context)
    if FAULT_ORDER in context.turn.memory:
        texts += [turn.text for turn in context.turn.previous if turn.sender is Sender.BUYER]
    told = any(tells_of_picture(text) for text in texts)
    return {"fault.picture_sent": picture_was_sent(context), "fault.picture_told": told}
