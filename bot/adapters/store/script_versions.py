"""Versions of scripts in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.scripts import ScriptVersionRow
from bot.core.script_versions import FILE, ScriptVersion
from bot.core.scripts import ScriptStatus

MOST_SCRIPTS = 2000


class SqlScriptVersions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def newest_id(self) -> int:
        newest: int | None = self._session.execute(select(func.max(ScriptVersionRow.id))).scalar_one_or_none()
        return newest or 0

    def newest_number(self, script: str) -> int:
        found: int | None = self._session.execute(
            select(func.max(ScriptVersionRow.number)).where(ScriptVersionRow.script == script)
        ).scalar_one_or_none()
        return found or FILE

    def in_force(self) -> Sequence[ScriptVersion]:
        return self._newest_of_each(ScriptVersionRow.status != ScriptStatus.DRAFT.value)

    def newest_of_each(self) -> Sequence[ScriptVersion]:
        return self._newest_of_each(ScriptVersionRow.number > FILE)

    def of(self, script: str, limit: int = 200) -> Sequence[ScriptVersion]:
        rows: Sequence[ScriptVersionRow] = (
            self._session.execute(
                select(ScriptVersionRow)
                .where(ScriptVersionRow.script == script)
                .order_by(ScriptVersionRow.number.desc())
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return [_version(row) for row in rows]

    def get(self, script: str, number: int) -> ScriptVersion | None:
        row: ScriptVersionRow | None = self._session.execute(
            select(ScriptVersionRow).where(
                ScriptVersionRow.script == script, ScriptVersionRow.number == number
            )
        ).scalar_one_or_none()
        return _version(row) if row else None

    def add(self, version: ScriptVersion) -> None:
        self._session.add(
            ScriptVersionRow(
                script=version.script,
                number=version.number,
                document=version.document,
                status=version.status.value,
                author=version.author,
                at=version.at,
                note=version.note,
            )
        )
        self._session.flush()

    def _newest_of_each(self, condition: object) -> Sequence[ScriptVersion]:
        newest = select(func.max(ScriptVersionRow.id)).where(condition).group_by(ScriptVersionRow.script)
        rows: Sequence[ScriptVersionRow] = (
            self._session.execute(
                select(ScriptVersionRow)
                .where(ScriptVersionRow.id.in_(newest))
                .order_by(ScriptVersionRow.script)
                .limit(MOST_SCRIPTS)
            )
            .scalars()
            .all()
        )
        return [_version(row) for row in rows]


def _version(row: ScriptVersionRow) -> ScriptVersion:
    return ScriptVersion(
        script=row.script,
        number=row.number,
        document=row.document,
        status=ScriptStatus(row.status),
        author=row.author,
        at=row.at,
        note=row.note,
    )
