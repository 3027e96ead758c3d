"""Another model answers: by a person's word on its verdict, by the owner against it, or back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.conversations import AUTOMATIC
from bot.core.model_records import How, ModelRecord, Swap, may_be_undone
from bot.core.model_rulings import Ruling, ruling_of_shadow
from bot.core.refusals import Refusal
from bot.services.faults import Conflict, NotFound, RuledOut
from bot.services.ports import Clock, Store, Work
from bot.services.ports_models import ModelShelf
from bot.services.rights import demand
from bot.services.training_desk import TRAINING

SHORTEST_REASON = 4
LONGEST_REASON = 200


@dataclass(frozen=True)
class Standing:
    """Whether a model may take over from the one that is active now."""

    record: ModelRecord | None
    rulings: tuple[Ruling, ...] = ()
    """Of its verdict and of people's words on its shadow."""
    is_stale: bool = False
    """It was judged against another model than the active one."""

    @property
    def passes(self) -> bool:
        is_judged = self.record is not None and self.record.verdict is not None
        return is_judged and not self.is_stale and all(ruling.passes for ruling in self.rulings)


class SwapModels:
    def __init__(
        self, store: Store, shelf: ModelShelf, lower: Callable[[], object], clock: Clock, shop: str
    ) -> None:
        """`lower` takes rights to answer alone away that another model's figures do not bear."""
        self._store = store
        self._shelf = shelf
        self._lower = lower
        self._clock = clock
        self._shop = shop

    def standing(self, work: Work, model: str) -> Standing:
        record = work.models.records.get(model)
        verdict = record.verdict if record else None
        if record is None or verdict is None:
            return Standing(record)
        run = work.models.shadows.newest_of(model)
        told = work.models.shadows.judgements(run.id) if run else None
        shadow = (ruling_of_shadow(told.active_right, told.shadow_right),) if told else ()
        return Standing(record, (*verdict.rulings, *shadow), record.against != self._shelf.active_id())

    def approve(self, model: str, by: Account, reason: str = "") -> None:
        """Raises Forbidden, NotFound, Conflict; RuledOut without the reason that a block needs."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            self._demand_other(model)
            standing = self.standing(work, model)
            if not standing.passes:
                demand(by, Right.OVERRULE_VERDICT)
                _demand_reason(reason)
            how = How.APPROVED if standing.passes else How.OVERRULED
            self._swap(work, model, by.login, how, reason.strip(), standing)
        self._lower()

    def automatically(self, model: str) -> bool:
        """After a verdict that passes, where the shop wants no click; whether it was done."""
        with self._store.write() as work:
            shop = work.shops.get(self._shop)
            standing = self.standing(work, model)
            if shop is None or not shop.learning.automatic or not standing.passes:
                return False
            self._swap(work, model, AUTOMATIC, How.AUTOMATIC, "", standing)
        self._lower()
        return True

    def by_command(self, model: str, by: str, reason: str = "") -> None:
        """Whoever has the machine may; what is blocked needs a reason. Raises NotFound, RuledOut."""
        if model not in self._shelf.ids():
            raise NotFound(f"there is no model {model}")
        if model == self._shelf.active_id():
            return
        with self._store.write() as work:
            standing = self.standing(work, model)
            if any(not ruling.passes for ruling in standing.rulings):
                _demand_reason(reason)
            self._swap(work, model, by, How.BY_COMMAND, reason.strip(), standing)
        self._lower()

    def roll_back(self, by: Account) -> str:
        """The model before is active again; its id. Raises Forbidden, Conflict."""
        demand(by, Right.TRAIN_MODELS)
        before = self._shelf.active_id()
        with self._store.write() as work:
            try:
                model = self._shelf.swap_back()
            except LookupError as fault:
                raise Conflict(str(fault)) from fault
            self._record(work, Swap(0, model, before, self._clock(), by.login, How.ROLLED_BACK), {})
        self._lower()
        return model

    def undo(self, by: Account) -> str:
        """Take a roll-back back, while nothing has happened since. Raises Forbidden, Conflict."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            newest = next(iter(work.models.records.swaps(limit=1)), None)
            if newest is None or not may_be_undone(newest, self._shelf.active_id()):
                raise Conflict("there is no roll-back to take back")
            self._demand_other(newest.before)
            self._swap(work, newest.before, by.login, How.UNDONE, "", Standing(None))
        self._lower()
        return newest.before

    def _demand_other(self, model: str) -> None:
        if model not in self._shelf.ids():
            raise NotFound(f"there is no model {model}")
        if model == self._shelf.active_id():
            raise Conflict(f"{model} is the active model already")

    def _swap(self, work: Work, model: str, by: str, how: How, reason: str, standing: Standing) -> None:
        """The file changes last: what fails before it leaves everything as it was."""
        before = self._shelf.active_id()
        told = {f"{one.rule.value} {one.on}".strip(): one.passes for one in standing.rulings}
        self._record(work, Swap(0, model, before, self._clock(), by, how, reason), {"verdict": told})
        self._shelf.swap_to(model)

    @staticmethod
    def _record(work: Work, swap: Swap, more: dict[str, Any]) -> None:
        work.models.records.add_swap(swap)
        detail = {"before": swap.before, "how": swap.how.value, "reason": swap.reason, **more}
        work.audit.record(swap.by, audit.MODEL_SWAPPED, f"model {swap.model}", detail)
        work.events.append(TRAINING, None, {"model": swap.model})


def _demand_reason(reason: str) -> None:
    words = reason.strip()
    if len(words) < SHORTEST_REASON:
        raise RuledOut(Refusal.NO_REASON)
    if len(words) > LONGEST_REASON:
        raise RuledOut(Refusal.REASON_TOO_LONG)
