"""Owners of talks: what each has to do, who answered a buyer last, and every change of hands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import case, func, nulls_last, select, update
from sqlalchemy.orm import Session

from bot.adapters.store.conversations import SqlConversations
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.desk import AccountRow
from bot.adapters.store.tables.shifts import OwnerChangeRow
from bot.adapters.store.tables.talks import ConversationRow, MessageRow
from bot.core.accounts import Role
from bot.core.assignment import Load
from bot.core.conversations import UNMANNED, Conversation, ConversationState, Sender
from bot.core.deliveries import PAD
from bot.core.inbox import place_in_line
from bot.core.ownership import ChangeKind, OwnerChange

WAITING, OPEN, CLOSED = (state.value for state in ConversationState)


class SqlOwnership:
    def __init__(self, session: Session, conversations: SqlConversations) -> None:
        self._session = session
        self._conversations = conversations

    def give(
        self,
        conversation_id: int,
        owner: str | None,
        at: datetime,
        *,
        settled: bool,
        for_supervisor: bool = False,
    ) -> None:
        self._session.execute(
            update(ConversationRow)
            .where(ConversationRow.id == conversation_id)
            .values(owner=owner, owned_at=at, settled=settled, for_supervisor=for_supervisor)
            .execution_options(synchronize_session="fetch")
        )

    def loads(self, logins: Collection[str], since: Mapping[str, datetime]) -> Sequence[Load]:
        answering = select(AccountRow.login).where(
            AccountRow.login.in_(logins), AccountRow.active.is_(True), AccountRow.role == Role.AGENT.value
        )
        agents = set(self._session.execute(answering).scalars())
        waiting = func.sum(case((ConversationRow.state == WAITING, 1), else_=0))
        answered = func.max(case((ConversationRow.state == OPEN, ConversationRow.touched_at)))
        found = self._session.execute(
            select(ConversationRow.owner, waiting, func.max(ConversationRow.owned_at), answered)
            .where(ConversationRow.owner.in_(agents), ConversationRow.state != CLOSED)
            .group_by(ConversationRow.owner)
        ).all()
        work = {login: (int(count), [at for at in times if at]) for login, count, *times in found}
        loads = []
        for login in sorted(agents):
            count, times = work.get(login, (0, []))
            loads.append(Load(login, count, max([since[login], *times])))
        return loads

    def last_agent(self, buyer_id: int, since: datetime) -> str | None:
        talks = select(ConversationRow.id).where(ConversationRow.buyer_id == buyer_id)
        author: str | None = self._session.execute(
            select(MessageRow.author)
            .where(MessageRow.conversation_id.in_(talks), MessageRow.sender == Sender.AGENT.value)
            .where(
                MessageRow.author.not_in(["", *UNMANNED]),
                MessageRow.at >= since,
                MessageRow.recalled_at.is_(None),
            )
            .order_by(MessageRow.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        return author

    def owned_by(self, login: str, limit: int = 200) -> Sequence[Conversation]:
        ids: Sequence[int] = (
            self._session.execute(
                select(ConversationRow.id)
                .where(ConversationRow.owner == login, ConversationRow.state != CLOSED)
                .order_by(nulls_last(ConversationRow.waiting_since), ConversationRow.id)
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return self._talks(ids)

    def unowned(self, shop_code: str, limit: int = 200) -> Sequence[Conversation]:
        rows = self._session.execute(
            select(ConversationRow.id, ConversationRow.waiting_since, ConversationRow.urgency)
            .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
            .where(ShopRow.code == shop_code, ConversationRow.state == WAITING)
            .where(ConversationRow.owner.is_(None), ConversationRow.for_supervisor.is_(False))
            .where(ConversationRow.channel != PAD, ConversationRow.waiting_since.is_not(None))
            .order_by(ConversationRow.waiting_since, ConversationRow.id)
            .limit(limit)
        ).all()
        in_line = sorted(rows, key=lambda row: (place_in_line(row.waiting_since, row.urgency), row.id))
        return self._talks([row.id for row in in_line])

    def _talks(self, ids: Sequence[int]) -> list[Conversation]:
        found = (self._conversations.get(conversation_id) for conversation_id in ids)
        return [talk for talk in found if talk]

    def record(self, change: OwnerChange) -> None:
        newest: int | None = self._session.execute(
            select(func.max(MessageRow.id)).where(MessageRow.conversation_id == change.conversation_id)
        ).scalar_one_or_none()
        self._session.add(
            OwnerChangeRow(
                conversation_id=change.conversation_id,
                message_id=newest or 0,
                at=change.at,
                kind=change.kind.value,
                actor=change.actor,
                before=change.before,
                after=change.after,
                note=change.note,
            )
        )

    def changes(self, conversation_id: int, limit: int = 50) -> Sequence[OwnerChange]:
        rows: Sequence[OwnerChangeRow] = (
            self._session.execute(
                select(OwnerChangeRow)
                .where(OwnerChangeRow.conversation_id == conversation_id)
                .order_by(OwnerChangeRow.id.desc())
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return [_change(row) for row in reversed(rows)]


def _change(row: OwnerChangeRow) -> OwnerChange:
    return OwnerChange(
        conversation_id=row.conversation_id,
        kind=ChangeKind(row.kind),
        at=row.at,
        actor=row.actor,
        before=row.before,
        after=row.after,
        note=row.note,
        message_id=row.message_id,
    )
