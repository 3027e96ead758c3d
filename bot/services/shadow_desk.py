"""Let a model read along for a day, and say of each difference who was right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.shadows import LASTS, MOST_WAITING, ShadowRun, differs
from bot.core.shadows import Right as WhoIsRight
from bot.core.understanding import Parse
from bot.services.faults import Conflict, NotFound
from bot.services.ports import Clock, Store, Work
from bot.services.ports_models import DraftedTurn, ModelShelf
from bot.services.rights import demand
from bot.services.training_desk import TRAINING

AT_ONCE = 20
"""Turns that are read before what was found is stored."""

Read = Callable[[DraftedTurn], Parse]
Mask = Callable[[str, Collection[str]], str]
"""A text without personal data; who is known to be named in it is told."""


class ShadowDesk:
    def __init__(self, store: Store, shelf: ModelShelf, clock: Clock, mask: Mask) -> None:
        self._store = store
        self._shelf = shelf
        self._clock = clock
        self._mask = mask

    def begin(self, model: str, by: Account) -> int:
        """From the next draft on. Raises Forbidden, NotFound, Conflict."""
        demand(by, Right.TRAIN_MODELS)
        now = self._clock()
        if model not in self._shelf.ids():
            raise NotFound(f"there is no model {model}")
        if model == self._shelf.active_id():
            raise Conflict(f"{model} is the active model: it has nothing to differ from")
        with self._store.write() as work:
            shadows = work.models.shadows
            running = shadows.running()
            if running and not running.is_over(now):
                raise Conflict(f"{running.model} reads along already")
            if running:
                shadows.put(replace(running, ended_at=running.until))
            run = shadows.add(model, by.login, now, now + LASTS, shadows.newest_draft())
            work.audit.record(by.login, audit.SHADOW_BEGUN, f"model {model}", {})
            work.events.append(TRAINING, None, {"shadow": run})
        return run

    def stop(self, by: Account) -> None:
        """Raises Forbidden, Conflict."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            run = work.models.shadows.running()
            if run is None:
                raise Conflict("no model reads along")
            self._ended(work, replace(run, ended_by=by.login))
            work.audit.record(by.login, audit.SHADOW_ENDED, f"model {run.model}", {})

    def judge(self, reading_id: int, right: WhoIsRight, by: Account) -> None:
        """Another word on the same reading takes the place of the first. Raises Forbidden, NotFound."""
        demand(by, Right.TRAIN_MODELS)
        with self._store.write() as work:
            if work.models.shadows.reading(reading_id) is None:
                raise NotFound(f"there is no shadow reading {reading_id}")
            work.models.shadows.judge(reading_id, right, by.login, self._clock())
            work.events.append(TRAINING, None, {"reading": reading_id})

    def due(self) -> ShadowRun | None:
        """The model that reads along now; one whose time is over ends here."""
        now = self._clock()
        with self._store.read() as work:
            run = work.models.shadows.running()
        if run is None or not run.is_over(now):
            return run
        self.end(run, "")
        return None

    def end(self, run: ShadowRun, fault: str) -> None:
        """`fault` is a reason code; empty when its time is over."""
        with self._store.write() as work:
            known = work.models.shadows.get(run.id)
            if known and known.ended_at is None:
                self._ended(work, replace(known, fault=fault))

    def read_on(self, run: ShadowRun, read: Read) -> int:
        """Read what was drafted since, a few turns at a time; how many. The desk waits for none of it."""
        with self._store.read() as work:
            left_out, last = work.models.shadows.left_out(run.last_draft, MOST_WAITING)
            turns = work.models.shadows.turns_after(last, AT_ONCE)
        if not turns:
            return 0
        self._keep(run.id, turns, [read(turn) for turn in turns], left_out)
        return len(turns)

    def _keep(
        self, run_id: int, turns: Sequence[DraftedTurn], parses: Sequence[Parse], left_out: int
    ) -> None:
        with self._store.write() as work:
            run = work.models.shadows.get(run_id)
            if run is None or run.ended_at is not None:
                return
            other = 0
            for turn, parse in zip(turns, parses, strict=True):
                if differs(turn.judged.intents, turn.sure, parse.intents, parse.sure):
                    talk = work.conversations.get(turn.conversation_id)
                    masked = self._mask(turn.judged.text, (talk.buyer_nick,) if talk else ())
                    work.models.shadows.note(run_id, turn, masked, parse)
                    other += 1
            seen, same = run.seen + len(turns), run.same + len(turns) - other
            moved = replace(run, last_draft=turns[-1].draft_id, seen=seen, same=same)
            work.models.shadows.put(replace(moved, dropped=run.dropped + left_out))
            work.events.append(TRAINING, None, {"shadow": run_id})

    def _ended(self, work: Work, run: ShadowRun) -> None:
        work.models.shadows.put(replace(run, ended_at=self._clock()))
        work.events.append(TRAINING, None, {"shadow": run.id})
