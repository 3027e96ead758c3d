"""Goods back."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionReturn(DraftingAction):
    scene = "return"
