"""Prices that wait for the supervisor, and what was said to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.approvals import ApprovalRow
from bot.core.approvals import Approval, ApprovalState, PriceWish
from bot.core.money import Fen

LONGEST_NAME = 200


class SqlApprovals:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        conversation_id: int,
        suggestion_id: int | None,
        wish: PriceWish,
        account: str,
        at: datetime,
        *,
        words: str = "",
    ) -> int:
        row = ApprovalRow(
            conversation_id=conversation_id,
            suggestion_id=suggestion_id,
            product_code=wish.product,
            product_name=wish.name[:LONGEST_NAME],
            asked=wish.asked,
            pieces=wish.pieces,
            price=wish.price,
            floor=wish.floor,
            state=ApprovalState.PENDING.value,
            asked_by=account,
            asked_at=at,
            words=words,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, approval_id: int) -> Approval | None:
        row: ApprovalRow | None = self._session.get(ApprovalRow, approval_id)
        return approval_from(row) if row else None

    def answer(self, approval_id: int, state: ApprovalState, account: str, at: datetime) -> None:
        row: ApprovalRow | None = self._session.get(ApprovalRow, approval_id)
        if row is None:
            raise LookupError(f"there is no approval {approval_id}")
        row.state, row.answered_by, row.answered_at = state.value, account, at

    def withdraw(self, suggestion_id: int) -> None:
        """The suggestion is offered again, and may be sent again."""
        self._session.execute(delete(ApprovalRow).where(ApprovalRow.suggestion_id == suggestion_id))


def approvals_of(session: Session, conversation_id: int, limit: int) -> tuple[Approval, ...]:
    """Newest first."""
    rows: Sequence[ApprovalRow] = (
        session.execute(
            select(ApprovalRow)
            .where(ApprovalRow.conversation_id == conversation_id)
            .order_by(ApprovalRow.id.desc())
            .limit(limit)
        )
        .scalars()
        .all()
    )
    return tuple(map(approval_from, rows))


def approval_from(row: ApprovalRow) -> Approval:
    return Approval(
        id=row.id,
        conversation_id=row.conversation_id,
        suggestion_id=row.suggestion_id,
        wish=PriceWish(
            product=row.product_code,
            name=row.product_name,
            asked=Fen(row.asked),
            pieces=row.pieces,
            price=Fen(row.price),
            floor=Fen(row.floor),
        ),
        state=ApprovalState(row.state),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        words=row.words,
    )
