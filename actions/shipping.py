"""When it is sent, by whom, at what cost, and when it usually arrives."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionShipping(DraftingAction):
    scene = "shipping"
