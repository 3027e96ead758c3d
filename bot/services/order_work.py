"""What agents and the warehouse do with buyers and orders, as one part of the house."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.guard import ReplyGuard
from bot.core.script_book import ScriptBook
from bot.services.buyer_profiles import BuyerProfiles
from bot.services.cases import Cases
from bot.services.confirming import Confirming
from bot.services.order_desk import OrderDesk
from bot.services.ports import Clock, Store
from bot.services.price_offers import PriceOffers
from bot.services.warehouse import Warehouse


class OrderWork:
    def __init__(self, store: Store, book: Callable[[], ScriptBook], guard: ReplyGuard, clock: Clock) -> None:
        """`book` gives the scripts as they are in force at that moment."""
        self.profiles = BuyerProfiles(store, clock)
        self.cases = Cases(store, clock)
        self.warehouse = Warehouse(store, clock)
        self.prices = PriceOffers(store, book, guard, clock)
        self.orders = OrderDesk(store, self.warehouse, Confirming(book, guard, clock), clock)
