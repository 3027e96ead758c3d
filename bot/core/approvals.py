"""A price below the agent's limit: asked of the supervisor, answered, and on record (handbook A8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.core.conversations import Message, Sender
from bot.core.money import Fen

MEMORY = "approval"
"""Key of a talk's memory: the price that waits for the supervisor's word; empty while none does."""


LONGEST_WORDS = 200


class ApprovalState(str, Enum):
    PENDING = "pending"
    GRANTED = "granted"
    DECLINED = "declined"


@dataclass(frozen=True)
class PriceWish:
    """What the buyer wants, as the draft that promises to ask knew it."""

    product: str
    """Its code."""
    name: str
    asked: Fen
    """The unit price that the buyer names."""
    pieces: int
    price: Fen
    floor: Fen
    """The agent's limit."""

    def to_memory(self) -> dict[str, object]:
        return {
            "product": self.product,
            "name": self.name,
            "asked": self.asked,
            "pieces": self.pieces,
            "price": self.price,
            "floor": self.floor,
        }


@dataclass(frozen=True)
class Approval:
    id: int
    conversation_id: int
    suggestion_id: int | None
    """The draft whose sending promised to ask; None for a price that was named in the panel."""
    wish: PriceWish
    state: ApprovalState
    asked_by: str
    asked_at: datetime
    answered_by: str | None = None
    answered_at: datetime | None = None
    words: str = ""
    """What the buyer said of it."""


def buyers_words(messages: Sequence[Message]) -> str:
    """The texts of the buyer's newest burst, oldest first, however much was answered since."""
    burst: list[str] = []
    for message in reversed(messages):
        if message.sender is Sender.BUYER:
            burst.insert(0, message.text.strip())
        elif burst:
            break
    return " ".join(text for text in burst if text)[:LONGEST_WORDS]


def wish_in(memory: Mapping[str, object]) -> PriceWish | None:
    """The wish that waits for a word; None for a memory without one, or one that can't be read."""
    told = memory.get(MEMORY)
    if not isinstance(told, Mapping):
        return None
    product, name = told.get("product"), told.get("name")
    figures = [told.get(name) for name in ("asked", "pieces", "price", "floor")]
    if not isinstance(product, str) or not isinstance(name, str) or not product:
        return None
    if not all(_is_amount(figure) for figure in figures):
        return None
    asked, pieces, price, floor = (int(str(figure)) for figure in figures)
    return PriceWish(product, name, Fen(asked), pieces, Fen(price), Fen(floor))


def _is_amount(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
