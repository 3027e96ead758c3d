"""Complaints, threats, insults and unsolved cases."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionTrouble(DraftingAction):
    scene = "trouble"
