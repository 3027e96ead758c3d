"""Where the parcel is and what went wrong with it."""

from __future__ import annotations

from actions.drafting import DraftingAction


class ActionParcel(DraftingAction):
    scene = "parcel"
