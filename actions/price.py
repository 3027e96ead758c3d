"""Prices and bargaining."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionPrice(DraftingAction):
    scene = "price"
