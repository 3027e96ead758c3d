"""Let two models read the same messages: the frozen set, and what agents have decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adapters.judged_messages import read_judged
from bot.adapters.kept_answers import KeptAnswers
from bot.adapters.training_data import read_sentences
from bot.bootstrap import House
from bot.cli.evaluate import answerable, answered
from bot.core.evaluation.alone import measured
from bot.core.evaluation.judged import Answer, Judged
from bot.core.evaluation.shares import Figure
from bot.core.evaluation.summary import evaluated
from bot.core.model_judging import Verdict, verdict
from bot.core.model_readings import JudgedOn, Reading
from bot.core.personal_data import without_personal_data
from bot.core.training_jobs import Step
from bot.services.ports_models import DecidedMessage

if TYPE_CHECKING:
    from bot.nlu.loading import Understanding

Tell = Callable[[Step, int, int], None]
"""What it is at, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict | None
    """None when there is no model to judge against."""
    figures: tuple[Figure, ...]
    """Of the candidate, on the frozen set."""


class Judging:
    def __init__(self, home: House, project: Path, tell: Tell) -> None:
        self._home = home
        self._project = project
        self._tell = tell
        self._kept = KeptAnswers(home.settings.models)

    def judge(
        self, candidate: Understanding, active: Understanding | None, since: datetime | None
    ) -> Outcome:
        """`since` is when the active model was made. Raises OSError or ValueError for unreadable messages."""
        held_out = self._held_out()
        theirs = self._answers(Step.HELD_OUT, candidate, held_out, self._home.settings.held_out)
        figures = evaluated(theirs, answerable()).figures
        if held_out:
            self._home.models.keep_held_out(candidate.model_id, measured(theirs))
        if active is None:
            return Outcome(None, figures)
        ours = self._answers(Step.HELD_OUT, active, held_out, self._home.settings.held_out)
        decided = self._decided()
        read = self._both(candidate, active, [one.judged for one in decided])
        found = {JudgedOn.HELD_OUT: _paired(ours, theirs), JudgedOn.DECIDED: read}
        if since:
            found[JudgedOn.SINCE] = [one for one, told in zip(read, decided, strict=True) if told.at > since]
        names = {one.judged.text: one.buyer for one in decided}
        return Outcome(_masked(verdict(found, answerable()), names), figures)

    def _held_out(self) -> list[Judged]:
        path = self._home.settings.held_out
        return read_judged(path) if path.exists() else []

    def _decided(self) -> list[DecidedMessage]:
        """But those whose very words are trained on: that a model knows them by heart says nothing."""
        known = {said for own in read_sentences(self._project / "data" / "nlu").values() for said in own}
        with self._home.store.read() as work:
            drawn = work.models.decided.drawn()
        intents = set(self._home.intents)
        return [one for one in drawn if one.judged.text not in known and set(one.judged.intents) <= intents]

    def _both(
        self, candidate: Understanding, active: Understanding, judged: Sequence[Judged]
    ) -> list[Reading]:
        theirs = self._answers(Step.DECIDED, candidate, judged)
        return _paired(self._answers(Step.DECIDED, active, judged), theirs)

    def _answers(
        self, step: Step, understanding: Understanding, judged: Sequence[Judged], frozen: Path | None = None
    ) -> list[Answer]:
        """Of a frozen set what was read once is kept."""
        kept = self._kept.get(understanding.model_id, frozen) if frozen and judged else None
        if kept and len(kept) == len(judged):
            return list(zip(judged, kept, strict=True))
        done = 0

        def tick() -> None:
            nonlocal done
            done += 1
            self._tell(step, done, len(judged))

        answers = answered(understanding, judged, tick)
        if frozen and judged:
            self._kept.keep(understanding.model_id, frozen, [parse for _, parse in answers])
        return answers


def _paired(ours: Sequence[Answer], theirs: Sequence[Answer]) -> list[Reading]:
    return [Reading(judged, one, other) for (judged, one), (_, other) in zip(ours, theirs, strict=True)]


def _masked(one: Verdict, buyers: Mapping[str, str]) -> Verdict:
    """A verdict is kept for good: nothing of a buyer stays in its examples."""
    changes = tuple(
        replace(change, text=without_personal_data(change.text, (buyers.get(change.text, ""),)))
        for change in one.changes
    )
    return replace(one, changes=changes)
