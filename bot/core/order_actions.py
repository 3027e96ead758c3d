"""What the desk and the warehouse have done with an order, and what of it a reply may claim (B2, B3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType


class Done(str, Enum):
    # by agents, at the desk
    ADDRESS = "address"
    ITEM = "item"
    COURIER = "courier"
    FLAG = "flag"
    NOTE = "note"
    # by the warehouse, from its list
    REPRINTED = "reprinted"
    RELABELLED = "relabelled"
    GIFT = "gift"
    HELD = "held"
    SENT_FASTER = "sent_faster"
    INTERCEPTED = "intercepted"
    FORWARDED = "forwarded"
    # by whoever settles cases
    RESENT = "resent"


PROVES: Mapping[Done, frozenset[str]] = MappingProxyType(
    {
        Done.ADDRESS: frozenset({"changed", "changed_address"}),
        Done.ITEM: frozenset({"changed", "changed_item"}),
        Done.COURIER: frozenset({"changed", "changed_courier"}),
        Done.REPRINTED: frozenset({"arranged"}),
        Done.RELABELLED: frozenset({"arranged", "changed", "changed_address"}),
        Done.GIFT: frozenset({"arranged"}),
        Done.HELD: frozenset({"arranged"}),
        Done.SENT_FASTER: frozenset({"arranged", "changed", "changed_courier"}),
        Done.INTERCEPTED: frozenset({"intercepted", "chased"}),
        Done.FORWARDED: frozenset({"changed", "changed_address", "chased"}),
        Done.RESENT: frozenset({"resent"}),
    }
)
"""Actions as the guard's rules name them; of a change also which.

Of a flag and a note the seller's note is the proof.
"""


def proven_by(done: frozenset[Done]) -> frozenset[str]:
    return frozenset(action for one in done for action in PROVES.get(one, ()))


@dataclass(frozen=True)
class OrderAction:
    """One of them, on record."""

    done: Done
    by: str
    """Login."""
    at: datetime
    reason: str = ""
