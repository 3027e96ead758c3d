"""What is in stock."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionStock(DraftingAction):
    scene = "stock"
