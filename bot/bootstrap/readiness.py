"""Whether a message would get its suggestion now."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.models import Models
from bot.adapters.rasa.client import RasaClient
from bot.adapters.store.work import SqlStore
from bot.core.turns import BuyerTurn
from bot.services.ports import Clock, DraftingFailure

PROBE_TEXT = "在吗"
PROBE_KEPT = 10.0
"""Seconds for which a probe's good outcome is believed."""


class Readiness:
    def __init__(self, store: SqlStore, rasa: RasaClient, models: Models, clock: Clock, shop: str) -> None:
        self._store = store
        self._rasa = rasa
        self._models = models
        self._clock = clock
        self._shop = shop
        self._good_at = float("-inf")

    async def report(self) -> dict[str, Any]:
        """With what is in the way, if anything is."""
        model = self._models.active()
        report = {
            "database": await asyncio.to_thread(self._database_answers),
            "model": model.id if model else None,
            "drafting": await self._drafting_fault() or "ok",
        }
        return {"ready": report["database"] and report["drafting"] == "ok", **report}

    def _database_answers(self) -> bool:
        try:
            with self._store.read() as work:
                work.session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    async def _drafting_fault(self) -> str | None:
        """Why a probe message got no suggestion."""
        if time.monotonic() - self._good_at < PROBE_KEPT:
            return None
        fault = await self._probed()
        if fault is None:
            self._good_at = time.monotonic()
        return fault

    async def _probed(self) -> str | None:
        turn = BuyerTurn(text=PROBE_TEXT, at=self._clock(), shop=self._shop)
        try:
            drafted = await self._rasa.draft(turn)
        except DraftingFailure as failure:
            return f"{failure.code}: {failure}"
        return None if drafted.suggestions else "no_suggestion: the probe message got no suggestion"
