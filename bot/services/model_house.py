"""Training, judging and swapping models as one part of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.learning_rules import LearningRules
from bot.core.personal_data import without_personal_data
from bot.services.faults import Unacceptable
from bot.services.ports import Clock, Store
from bot.services.ports_models import ModelShelf
from bot.services.rights import demand
from bot.services.shadow_desk import ShadowDesk
from bot.services.swap_models import SwapModels
from bot.services.training_desk import TRAINING, TrainingDesk


class ModelHouse:
    def __init__(
        self, store: Store, shelf: ModelShelf, lower: Callable[[], object], clock: Clock, shop: str
    ) -> None:
        self._store = store
        self._shop = shop
        self.training = TrainingDesk(store, shelf, clock)
        self.swap = SwapModels(store, shelf, lower, clock, shop)
        self.shadow = ShadowDesk(store, shelf, clock, without_personal_data)

    def set_rules(self, rules: LearningRules, by: Account) -> None:
        """Raises Forbidden, Unacceptable."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            shop = work.shops.get(self._shop)
            if shop is None:
                raise Unacceptable(f"the shop {self._shop} is not set up")
            if work.shops.put(replace(shop, learning=rules)):
                work.audit.record(
                    by.login, audit.SHOP_CHANGED, f"shop {shop.code}", {"learning": vars(rules)}
                )
                work.events.append(TRAINING, None, {})
