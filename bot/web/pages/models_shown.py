"""What the page of models shows: which one answers, what is trained, the candidate, and who did what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.processes import lives
from bot.bootstrap import House
from bot.core.learning_rules import LearningRules
from bot.core.model_records import ModelRecord, Swap, key_figures, may_be_undone
from bot.core.shadows import Judgements, ShadowReading, ShadowRun
from bot.services.ports import Work
from bot.services.swap_models import Standing

ROWS_FIRST = 8
"""Intents that stand in the table before it is opened."""


@dataclass(frozen=True)
class Candidate:
    model: str
    standing: Standing
    run: ShadowRun | None
    told: Judgements
    readings: Sequence[ShadowReading]


def shown(house: House, model: str = "") -> dict[str, Any]:
    """`model` is one that somebody wants to look at; without it the newest that may take over."""
    house.model_desk.training.bury_abandoned(lives)
    active, ids = house.models.active_id(), house.models.ids()
    with house.store.read() as work:
        newest = work.events.newest_id()  # first: what comes later is told by the stream
        shop = work.shops.get(house.settings.shop)
        jobs = work.models.jobs.newest(1)
        swaps = work.models.records.swaps()
        records = {record.model: record for record in work.models.records.several()}
        running = work.models.shadows.running()
        wanted = model if model in ids and model != active else _newest_but(active, ids, running)
        candidate = _candidate(house, work, wanted) if wanted else None
    return {
        "newest": newest,
        "active": active,
        "record": records.get(active),
        "figures": _figures(records.get(active)),
        "job": jobs[0] if jobs else None,
        "swaps": swaps,
        "since": next((swap for swap in swaps if swap.model == active), None),
        "undo": _undo(swaps, active),
        "has_before": len(house.models.history()) > 1,
        "models": [(one, records.get(one)) for one in reversed(ids)][:20],
        "asked_model": model,
        "candidate": candidate,
        "candidate_figures": _figures(candidate.standing.record if candidate else None),
        "shadow": running,
        "rules": shop.learning if shop else LearningRules(),
        "rows_first": ROWS_FIRST,
    }


def _newest_but(active: str, ids: Sequence[str], running: ShadowRun | None) -> str:
    """The model that reads along, else the newest that is younger than the active one; ids are times."""
    if running and running.model in ids:
        return running.model
    return next((one for one in reversed(ids) if one > active), "")


def _candidate(house: House, work: Work, model: str) -> Candidate:
    run = work.models.shadows.newest_of(model)
    return Candidate(
        model,
        house.model_desk.swap.standing(work, model),
        run,
        work.models.shadows.judgements(run.id) if run else Judgements(),
        work.models.shadows.readings(run.id) if run else (),
    )


def _figures(record: ModelRecord | None) -> Mapping[str, Any]:
    return {figure.name: figure for figure in key_figures(record.figures)} if record else {}


def _undo(swaps: Sequence[Swap], active: str) -> str:
    """The model that a roll-back just now has put aside; empty when there is nothing to take back."""
    newest = swaps[0] if swaps else None
    return newest.before if newest and may_be_undone(newest, active) else ""
