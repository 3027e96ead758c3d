"""What agents and the warehouse do with buyers and orders, as one part of the house."""

from __future__ import annotations

from bot.services.buyer_profiles import BuyerProfiles
from bot.services.ports import Store


class OrderWork:
    def __init__(self, store: Store) -> None:
        self.profiles = BuyerProfiles(store)
