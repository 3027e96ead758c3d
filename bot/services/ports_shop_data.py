"""What editing a shop's own data needs of its store beside the ports of drafting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from bot.core.catalogue import Promotion
from bot.services.ports import Work
from bot.services.ports_shop import Catalogue


class EditableCatalogue(Catalogue, Protocol):
    def every_promotion(self, shop_code: str) -> Sequence[Promotion]:
        """The newest, those that begin first in front; ended ones too."""

    def remove_promotions(self, shop_code: str, codes: Collection[str]) -> None: ...


class ShopWork(Work, Protocol):
    @property
    def catalogue(self) -> EditableCatalogue: ...


class ShopStore(Protocol):
    def read(self) -> AbstractContextManager[ShopWork]: ...
    def write(self) -> AbstractContextManager[ShopWork]: ...
