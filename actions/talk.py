"""Greetings, thanks, small talk and data given without a question."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionTalk(DraftingAction):
    scene = "talk"
