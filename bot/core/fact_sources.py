"""Where facts come from: the records behind a suggestion, kept so that it can be explained later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any


class Origin(str, Enum):
    """How the vocabulary says which record a fact is read from (`from` in data/scripts/_facts.yml)."""

    SHOP = "shop"  # the shop's settings
    MESSAGE = "message"  # what the buyer has just written
    TALK = "talk"  # what was said before, and the talk's memory
    BUYER = "buyer"
    BODY = "body"  # the message, the talk and the buyer, as far as they tell measures
    PRODUCT = "product"  # the product the talk is about
    CHART = "chart"  # its size chart
    SKU = "sku"  # those of its SKUs that the answer is about, else the product
    PICKS = "picks"  # the other products that the draft names
    ORDER = "order"  # the order in focus
    ORDERS = "orders"  # the buyer's orders
    ORDERED = "ordered"  # the products in the order in focus, else the product the talk is about
    REFUND = "refund"
    PARCEL = "parcel"
    PROMOTION = "promotion"  # the promotions that the draft names
    DESTINATION = "destination"  # the message, else the order, else the buyer: whoever names the place


class SourceKind(str, Enum):
    SHOP = "shop"
    MESSAGE = "message"
    TALK = "talk"
    BUYER = "buyer"
    PRODUCT = "product"
    CHART = "chart"
    SKU = "sku"
    ORDER = "order"
    REFUND = "refund"
    PARCEL = "parcel"
    PROMOTION = "promotion"


@dataclass(frozen=True)
class FactSource:
    kind: SourceKind
    key: str
    """Shop code, product or SKU code, order, tracking or promotion number, buyer's nickname; empty for
    the message and the talk themselves."""
    at: datetime | None = None
    """When the record last changed here, or the message was written; None where that is not known."""

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "key": self.key, "at": self.at.isoformat() if self.at else None}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> FactSource:
        """Raises KeyError or ValueError for what `to_document` did not make."""
        at = document["at"]
        return cls(SourceKind(document["kind"]), document["key"], datetime.fromisoformat(at) if at else None)


Sources = Mapping[str, tuple[FactSource, ...]]
"""Fact -> the records it was read from."""


def sources_to_document(sources: Sources) -> dict[str, list[dict[str, Any]]]:
    return {name: [source.to_document() for source in found] for name, found in sources.items()}


def sources_from_document(document: Mapping[str, Sequence[Mapping[str, Any]]]) -> Sources:
    return {name: tuple(map(FactSource.from_document, found)) for name, found in document.items()}
