"""The other talks of a buyer, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.talks import BuyerRow, ConversationRow, MessageRow
from bot.core.conversations import ConversationState

MOST_TALKS = 6
LONGEST_TEXT = 60


@dataclass(frozen=True)
class PastTalk:
    id: int
    channel: str
    state: ConversationState
    touched_at: datetime
    last_text: str


def past_talks(session: Session, buyer_id: int, conversation_id: int) -> tuple[PastTalk, ...]:
    """Those of the same name in the same shop, on any channel, but for the one that is open."""
    own = select(BuyerRow.shop_id, BuyerRow.nickname).where(BuyerRow.id == buyer_id).subquery()
    newest = (
        select(func.max(MessageRow.id))
        .where(MessageRow.conversation_id == ConversationRow.id, MessageRow.recalled_at.is_(None))
        .correlate(ConversationRow)
        .scalar_subquery()
    )
    found = session.execute(
        select(ConversationRow, MessageRow.text)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .join(own, (own.c.shop_id == BuyerRow.shop_id) & (own.c.nickname == BuyerRow.nickname))
        .outerjoin(MessageRow, MessageRow.id == newest)
        .where(ConversationRow.id != conversation_id)
        .order_by(ConversationRow.touched_at.desc(), ConversationRow.id.desc())
        .limit(MOST_TALKS)
    ).all()
    return tuple(
        PastTalk(
            row.id, row.channel, ConversationState(row.state), row.touched_at, (text or "")[:LONGEST_TEXT]
        )
        for row, text in found
    )
