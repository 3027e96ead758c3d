"""Which piece of an unsent order waits for stock, as its buyer may be told."""

from __future__ import annotations

from bot.core.lacking import lacking
from bot.core.named_goods import named_lines
from bot.core.orders import Order
from bot.core.suggestions import FactValue
from bot.services.context import TalkContext
from bot.services.scenes.readback import spoken


def lacking_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    """Nothing lacks either where the buyer speaks of another piece of the order."""
    found = lacking(order, context.ordered_products(order), context.now.date())
    named = named_lines(context.spoken or context.turn.text, order.lines, context.ordered, context.words)
    if found is None or (named and found.line not in named):
        return {"lack.known": False}
    facts: dict[str, FactValue] = {
        "lack.known": True,
        "lack.item": spoken(found.line, context),
        "lack.dated": found.restock_on is not None,
    }
    return facts | ({"lack.day": found.restock_on.isoformat()} if found.restock_on else {})
