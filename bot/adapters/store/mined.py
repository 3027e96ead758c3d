"""What was found in talks, kept with what people decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.adapters.store.mined_sources import SqlMinedSources
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.mined import MinedAnswerRow, UnknownQuestionRow
from bot.core.mining import Example, Mined, MinedState, is_known
from bot.services.ports_mined import Finding, Kind

ROWS: dict[Kind, Any] = {Kind.ANSWER: MinedAnswerRow, Kind.QUESTION: UnknownQuestionRow}
OPEN = MinedState.OPEN.value
MOST_DECIDED = 2000


class SqlMined(SqlMinedSources):
    def __init__(self, session: Session, shops: SqlShops) -> None:
        super().__init__(session, shops)

    def keep(self, shop_code: str, kind: Kind, found: Sequence[Mined], at: datetime) -> int:
        row, shop_id = ROWS[kind], self._shops.id_of(shop_code)
        known: Sequence[Any] = (
            self._session.execute(
                select(row).where(row.shop_id == shop_id).order_by(row.id.desc()).limit(MOST_DECIDED)
            )
            .scalars()
            .all()
        )
        decided = [one for one in known if one.state != OPEN]
        before = {_key(kind, one.intent, one): one for one in known if one.state == OPEN}
        new = 0
        for mined in found:
            if any(_same(kind, mined, one) for one in decided):
                continue
            stored = before.pop(_key(kind, mined.intent, mined), None)
            if stored is None:
                new += 1
                stored = row(shop_id=shop_id, state=OPEN, decided_by="", **_more(kind, mined))
                self._session.add(stored)
            stored.intent, stored.text = mined.intent, mined.text
            stored.times, stored.buyers, stored.found_at = mined.times, mined.buyers, at
            stored.examples = [asdict(one) for one in mined.examples]
        for gone in before.values():
            self._session.delete(gone)
        self._session.flush()
        return new

    def open(self, shop_code: str, kind: Kind, limit: int) -> Sequence[Finding]:
        row = ROWS[kind]
        query = select(row).where(row.shop_id == self._shops.id_of(shop_code), row.state == OPEN)
        ordered = query.order_by(row.buyers.desc(), row.times.desc(), row.id).limit(limit)
        return [_finding(kind, one) for one in self._session.execute(ordered).scalars()]

    def get(self, kind: Kind, finding_id: int) -> Finding | None:
        row = self._session.get(ROWS[kind], finding_id)
        return _finding(kind, row) if row else None

    def decide(
        self, kind: Kind, finding_id: int, state: MinedState, by: str, at: datetime, script: str = ""
    ) -> None:
        """The examples go: what stays is what it takes to know it again."""
        row: Any = self._session.get(ROWS[kind], finding_id)
        row.state, row.decided_by, row.decided_at, row.examples = state.value, by, at, []
        if kind is Kind.ANSWER:
            row.script = script

    def forget_buyer(self, pseudonym: str) -> int:
        count = 0
        for row in ROWS.values():
            for one in self._session.execute(select(row).where(row.state == OPEN)).scalars().all():
                left = [example for example in one.examples if example["buyer"] != pseudonym]
                if len(left) == len(one.examples):
                    continue
                count += len(one.examples) - len(left)
                self._session.execute(delete(row).where(row.id == one.id))
        return count


def _same(kind: Kind, mined: Mined, row: Any) -> bool:
    if kind is Kind.QUESTION and mined.topic == row.topic:
        return True
    return bool(mined.intent == row.intent or kind is Kind.QUESTION) and is_known(mined.text, (row.text,))


def _key(kind: Kind, intent: str, one: Any) -> tuple[str, str]:
    return ("", one.topic) if kind is Kind.QUESTION else (intent, one.text)


def _more(kind: Kind, mined: Mined) -> dict[str, str]:
    return {"topic": mined.topic} if kind is Kind.QUESTION else {"script": ""}


def _finding(kind: Kind, row: Any) -> Finding:
    examples = tuple(Example(**one) for one in row.examples)
    about = row.topic if kind is Kind.QUESTION else ""
    mined = Mined(row.text, row.intent, row.times, row.buyers, examples, about)
    script = row.script if kind is Kind.ANSWER else ""
    return Finding(row.id, kind, mined, MinedState(row.state), row.found_at, script)
