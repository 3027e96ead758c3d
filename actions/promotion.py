"""Promotions and coupons."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionPromotion(DraftingAction):
    scene = "promotion"
