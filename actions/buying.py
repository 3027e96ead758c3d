"""How to order and pay."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionBuying(DraftingAction):
    scene = "buying"
