"""An order in the words that are read back to its buyer: goods, province and city, the phone's end (B1)."""

from __future__ import annotations

from bot.core.fact_meanings import one_line
from bot.core.masks import masked_name, phone_tail
from bot.core.orders import Order, OrderLine
from bot.core.places import place_of
from bot.core.regions import district
from bot.core.stage_memory import to_read_back
from bot.core.suggestions import Facts, FactValue
from bot.services.context import TalkContext

MOST_LINES = 3
"""Lines read back one by one; of a longer order the pieces are counted."""
LONGEST_LINE = 26
LONGEST_NAME = 12
"""Characters of a title, where the catalogue has no short name."""


def readback_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    facts = _goods_facts(order, context)
    place = place_of(order.receiver.province, order.receiver.city)
    tail = phone_tail(order.receiver.phone)
    facts["readback.has_receiver"] = bool(place and tail)
    if place and tail:
        city = place.name if place.name != place.province else ""
        to = f"{place.province}{city}{district(order.receiver.address)}"
        facts |= {"readback.to": to, "readback.phone_tail": tail}
    name = masked_name(order.receiver.name)
    facts["readback.has_name"] = bool(name)
    return facts | ({"readback.name": name} if name else {})


def is_readable(facts: Facts) -> bool:
    return facts.get("readback.has_receiver") is True and facts.get("readback.goods") != "none"


def readback_memory(order: Order, facts: Facts, context: TalkContext) -> dict[str, object]:
    """What a sent read-back leaves behind, so that the buyer's next yes is a yes to it."""
    return to_read_back(order.number, context.turn.at) if is_readable(facts) else {}


def _goods_facts(order: Order, context: TalkContext) -> dict[str, FactValue]:
    lines = [line for line in order.lines if line.title.strip() or line.product_code in context.ordered]
    if not lines:
        return {"readback.goods": "none"}
    named = "、".join(spoken(line, context) for line in lines[:MOST_LINES])
    facts: dict[str, FactValue] = {"readback.items": named}
    if len(lines) == 1:
        return facts | {"readback.goods": "one"}
    pieces = sum(line.quantity for line in lines)
    goods = "several" if len(lines) <= MOST_LINES else "many"
    return facts | {"readback.goods": goods, "readback.pieces": pieces}


def spoken(line: OrderLine, context: TalkContext) -> str:
    product = context.ordered.get(line.product_code)
    name = (product.name if product else "") or line.title.strip()[:LONGEST_NAME]
    parts = [name, *_options(line.options)]
    return one_line(" ".join(parts), LONGEST_LINE) + (f"×{line.quantity}" if line.quantity > 1 else "")


def _options(options: str) -> list[str]:
    """颜色:黑色;尺码:M as 黑色, M."""
    values = (
        part.replace("：", ":").rpartition(":")[2].strip() for part in options.replace("；", ";").split(";")
    )
    return [value for value in values if value]
