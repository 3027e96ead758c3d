"""Everything about learned models that a transaction reaches."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adapters.store.decided_messages import SqlDecidedMessages
from bot.adapters.store.shadows import SqlShadows
from bot.adapters.store.tables.models import ModelRecordRow, ModelSwapRow
from bot.adapters.store.training_jobs import SqlTrainingJobs
from bot.core.evaluation.shares import Figure
from bot.core.model_records import How, ModelRecord, Swap
from bot.core.verdict_document import verdict_from_document, verdict_to_document


class SqlModels:
    def __init__(self, session: Session) -> None:
        self.jobs = SqlTrainingJobs(session)
        self.records = SqlModelRecords(session)
        self.shadows = SqlShadows(session)
        self.decided = SqlDecidedMessages(session)


class SqlModelRecords:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, record: ModelRecord) -> None:
        self._session.merge(
            ModelRecordRow(
                model=record.model,
                made_at=record.made_at,
                data_hash=record.data_hash,
                config_hash=record.config_hash,
                components=record.components,
                encoders=list(record.encoders),
                sentences=record.sentences,
                job_id=record.job_id,
                against=record.against,
                figures=[vars(figure) for figure in record.figures],
                verdict=verdict_to_document(record.verdict) if record.verdict else None,
            )
        )

    def get(self, model: str) -> ModelRecord | None:
        row: ModelRecordRow | None = self._session.get(ModelRecordRow, model)
        return _record(row) if row else None

    def several(self, limit: int = 100) -> Sequence[ModelRecord]:
        query = select(ModelRecordRow).order_by(ModelRecordRow.model.desc()).limit(limit)
        return [_record(row) for row in self._session.execute(query).scalars()]

    def add_swap(self, swap: Swap) -> int:
        row = ModelSwapRow(
            model=swap.model,
            before=swap.before,
            at=swap.at,
            by=swap.by,
            how=swap.how.value,
            reason=swap.reason,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def swaps(self, limit: int = 30) -> Sequence[Swap]:
        query = select(ModelSwapRow).order_by(ModelSwapRow.id.desc()).limit(limit)
        rows: Sequence[ModelSwapRow] = self._session.execute(query).scalars().all()
        return [Swap(row.id, row.model, row.before, row.at, row.by, How(row.how), row.reason) for row in rows]


def _record(row: ModelRecordRow) -> ModelRecord:
    return ModelRecord(
        model=row.model,
        made_at=row.made_at,
        data_hash=row.data_hash,
        config_hash=row.config_hash,
        components=row.components,
        encoders=tuple(row.encoders),
        sentences=row.sentences,
        job_id=row.job_id,
        against=row.against,
        figures=tuple(Figure(**figure) for figure in row.figures),
        verdict=verdict_from_document(row.verdict) if row.verdict else None,
    )
