"""Which scene answers which intent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.follow_ups import FOLLOW_UP
from bot.core.next_steps import NEXT_STEP
from bot.core.night import NIGHT, SCRIPTED
from bot.core.understanding import FALLBACK_INTENT
from bot.services.scenes import (
    buying,
    order_change,
    parcel,
    price,
    product,
    promotion,
    refund,
    returning,
    shipping,
    size,
    stock,
    talk,
    trouble,
    unsure,
)
from bot.services.scenes.scene import Scene

SCENES = (
    Scene(
        "talk",
        talk.facts_for,
        (
            "greet",
            "thanks",
            "goodbye",
            "affirm",
            "deny",
            "inform",
            "chitchat",
            "praise",
            "hesitate",
            "stop_contact",
        ),
    ),
    Scene(
        "trouble",
        trouble.facts_for,
        (
            "complain",
            "threaten_bad_review",
            "abuse",
            "request_human",
            "request_offplatform_contact",
            "awkward_question",
            "ask_review_reward",
            "review_followup",
            "chase_case",
            "out_of_scope",
        ),
    ),
    Scene("size", size.facts_for, ("ask_size",)),
    Scene("product", product.facts_for, ("ask_product", "ask_authenticity", "ask_usage", "warranty_repair")),
    Scene("stock", stock.facts_for, ("ask_stock", "ask_recommendation")),
    Scene("price", price.facts_for, ("ask_price", "request_discount", "ask_bulk_price", "request_gift")),
    Scene("promotion", promotion.facts_for, ("ask_promotion", "ask_price_protection")),
    Scene(
        "buying",
        buying.facts_for,
        ("how_to_order", "ask_payment", "ask_invoice", "order_placed", "confirm_order", "adjust_price"),
    ),
    Scene(
        "shipping",
        shipping.facts_for,
        (
            "ask_shipping_fee",
            "ask_courier",
            "ask_delivery_area",
            "ask_dispatch_time",
            "ask_eta",
            "urge_dispatch",
        ),
    ),
    Scene(
        "parcel",
        parcel.facts_for,
        ("track_logistics", "report_logistics_problem", "redirect_parcel", "extend_receipt"),
    ),
    Scene(
        "order_change",
        order_change.facts_for,
        ("change_address", "change_order", "add_order_note", "combine_shipping", "cancel_order"),
    ),
    Scene(
        "refund",
        refund.facts_for,
        ("request_refund", "ask_refund_status", "cancel_refund", "request_compensation"),
    ),
    Scene(
        "return",
        returning.facts_for,
        (
            "request_return",
            "request_exchange",
            "ask_return_policy",
            "ask_freight_insurance",
            "report_return_sent",
            "report_defect",
            "report_wrong_or_missing",
        ),
    ),
    Scene("unsure", unsure.facts_for, (FALLBACK_INTENT,)),
)

SCENE_FOR: Mapping[str, Scene] = MappingProxyType(
    {intent: scene for scene in SCENES for intent in scene.intents}
)
SCENE_OF: Mapping[str, str] = MappingProxyType({intent: scene.name for intent, scene in SCENE_FOR.items()})
"""Intent -> name of its scene, which is the folder of its scripts."""
FOLDER_OF: Mapping[str, str] = MappingProxyType(
    {**SCENE_OF, NEXT_STEP: NEXT_STEP, FOLLOW_UP: "followups", **dict.fromkeys(SCRIPTED, NIGHT)}
)
"""The folder of every script, also of those that answer no intent."""
