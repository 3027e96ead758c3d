"""Who may not do a thing is refused in one sentence."""

from __future__ import annotations

from typing import Protocol

from bot.core.accounts import RIGHTS, Right, Role
from bot.services.faults import Forbidden

REFUSALS = {
    Right.ANSWER: "answer buyers",
    Right.UNMASK: "see a receiver's phone and address",
    Right.READ_NUMBERS: "read phone numbers",
    Right.WORK_THE_LIST: "work the warehouse's list",
    Right.SETTLE_CASES: "settle after-sale cases",
    Right.APPROVE_PRICES: "decide on a price below the floor",
    Right.OVERRIDE_GUARD: "send what the reply guard blocks",
    Right.EDIT_SCRIPTS: "edit scripts and phrases",
    Right.EDIT_SHOP: "edit the shop's own data",
    Right.LABEL_SENTENCES: "label sentences in the training inbox",
    Right.READ_AUDIT: "read the audit trail",
    Right.LEAD_SHIFTS: "take over talks of others, sign others off and set the shifts",
    Right.TRAIN_MODELS: "train and swap models",
    Right.OVERRULE_VERDICT: "activate a model against its verdict",
    Right.MANAGE_PEOPLE: "manage accounts and tokens",
    Right.BUYER_DATA: "hand out or forget a buyer's data",
}


class Actor(Protocol):
    """An account or an API token."""

    def may(self, right: Right) -> bool: ...


def demand(actor: Actor, right: Right) -> None:
    """Raises Forbidden."""
    if not actor.may(right):
        able = ", ".join(role.value for role in Role if right in RIGHTS[role])
        raise Forbidden(f"only {able} may {REFUSALS[right]}")
