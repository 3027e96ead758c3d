"""Who said what about a sentence, and what was accepted of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.tables.training import TrainingCandidateRow, TrainingLabelRow, TrainingLineRow
from bot.core.training_candidates import (
    WAITING,
    CandidateState,
    Label,
    LabelSource,
    TrainingLine,
    candidate_key,
)
from bot.services.ports_training import TrainingFigures

MOST_LABELS = 50


class SqlTrainingLabels:
    def __init__(self, session: Session) -> None:
        self._session = session

    def labels(self, candidate_id: int) -> Sequence[Label]:
        rows = self._session.execute(
            select(TrainingLabelRow)
            .where(TrainingLabelRow.candidate_id == candidate_id)
            .order_by(TrainingLabelRow.id)
            .limit(MOST_LABELS)
        ).scalars()
        return [Label(row.account, row.intent, LabelSource(row.source), row.at, row.leads) for row in rows]

    def say(self, candidate_id: int, label: Label, act: str) -> None:
        self._session.add(
            TrainingLabelRow(
                candidate_id=candidate_id,
                account=label.account,
                source=label.source.value,
                intent=label.intent,
                leads=label.leads,
                act=act,
                at=label.at,
            )
        )
        self._session.flush()

    def unskip(self, candidate_id: int, account: str) -> None:
        self._session.execute(
            delete(TrainingLabelRow)
            .where(TrainingLabelRow.candidate_id == candidate_id, TrainingLabelRow.account == account)
            .where(TrainingLabelRow.intent.is_(None))
        )

    def last_act(self, account: str) -> str | None:
        act: str | None = self._session.execute(
            select(TrainingLabelRow.act)
            .where(TrainingLabelRow.account == account)
            .where(TrainingLabelRow.source != LabelSource.DESK.value)
            .order_by(TrainingLabelRow.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        return act

    def take_back(self, act: str, account: str) -> Sequence[int]:
        rows = self._session.execute(
            select(TrainingLabelRow)
            .where(TrainingLabelRow.act == act, TrainingLabelRow.account == account)
            .order_by(TrainingLabelRow.id)
        ).scalars()
        taken = [(row, row.candidate_id) for row in rows]
        for row, _ in taken:
            self._session.delete(row)
        self._session.flush()
        return [candidate_id for _, candidate_id in taken]

    def figures(self, since: datetime) -> TrainingFigures:
        by_state = select(TrainingCandidateRow.state, func.count()).group_by(TrainingCandidateRow.state)
        states: dict[str, int] = dict(self._session.execute(by_state).all())  # type: ignore[arg-type]
        said = select(TrainingLabelRow).where(TrainingLabelRow.intent.is_not(None)).subquery()
        today = select(func.count(said.c.candidate_id.distinct())).where(
            said.c.at >= since, said.c.source != LabelSource.DESK.value
        )
        twice = (
            select(said.c.candidate_id, func.count(said.c.intent.distinct()).label("intents"))
            .where(said.c.source != LabelSource.RULING.value)
            .group_by(said.c.candidate_id)
            .having(func.count(said.c.account.distinct()) > 1)
            .subquery()
        )
        agreed = select(func.count()).select_from(twice).where(twice.c.intents == 1)
        return TrainingFigures(
            today=self._session.execute(today).scalar_one(),
            waiting=sum(states.get(state.value, 0) for state in WAITING),
            disputed=states.get(CandidateState.DISPUTED.value, 0),
            accepted=self._session.execute(select(func.count(TrainingLineRow.id))).scalar_one(),
            judged_twice=self._session.execute(select(func.count()).select_from(twice)).scalar_one(),
            agreed=self._session.execute(agreed).scalar_one(),
        )

    def accept(self, candidate_id: int, line: TrainingLine) -> None:
        row = self._line(candidate_id)
        if row is None:
            row = TrainingLineRow(candidate_id=candidate_id, key=candidate_key(line.text))
            self._session.add(row)
        row.text, row.intent, row.origin, row.buyer = line.text, line.intent, line.origin, line.buyer
        row.accepted_by, row.accepted_at = line.accepted_by, line.accepted_at
        self._session.flush()

    def unaccept(self, candidate_id: int) -> bool:
        row = self._line(candidate_id)
        if row is not None:
            self._session.delete(row)
            self._session.flush()
        return row is not None

    def accepted(self, limit: int = 100_000) -> Sequence[TrainingLine]:
        lines = TrainingLineRow.__table__
        rows = self._session.execute(select(lines).order_by(lines.c.intent, lines.c.text).limit(limit))
        return [
            TrainingLine(
                row.text, row.intent, row.origin, row.accepted_by, row.accepted_at, row.buyer, id=row.id
            )
            for row in rows
        ]

    def edition(self) -> tuple[int, int]:
        lines = select(func.max(TrainingLineRow.id), func.count(TrainingLineRow.id))
        newest, count = self._session.execute(lines).one()
        return newest or 0, count

    def forget_buyer(self, pseudonym: str) -> int:
        of_buyer = TrainingCandidateRow.buyer == pseudonym
        return self._forget(select(TrainingCandidateRow.id).where(of_buyer))

    def forget_before(self, moment: datetime, limit: int) -> int:
        of_old = select(TrainingCandidateRow.id).where(
            TrainingCandidateRow.added_at < moment,
            TrainingCandidateRow.state != CandidateState.ACCEPTED.value,
        )
        return self._forget(of_old.order_by(TrainingCandidateRow.id).limit(limit))

    def _forget(self, query: Any) -> int:
        ids = [row.id for row in self._session.execute(query)]
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            self._session.execute(delete(TrainingLineRow).where(TrainingLineRow.candidate_id.in_(some)))
            self._session.execute(delete(TrainingLabelRow).where(TrainingLabelRow.candidate_id.in_(some)))
            mates = update(TrainingCandidateRow).where(TrainingCandidateRow.group_id.in_(some))
            self._session.execute(mates.values(group_id=TrainingCandidateRow.id))  # each stands for itself
            self._session.execute(delete(TrainingCandidateRow).where(TrainingCandidateRow.id.in_(some)))
        return len(ids)

    def _line(self, candidate_id: int) -> TrainingLineRow | None:
        row: TrainingLineRow | None = self._session.execute(
            select(TrainingLineRow).where(TrainingLineRow.candidate_id == candidate_id)
        ).scalar_one_or_none()
        return row
