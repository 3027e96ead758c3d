"""Money back."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionRefund(DraftingAction):
    scene = "refund"
