"""A buyer's turn with everything that a draft of an answer may rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.core.conversations import Sender, Turn
from bot.core.stages import HeardTurn


@dataclass(frozen=True)
class BuyerTurn:
    text: str
    at: datetime
    shop: str
    buyer: str | None = None
    """The buyer's nickname, as orders carry it."""
    product: str | None = None
    order: str | None = None
    previous: tuple[Turn, ...] = ()  # oldest first
    memory: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    meant: str | None = None
    """The intent an agent named with "not this, I meant …"; None leaves it to the model."""
    heard: tuple[HeardTurn, ...] = ()
    """What the buyer's turns before this one were understood to want, oldest first."""

    def to_metadata(self) -> dict[str, Any]:
        """As JSON-able values: how the turn travels through Rasa to the actions."""
        return {
            "text": self.text,
            "at": self.at.isoformat(),
            "shop": self.shop,
            "buyer": self.buyer,
            "product": self.product,
            "order": self.order,
            "previous": [{"sender": turn.sender.value, "text": turn.text} for turn in self.previous],
            "memory": dict(self.memory),
            "meant": self.meant,
            "heard": [{"intents": list(turn.intents), "at": turn.at.isoformat()} for turn in self.heard],
        }

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, Any]) -> BuyerTurn:
        """Raises KeyError or ValueError for metadata that `to_metadata` did not make."""
        return cls(
            text=metadata["text"],
            at=datetime.fromisoformat(metadata["at"]),
            shop=metadata["shop"],
            buyer=metadata.get("buyer"),
            product=metadata.get("product"),
            order=metadata.get("order"),
            previous=previous_turns(metadata.get("previous") or ()),
            memory=metadata.get("memory") or {},
            meant=metadata.get("meant"),
            heard=tuple(
                HeardTurn(tuple(turn["intents"]), datetime.fromisoformat(turn["at"]))
                for turn in metadata.get("heard") or ()
            ),
        )


def previous_turns(turns: Any) -> tuple[Turn, ...]:
    """Read `[{"sender": "buyer|agent", "text"}]`. Raises ValueError when it is something else."""
    if not isinstance(turns, (list, tuple)):
        raise ValueError("previous must be a list of turns")
    read = []
    for turn in turns:
        if not isinstance(turn, Mapping) or not isinstance(turn.get("text"), str):
            raise ValueError('each previous turn must be {"sender": "buyer|agent", "text"}')
        read.append(Turn(Sender(turn.get("sender")), turn["text"]))
    return tuple(read)
