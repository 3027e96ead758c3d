"""Sentences offered for training, as rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.tables.training import TrainingCandidateRow as Row
from bot.adapters.store.tables.training import TrainingLabelRow
from bot.adapters.store.training_labels import SqlTrainingLabels
from bot.adapters.store.training_sources import SqlTrainingSources, guesses_from
from bot.core.conversations import Sender, Turn
from bot.core.training_candidates import (
    WAITING,
    Candidate,
    CandidateKind,
    CandidateState,
    Neighbour,
    Worth,
)


class SqlTraining(SqlTrainingLabels, SqlTrainingSources):
    def __init__(self, session: Session) -> None:
        super().__init__(session)

    def add(self, candidate: Candidate, at: datetime) -> int:
        row = Row(
            key=candidate.key,
            text=candidate.text,
            origin=candidate.origin,
            buyer=candidate.buyer,
            kind=candidate.kind.value,
            hint=candidate.hint,
            before=[{"sender": turn.sender.value, "text": turn.text} for turn in candidate.before],
            times=candidate.times,
            group_id=candidate.group,
            state=candidate.state.value,
            added_at=at,
            **_reading(candidate),
        )
        self._session.add(row)
        self._session.flush()
        if row.group_id is None:
            row.group_id = row.id
            self._session.flush()
        return row.id

    def get(self, candidate_id: int) -> Candidate | None:
        row = self._session.get(Row, candidate_id)
        return _candidate(row) if row else None

    def known(self, keys: Collection[str]) -> Mapping[str, int]:
        found = self._session.execute(select(Row.key, Row.id).where(Row.key.in_(list(keys)))).all()
        return {row.key: row.id for row in found}

    def written_again(self, candidate_id: int, times: int) -> None:
        self._change(candidate_id, times=Row.times + times)

    def revalue(self, candidate_id: int, worth: Worth, value: float) -> None:
        self._change(candidate_id, worth=asdict(worth), value=value)

    def reread(self, candidate: Candidate) -> None:
        self._change(candidate.id, state=candidate.state.value, **_reading(candidate))

    def mark(self, candidate_id: int, state: CandidateState) -> None:
        self._change(candidate_id, state=state.value)

    def queue(self, account: str, *, leads: bool, limit: int = 60) -> Sequence[Candidate]:
        said = select(TrainingLabelRow.candidate_id).where(
            TrainingLabelRow.account == account, TrainingLabelRow.source == "inbox"
        )
        fresh = Row.state.in_([CandidateState.OPEN.value, CandidateState.SECOND.value]) & Row.id.not_in(said)
        disputed = Row.state == CandidateState.DISPUTED.value
        mine = or_(fresh, disputed) if leads else fresh
        return self._found(select(Row).where(mine).order_by(Row.value.desc(), Row.id).limit(limit))

    def group(self, group_id: int, limit: int = 60) -> Sequence[Candidate]:
        mates = select(Row).where(Row.group_id == group_id, Row.state == CandidateState.OPEN.value)
        return self._found(mates.order_by(Row.id).limit(limit))

    def written_in_group(self, group_id: int) -> int:
        times = select(func.sum(Row.times)).where(Row.group_id == group_id)
        return int(self._session.execute(times).scalar_one() or 0)

    def heads(self, limit: int) -> Sequence[tuple[int, str]]:
        waiting = select(Row.id, Row.text).where(Row.state.in_([one.value for one in WAITING]))
        heads = waiting.where(Row.group_id == Row.id).order_by(Row.id.desc()).limit(limit)
        return [(candidate_id, text) for candidate_id, text in self._session.execute(heads)]

    def read_by_others(self, model: str, limit: int) -> Sequence[Candidate]:
        stale = select(Row).where(Row.state == CandidateState.OPEN.value, Row.model != model)
        logged = stale.where(Row.kind == CandidateKind.LOGGED.value)
        return self._found(logged.order_by(Row.id).limit(limit))

    def _change(self, candidate_id: int, **columns: Any) -> None:
        self._session.execute(update(Row).where(Row.id == candidate_id).values(**columns))

    def _found(self, query: Any) -> list[Candidate]:
        return [_candidate(row) for row in self._session.execute(query).scalars()]


def _reading(candidate: Candidate) -> dict[str, Any]:
    return {
        "guesses": [asdict(guess) for guess in candidate.guesses],
        "alike": [asdict(neighbour) for neighbour in candidate.alike],
        "worth": asdict(candidate.worth),
        "value": candidate.value,
        "model": candidate.model,
    }


def _candidate(row: Row) -> Candidate:
    return Candidate(
        id=row.id,
        text=row.text,
        origin=row.origin,
        buyer=row.buyer,
        kind=CandidateKind(row.kind),
        hint=row.hint,
        guesses=guesses_from(row.guesses),
        before=tuple(Turn(Sender(turn["sender"]), turn["text"]) for turn in row.before),
        alike=tuple(Neighbour(**neighbour) for neighbour in row.alike),
        worth=Worth(**row.worth),
        value=row.value,
        model=row.model,
        times=row.times,
        group=row.group_id,
        state=CandidateState(row.state),
    )
