"""Which size."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionSize(DraftingAction):
    scene = "size"
