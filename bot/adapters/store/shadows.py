"""Models that read along: how far they are, and where they read something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from bot.adapters.store.tables.models import ShadowReadingRow, ShadowRunRow
from bot.adapters.store.tables.talks import DraftRow, MessageRow
from bot.adapters.store.turns_before import turns_before
from bot.core.conversations import Sender
from bot.core.evaluation.judged import Judged, Kind, confidence
from bot.core.shadows import Judgements, Right, ShadowReading, ShadowRun
from bot.core.understanding import Parse
from bot.services.ports_models import DraftedTurn


class SqlShadows:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, model: str, by: str, at: datetime, until: datetime, after_draft: int) -> int:
        row = ShadowRunRow(running=1, model=model, begun_by=by, begun_at=at, until=until, ended_by="")
        row.last_draft, row.seen, row.same, row.dropped, row.fault = after_draft, 0, 0, 0, ""
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, run_id: int) -> ShadowRun | None:
        row: ShadowRunRow | None = self._session.get(ShadowRunRow, run_id)
        return _run(row) if row else None

    def running(self) -> ShadowRun | None:
        query = select(ShadowRunRow).where(ShadowRunRow.running == 1)
        row: ShadowRunRow | None = self._session.execute(query).scalar_one_or_none()
        return _run(row) if row else None

    def newest_of(self, model: str) -> ShadowRun | None:
        query = (
            select(ShadowRunRow).where(ShadowRunRow.model == model).order_by(ShadowRunRow.id.desc()).limit(1)
        )
        row: ShadowRunRow | None = self._session.execute(query).scalar_one_or_none()
        return _run(row) if row else None

    def put(self, run: ShadowRun) -> None:
        row: ShadowRunRow | None = self._session.get(ShadowRunRow, run.id)
        if row is None:
            raise LookupError(f"there is no shadow run {run.id}")
        row.running = 1 if run.ended_at is None else None
        row.ended_at, row.ended_by, row.fault = run.ended_at, run.ended_by, run.fault
        row.last_draft, row.seen, row.same, row.dropped = run.last_draft, run.seen, run.same, run.dropped

    def newest_draft(self) -> int:
        newest: int | None = self._session.execute(select(func.max(DraftRow.id))).scalar_one_or_none()
        return newest or 0

    def left_out(self, draft_id: int, keep: int) -> tuple[int, int]:
        query = (
            _first_drafts(draft_id).with_only_columns(DraftRow.id).order_by(DraftRow.id.desc()).offset(keep)
        )
        last: int | None = self._session.execute(query.limit(1)).scalar_one_or_none()
        if last is None:
            return 0, draft_id
        ids = _first_drafts(draft_id).with_only_columns(DraftRow.id).where(DraftRow.id <= last).subquery()
        return int(self._session.execute(select(func.count()).select_from(ids)).scalar_one()), last

    def turns_after(self, draft_id: int, limit: int) -> Sequence[DraftedTurn]:
        rows: Sequence[DraftRow] = (
            self._session.execute(_first_drafts(draft_id).order_by(DraftRow.id).limit(limit)).scalars().all()
        )
        return [self._turn(row) for row in rows]

    def _turn(self, row: DraftRow) -> DraftedTurn:
        previous = turns_before(self._session, row.conversation_id, row.message_id)
        judged = Judged(Kind.CONTEXT, row.text, tuple(row.intents), previous=previous)
        return DraftedTurn(row.id, row.conversation_id, judged, row.sure, row.at)

    def note(self, run_id: int, turn: DraftedTurn, masked: str, shadow: Parse) -> None:
        self._session.add(
            ShadowReadingRow(
                run_id=run_id,
                draft_id=turn.draft_id,
                conversation_id=turn.conversation_id,
                text=masked,
                active=list(turn.judged.intents),
                active_sure=turn.sure,
                shadow=list(shadow.intents),
                shadow_sure=shadow.sure,
                confidence=confidence(shadow),
                at=turn.at,
                judged_by="",
            )
        )

    def reading(self, reading_id: int) -> ShadowReading | None:
        row: ShadowReadingRow | None = self._session.get(ShadowReadingRow, reading_id)
        return _reading(row) if row else None

    def judge(self, reading_id: int, right: Right, by: str, at: datetime) -> None:
        row: ShadowReadingRow | None = self._session.get(ShadowReadingRow, reading_id)
        if row is None:
            raise LookupError(f"there is no shadow reading {reading_id}")
        row.who_is_right, row.judged_by, row.judged_at = right.value, by, at

    def readings(self, run_id: int, limit: int = 100) -> Sequence[ShadowReading]:
        query = (
            select(ShadowReadingRow)
            .where(ShadowReadingRow.run_id == run_id)
            .order_by(ShadowReadingRow.who_is_right.is_not(None), ShadowReadingRow.id.desc())
            .limit(limit)
        )
        return [_reading(row) for row in self._session.execute(query).scalars()]

    def judgements(self, run_id: int) -> Judgements:
        query = (
            select(ShadowReadingRow.who_is_right, func.count())
            .where(ShadowReadingRow.run_id == run_id)
            .group_by(ShadowReadingRow.who_is_right)
        )
        told: Counter[str | None] = Counter()
        for right, count in self._session.execute(query):
            told[right] = count
        other = told[Right.BOTH.value] + told[Right.NEITHER.value]
        return Judgements(told[None], told[Right.ACTIVE.value], told[Right.SHADOW.value], other)


def _first_drafts(after: int) -> Any:
    """Of a turn the first draft counts: later ones were asked for by people, who named the intent."""
    earlier = aliased(DraftRow)
    is_later = (
        select(earlier.id)
        .where(earlier.message_id == DraftRow.message_id, earlier.id < DraftRow.id, earlier.failure.is_(None))
        .exists()
    )
    return (
        select(DraftRow)
        .join(MessageRow, MessageRow.id == DraftRow.message_id)
        .where(DraftRow.id > after, DraftRow.failure.is_(None), DraftRow.text != "")
        .where(MessageRow.sender == Sender.BUYER.value, ~is_later)
    )


def _run(row: ShadowRunRow) -> ShadowRun:
    return ShadowRun(
        id=row.id,
        model=row.model,
        begun_by=row.begun_by,
        begun_at=row.begun_at,
        until=row.until,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        last_draft=row.last_draft,
        seen=row.seen,
        same=row.same,
        dropped=row.dropped,
        fault=row.fault,
    )


def _reading(row: ShadowReadingRow) -> ShadowReading:
    return ShadowReading(
        id=row.id,
        run_id=row.run_id,
        conversation_id=row.conversation_id,
        text=row.text,
        active=tuple(row.active),
        active_sure=row.active_sure,
        shadow=tuple(row.shadow),
        shadow_sure=row.shadow_sure,
        confidence=row.confidence,
        at=row.at,
        right=Right(row.who_is_right) if row.who_is_right else None,
        judged_by=row.judged_by,
    )
