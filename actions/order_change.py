"""Changes to an order before and after dispatch."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionOrderChange(DraftingAction):
    scene = "order_change"
