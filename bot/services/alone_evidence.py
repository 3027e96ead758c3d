"""What speaks for answering an intent alone at this moment; and lowering what has fallen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core import audit
from bot.core.answering_alone import Chosen, Evidence, Mode, Sample, Why, fallen, in_force, standing
from bot.core.conversations import AUTOMATIC
from bot.core.intents import Intent
from bot.core.shop import Shop
from bot.services.ports import Work
from bot.services.ports_alone import HeldOut

OWN_DECISIONS = timedelta(days=90)
"""Older decisions were about other scripts and another model."""
ALONE_CHANGED = "alone_changed"
"""Kind of event: a mode, a switch or a pause."""


@dataclass(frozen=True)
class Standing:
    """Where an intent is, and why."""

    intent: Intent
    chosen: Chosen
    evidence: Evidence
    why: Why

    @property
    def mode(self) -> Mode:
        return in_force(self.intent.unattended, self.chosen.mode, self.why)


class AloneEvidence:
    def __init__(self, intents: Mapping[str, Intent], held_out: HeldOut) -> None:
        self._intents = intents
        self._held_out = held_out

    def of(self, work: Work, shop: Shop, now: datetime) -> Mapping[str, Standing]:
        chosen = work.alone.chosen(shop.code)
        own = work.alone.own(shop.code, now - OWN_DECISIONS)
        measured = self._held_out() or {}
        found = {}
        for name, intent in self._intents.items():
            evidence = Evidence(measured.get(name), own.get(name, Sample()))
            why = standing(intent.unattended, evidence, shop.alone.bar)
            found[name] = Standing(intent, chosen.get(name, Chosen()), evidence, why)
        return found

    def lower_fallen(
        self, work: Work, shop: Shop, now: datetime, only: Collection[str] | None = None
    ) -> Mapping[str, Standing]:
        """Take the right from every intent that the figures no longer bear; where all stand afterwards."""
        standings = dict(self.of(work, shop, now))
        caps = {name: one.intent.unattended for name, one in standings.items()}
        chosen = {name: one.chosen for name, one in standings.items() if only is None or name in only}
        for name in fallen(caps, chosen, {name: one.why for name, one in standings.items()}):
            lowered = Chosen(Mode.ASSIST, AUTOMATIC, now, standings[name].why.value)
            work.alone.choose(shop.code, name, lowered)
            detail = {"mode": lowered.mode.value, "why": lowered.why}
            work.audit.record(AUTOMATIC, audit.ALONE_LOWERED, f"intent {name}", detail)
            work.events.append(ALONE_CHANGED, None, {"intent": name})
            standings[name] = replace(standings[name], chosen=lowered)
        return standings
