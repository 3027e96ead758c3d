"""Conversations: who waits since when, what they are about, what they remember."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow
from bot.core.conversations import Conversation, ConversationState
from bot.core.inbox import Concern

NAMED = select(ConversationRow).where(
    ConversationRow.channel == bindparam("channel"), ConversationRow.external_id == bindparam("external_id")
)
SHOP_AND_NICK = (
    select(ShopRow.code, BuyerRow.nickname)
    .join(BuyerRow, BuyerRow.shop_id == ShopRow.id)
    .where(BuyerRow.id == bindparam("buyer"))
)


class SqlConversations:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops
        self._held: dict[int, ConversationRow] = {}
        """Read in this transaction: a session forgets rows that nobody holds, and reads them again."""

    def get(self, conversation_id: int) -> Conversation | None:
        row = self._read(conversation_id)
        return self._record(row) if row else None

    def found(self, channel: str, external_id: str) -> Conversation | None:
        row = self._named(channel, external_id)
        return self._record(row) if row else None

    def opened(self, shop_code: str, channel: str, external_id: str, buyer_id: int, at: datetime) -> int:
        row = self._named(channel, external_id)
        if row is None:
            row = ConversationRow(
                shop_id=self._shops.id_of(shop_code),
                channel=channel,
                external_id=external_id,
                buyer_id=buyer_id,
                state=ConversationState.OPEN.value,
                opened_at=at,
                touched_at=at,
                memory={},
            )
            self._session.add(row)
            self._session.flush()
        return row.id

    def point_at(self, conversation_id: int, *, product: str | None, order: str | None) -> None:
        row = self._known(conversation_id)
        row.product_code = product or row.product_code
        row.order_number = order or row.order_number

    def wait(self, conversation_id: int, since: datetime) -> None:
        row = self._known(conversation_id)
        row.waiting_since = row.waiting_since or since
        row.state = ConversationState.WAITING.value
        row.touched_at = since

    def sort_in(self, conversation_id: int, concern: Concern, urgency: int, *, held: bool) -> None:
        row = self._known(conversation_id)
        row.concern = max(Concern(row.concern), concern, key=lambda one: one.gravity).value
        row.urgency = urgency
        row.held = held

    def answered(self, conversation_id: int, owner: str | None, at: datetime) -> None:
        row = self._known(conversation_id)
        row.waiting_since = None
        row.state = ConversationState.OPEN.value
        if owner and not row.settled and not row.for_supervisor:  # first asked, first responsible
            row.owner, row.owned_at, row.settled = owner, at, True
        row.touched_at = at

    def close(self, conversation_id: int, at: datetime) -> None:
        row = self._known(conversation_id)
        row.waiting_since = None
        row.state = ConversationState.CLOSED.value
        row.concern = Concern.NONE.value
        row.touched_at = at

    def remember(self, conversation_id: int, memory: Mapping[str, object]) -> None:
        row = self._known(conversation_id)
        row.memory = {**row.memory, **memory}

    def replace_memory(self, conversation_id: int, memory: Mapping[str, object]) -> None:
        self._known(conversation_id).memory = dict(memory)

    def quiet(self, shop_code: str, after: datetime, until: datetime, limit: int = 100) -> Sequence[int]:
        rows: Sequence[int] = (
            self._session.execute(
                select(ConversationRow.id)
                .where(ConversationRow.shop_id == self._shops.id_of(shop_code))
                .where(ConversationRow.state == ConversationState.OPEN.value)
                .where(ConversationRow.touched_at >= after, ConversationRow.touched_at <= until)
                .order_by(ConversationRow.touched_at)
                .limit(limit)
            )
            .scalars()
            .all()
        )
        return rows

    def _named(self, channel: str, external_id: str) -> ConversationRow | None:
        name = {"channel": channel, "external_id": external_id}
        return self._hold(self._session.execute(NAMED, name).scalar_one_or_none())

    def _read(self, conversation_id: int) -> ConversationRow | None:
        return self._hold(self._session.get(ConversationRow, conversation_id))

    def _hold(self, row: ConversationRow | None) -> ConversationRow | None:
        if row is not None:
            self._held[row.id] = row
        return row

    def _known(self, conversation_id: int) -> ConversationRow:
        row = self._read(conversation_id)
        if row is None:
            raise LookupError(f"there is no conversation {conversation_id}")
        return row

    def _record(self, row: ConversationRow) -> Conversation:
        shop_code, nickname = self._session.execute(SHOP_AND_NICK, {"buyer": row.buyer_id}).one()
        return Conversation(
            id=row.id,
            channel=row.channel,
            external_id=row.external_id,
            shop_code=shop_code,
            buyer_id=row.buyer_id,
            buyer_nick=nickname,
            state=ConversationState(row.state),
            opened_at=row.opened_at,
            waiting_since=row.waiting_since,
            product_code=row.product_code,
            order_number=row.order_number,
            owner=row.owner,
            settled=row.settled,
            for_supervisor=row.for_supervisor,
            is_complaint=row.concern == Concern.COMPLAINT.value,
            memory=row.memory,
        )
