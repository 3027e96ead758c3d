"""The eight stages of a talk with a buyer, and the intents that belong to each (handbook A2)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Stage(str, Enum):
    """In the order in which a talk moves through them."""

    GREET = "greet"
    ASK = "ask"
    RECOMMEND = "recommend"
    BARGAIN = "bargain"
    COURIER = "courier"  # how it gets there: postage, courier, times, how to order and pay
    VERIFY = "verify"  # an order is placed and its buyer has not yet said that all is right
    FAREWELL = "farewell"
    FOLLOW_UP = "follow_up"  # sent, or something about an earlier order

    @property
    def place(self) -> int:
        """1 to 8."""
        return list(Stage).index(self) + 1


_INTENTS: Mapping[Stage, tuple[str, ...]] = MappingProxyType(
    {
        Stage.GREET: ("greet",),
        Stage.ASK: (
            "ask_product",
            "ask_size",
            "ask_stock",
            "ask_authenticity",
            "ask_usage",
            "ask_price",
            "ask_promotion",
            "ask_return_policy",
            "ask_freight_insurance",
            "warranty_repair",
        ),
        Stage.RECOMMEND: ("ask_recommendation",),
        Stage.BARGAIN: ("request_discount", "request_gift", "ask_bulk_price"),
        Stage.COURIER: (
            "ask_shipping_fee",
            "ask_courier",
            "ask_delivery_area",
            "ask_dispatch_time",
            "ask_eta",
            "how_to_order",
            "ask_payment",
            "ask_invoice",
        ),
        Stage.VERIFY: (
            "order_placed",
            "confirm_order",
            "adjust_price",
            "change_address",
            "change_order",
            "add_order_note",
            "combine_shipping",
        ),
        Stage.FAREWELL: ("goodbye",),
        Stage.FOLLOW_UP: (
            "urge_dispatch",
            "cancel_order",
            "track_logistics",
            "report_logistics_problem",
            "redirect_parcel",
            "extend_receipt",
            "request_refund",
            "ask_refund_status",
            "cancel_refund",
            "request_return",
            "request_exchange",
            "report_return_sent",
            "report_defect",
            "report_wrong_or_missing",
            "request_compensation",
            "ask_price_protection",
            "review_followup",
            "ask_review_reward",
            "praise",
            "chase_case",
            "complain",
            "threaten_bad_review",
        ),
    }
)
STAGE_OF: Mapping[str, Stage] = MappingProxyType(
    {intent: stage for stage, intents in _INTENTS.items() for intent in intents}
)
"""Intents that are not here (thanks, yes and no, chatter, a wish for peace) leave a talk where it stands."""
