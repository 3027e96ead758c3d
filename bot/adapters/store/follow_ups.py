"""Follow-ups as rows, and reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.lookout import SqlLookout, review_from
from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.follow_ups import FollowUpRow, ReviewRow
from bot.adapters.store.tables.orders import OrderRow
from bot.core.follow_up_rules import FollowUpKind
from bot.core.follow_ups import OPEN, REACHED, Due, FollowUp, FollowUpState, Reached
from bot.core.reviews import Review
from bot.core.suggestions import Finding

MOST_REACHED = 100


class SqlFollowUps(SqlLookout):
    def add(
        self,
        shop_code: str,
        due: Due,
        buyer: str,
        conversation_id: int | None,
        due_at: datetime,
        at: datetime,
    ) -> bool:
        kind, subject, step = due.key
        shop_id = self._shops.id_of(shop_code)
        known = select(FollowUpRow.id).where(
            FollowUpRow.shop_id == shop_id,
            FollowUpRow.kind == kind.value,
            FollowUpRow.subject == subject,
            FollowUpRow.step == step,
        )
        if self._session.execute(known).first():
            return False
        row = FollowUpRow(
            shop_id=shop_id,
            kind=kind.value,
            subject=subject,
            step=step,
            state=FollowUpState.DUE.value,
            at=due.at,
            until=due.until,
            due_at=due_at,
            deadline=due.deadline,
            for_supervisor=due.for_supervisor,
            order_number=due.order,
            buyer_nick=buyer,
            conversation_id=conversation_id,
            text="",
            script="",
            facts={},
            findings=[],
            changed_at=at,
            decided_by="",
            outcome="",
            failure="",
        )
        self._session.add(row)
        self._session.flush()
        return True

    def get(self, follow_up_id: int) -> FollowUp | None:
        row = self._session.get(FollowUpRow, follow_up_id)
        return self._follow_up(row) if row else None

    def put(self, follow_up: FollowUp) -> None:
        row: FollowUpRow | None = self._session.get(FollowUpRow, follow_up.id)
        if row is None:
            raise LookupError(f"there is no follow-up {follow_up.id}")
        for name, value in _columns(follow_up).items():
            setattr(row, name, value)
        self._session.flush()

    def in_state(
        self, shop_code: str, state: FollowUpState, due_by: datetime | None = None, limit: int = 500
    ) -> Sequence[FollowUp]:
        query = self._of_shop(shop_code).where(FollowUpRow.state == state.value)
        if due_by is not None:
            query = query.where(FollowUpRow.due_at <= due_by)
        return self._found(query.order_by(FollowUpRow.due_at, FollowUpRow.id).limit(limit))

    def counts(self, shop_code: str) -> Mapping[tuple[FollowUpKind, FollowUpState], int]:
        found = self._session.execute(
            select(FollowUpRow.kind, FollowUpRow.state, func.count())
            .where(FollowUpRow.shop_id == self._shops.id_of(shop_code))
            .where(FollowUpRow.state.in_([state.value for state in OPEN]))
            .group_by(FollowUpRow.kind, FollowUpRow.state)
        ).all()
        return {(FollowUpKind(kind), FollowUpState(state)): count for kind, state, count in found}

    def ended(self, shop_code: str, limit: int = 50) -> Sequence[FollowUp]:
        query = self._of_shop(shop_code).where(FollowUpRow.state.not_in([state.value for state in OPEN]))
        return self._found(query.order_by(FollowUpRow.changed_at.desc(), FollowUpRow.id.desc()).limit(limit))

    def reached(self, shop_code: str, buyer: str, since: datetime, but: int) -> Sequence[Reached]:
        found = self._session.execute(
            select(FollowUpRow.kind, FollowUpRow.changed_at)
            .where(FollowUpRow.shop_id == self._shops.id_of(shop_code), FollowUpRow.buyer_nick == buyer)
            .where(FollowUpRow.state.in_([state.value for state in REACHED]))
            .where(FollowUpRow.changed_at > since, FollowUpRow.id != but)
            .order_by(FollowUpRow.changed_at.desc())
            .limit(MOST_REACHED)
        ).all()
        return [Reached(FollowUpKind(kind), at) for kind, at in found]

    def open_in_talk(self, conversation_id: int, kind: FollowUpKind) -> Sequence[FollowUp]:
        query = select(FollowUpRow).where(FollowUpRow.conversation_id == conversation_id)
        query = query.where(FollowUpRow.state.in_([state.value for state in OPEN]))
        return self._found(query.where(FollowUpRow.kind == kind.value).limit(MOST_REACHED))

    def of_message(self, message_id: int) -> FollowUp | None:
        query = select(FollowUpRow).where(FollowUpRow.message_id == message_id).limit(1)
        return next(iter(self._found(query)), None)

    def _of_shop(self, shop_code: str) -> Any:
        return select(FollowUpRow).where(FollowUpRow.shop_id == self._shops.id_of(shop_code))

    def _found(self, query: Any) -> list[FollowUp]:
        return [self._follow_up(row) for row in self._session.execute(query).scalars()]

    def _follow_up(self, row: FollowUpRow) -> FollowUp:
        return FollowUp(
            id=row.id,
            shop=self._shops.code_of(row.shop_id),
            due=Due(
                FollowUpKind(row.kind),
                row.subject,
                row.step,
                row.at,
                row.until,
                row.order_number,
                row.for_supervisor,
                row.deadline,
            ),
            state=FollowUpState(row.state),
            due_at=row.due_at,
            buyer=row.buyer_nick,
            conversation_id=row.conversation_id,
            text=row.text,
            script=row.script,
            facts=row.facts,
            findings=tuple(map(Finding.from_document, row.findings)),
            changed_at=row.changed_at,
            decided_by=row.decided_by,
            outcome=row.outcome,
            message_id=row.message_id,
            failure=row.failure,
        )


class SqlReviews:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def put(self, shop_code: str, review: Review) -> bool:
        if self._is_forgotten(shop_code, review.order):
            return False
        row = self._row(shop_code, review.order)
        changed = row is None or review_from(row) != review
        if row is None:
            row = ReviewRow(shop_id=self._shops.id_of(shop_code), order_number=review.order)
            self._session.add(row)
        row.buyer_nick, row.mood, row.text, row.at = review.buyer, review.mood.value, review.text, review.at
        self._session.flush()
        return changed

    def of_order(self, shop_code: str, number: str) -> Review | None:
        row = self._row(shop_code, number)
        return review_from(row) if row else None

    def _is_forgotten(self, shop_code: str, number: str) -> bool:
        query = select(OrderRow.forgotten_at).where(
            OrderRow.shop_id == self._shops.id_of(shop_code), OrderRow.number == number
        )
        return self._session.execute(query).scalar() is not None

    def _row(self, shop_code: str, number: str) -> ReviewRow | None:
        shop_id = self._shops.id_of(shop_code)
        row: ReviewRow | None = self._session.execute(
            select(ReviewRow).where(ReviewRow.shop_id == shop_id, ReviewRow.order_number == number)
        ).scalar_one_or_none()
        return row


def _columns(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "state": follow_up.state.value,
        "due_at": follow_up.due_at,
        "conversation_id": follow_up.conversation_id,
        "text": follow_up.text,
        "script": follow_up.script,
        "facts": dict(follow_up.facts),
        "findings": [one.to_document() for one in follow_up.findings],
        "changed_at": follow_up.changed_at,
        "decided_by": follow_up.decided_by,
        "outcome": follow_up.outcome,
        "message_id": follow_up.message_id,
        "failure": follow_up.failure,
    }
