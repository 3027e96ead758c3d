"""What a conversation remembers of a bargain between turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bot.core.money import Fen


@dataclass(frozen=True)
class BargainState:
    step: int = 0
    """Rungs of the ladder already used."""
    offered: Fen | None = None
    """The lowest unit price offered or accepted so far."""
    gift_offered: bool = False
    postage_asked: bool = False
    last_price_said: bool = False
    granted: Fen | None = None
    """The unit price that the supervisor has allowed in this talk; the agent's limit from then on."""
    refused: Fen | None = None
    """The highest one that the supervisor has refused."""

    def to_memory(self) -> dict[str, object]:
        return asdict(self)

    @staticmethod
    def from_memory(memory: Mapping[str, object]) -> BargainState:
        """What can't be read counts as not remembered."""
        step, offered = _count(memory.get("step")), _count(memory.get("offered"))
        granted, refused = _count(memory.get("granted")), _count(memory.get("refused"))
        return BargainState(
            step=step or 0,
            offered=Fen(offered) if offered else None,
            gift_offered=memory.get("gift_offered") is True,
            postage_asked=memory.get("postage_asked") is True,
            last_price_said=memory.get("last_price_said") is True,
            granted=Fen(granted) if granted else None,
            refused=Fen(refused) if refused else None,
        )


def _count(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return None
