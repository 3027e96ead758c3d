"""Who may label, by the shop's rules."""

from __future__ import annotations

from bot.core.accounts import Account, Right
from bot.core.training_rules import TrainingRules, may_label
from bot.services.faults import Forbidden
from bot.services.ports import Work

MOST_AT_ONCE = 60
"""Near-duplicates that one key press labels."""


def rules_in(work: Work, shop_code: str) -> TrainingRules:
    shop = work.shops.get(shop_code)
    return shop.training if shop else TrainingRules()


def demand_labelling(work: Work, account: Account, shop_code: str) -> TrainingRules:
    """Raises Forbidden."""
    rules = rules_in(work, shop_code)
    if not may_label(account, rules):
        raise Forbidden("only whoever leads may label, unless the shop lets agents do it, too")
    return rules


def leads(account: Account) -> bool:
    """Whether this account settles what others differ about."""
    return account.may(Right.LABEL_SENTENCES)
