"""What a product is like."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionProduct(DraftingAction):
    scene = "product"
