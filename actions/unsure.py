"""Asking back when the model can't tell."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionUnsure(DraftingAction):
    scene = "unsure"
