"""The shop's own data and its buyers, in and out."""

from __future__ import annotations

from functools import cached_property

from bot.adapters.importers.reasons import Reasons, load_reasons
from bot.bootstrap.foundations import DATA, Foundations
from bot.services.import_rows import ImportRows
from bot.services.join_buyers import JoinBuyers
from bot.services.shop_data import ShopData


class ShopKeeping(Foundations):
    @cached_property
    def import_rows(self) -> ImportRows:
        return ImportRows(self.store, self.clock, self.settings.shop)

    @cached_property
    def preview_rows(self) -> ImportRows:
        return ImportRows(self.store, self.clock, self.settings.shop, preview=True)

    @cached_property
    def import_reasons(self) -> Reasons:
        return load_reasons(DATA / "import_reasons.yml")

    @cached_property
    def shop_data(self) -> ShopData:
        return ShopData(self.store, self.settings.shop)

    @cached_property
    def join_buyers(self) -> JoinBuyers:
        return JoinBuyers(self.store, self.clock, self.settings.shop)
