"""Where mining looks: the newest answers of people, the newest turns without one, imported talks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.chat_logs import LoggedLineRow, LoggedTalkRow
from bot.adapters.store.tables.orders import OrderRow
from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DecisionRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.adapters.store.understood import UNKNOWN, closest, main_intent
from bot.core.conversations import UNMANNED, MessageKind, Sender, Verdict
from bot.services.ports_mined import Exchange


class SqlMinedSources:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def answers(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        """What was typed or changed, newest first; a suggestion sent as it was says nothing new."""
        earlier = aliased(DraftRow)
        newest = (
            select(func.max(earlier.id))
            .where(earlier.conversation_id == MessageRow.conversation_id, earlier.failure.is_(None))
            .where(earlier.message_id < MessageRow.id)
            .correlate(MessageRow)
            .scalar_subquery()
        )
        accepted = (
            select(DecisionRow.id)
            .where(DecisionRow.message_id == MessageRow.id, DecisionRow.verdict == Verdict.ACCEPT.value)
            .exists()
        )
        query = (
            select(MessageRow.id, MessageRow.text, DraftRow, SuggestionRow.facts, BuyerRow.nickname)
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
            .join(DraftRow, DraftRow.id == newest)
            .outerjoin(SuggestionRow, and_(SuggestionRow.draft_id == DraftRow.id, SuggestionRow.rank == 1))
            .where(*self._ours(shop_code), MessageRow.sender == Sender.AGENT.value, ~accepted)
            .where(MessageRow.author.not_in(("", *UNMANNED)), MessageRow.recalled_at.is_(None))
            .where(MessageRow.kind == MessageKind.TEXT.value, MessageRow.text != "")
            .order_by(MessageRow.id.desc())
            .limit(limit)
        )
        return [
            Exchange(f"message:{id_}", draft.text, text, main_intent(draft.intents), nick, facts or {})
            for id_, text, draft, facts, nick in self._session.execute(query).all()
            if draft.intents
        ]

    def unanswered(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        query = self._turns(shop_code, DraftRow.id, DraftRow.text, DraftRow.intents, DraftRow.clauses).where(
            UNKNOWN, DraftRow.text != ""
        )
        return [
            Exchange(f"draft:{id_}", text, "", _meant(intents, clauses), nick, {})
            for id_, text, intents, clauses, nick in self._session.execute(query.limit(limit)).all()
        ]

    def offered(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        query = self._turns(shop_code, DraftRow.id, DraftRow.text, SuggestionRow.text, SuggestionRow.intent)
        return [
            Exchange(f"draft:{id_}", asked, said, intent, nick, {})
            for id_, asked, said, intent, nick in self._session.execute(
                query.where(~UNKNOWN, DraftRow.text != "").limit(limit)
            ).all()
        ]

    def asked(self, shop_code: str, limit: int) -> Sequence[str]:
        query = self._turns(shop_code, DraftRow.text).where(DraftRow.text != "")
        return [text for text, _nick in self._session.execute(query.limit(limit)).all()]

    def logged(self, shop_code: str, limit: int) -> Sequence[Exchange]:
        lines = self._session.execute(
            select(
                LoggedLineRow.id,
                LoggedLineRow.talk_id,
                LoggedLineRow.sender,
                LoggedLineRow.text,
                LoggedTalkRow.buyer,
            )
            .join(LoggedTalkRow, LoggedTalkRow.id == LoggedLineRow.talk_id)
            .where(LoggedTalkRow.shop_id == self._shops.id_of(shop_code))
            .order_by(
                LoggedTalkRow.ended_at.desc(), LoggedLineRow.talk_id, LoggedLineRow.at, LoggedLineRow.id
            )
            .limit(limit)
        ).all()
        found: list[Exchange] = []
        asked, talk = "", None
        for line in lines:
            if line.talk_id != talk:
                asked, talk = "", line.talk_id
            if line.sender == Sender.BUYER.value:
                asked = line.text
                found.append(Exchange(f"log:{line.id}", line.text, "", "", line.buyer, {}, True))
            elif asked:
                found.append(Exchange(f"log:{line.id}", asked, line.text, "", line.buyer, {}, True))
        return found

    def receivers(self, shop_code: str, nicks: Sequence[str]) -> Sequence[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for at in range(0, len(nicks), 500):
            query = select(OrderRow.buyer_nick, OrderRow.receiver_name).where(
                OrderRow.shop_id == self._shops.id_of(shop_code),
                OrderRow.buyer_nick.in_(nicks[at : at + 500]),
            )
            found += [(nick, name) for nick, name in self._session.execute(query).all() if name]
        return found

    def _ours(self, shop_code: str) -> tuple[Any, Any]:
        return (
            ConversationRow.shop_id == self._shops.id_of(shop_code),
            ConversationRow.forgotten_at.is_(None),
        )

    def _turns(self, shop_code: str, *columns: Any) -> Any:
        """The newest turns of buyers, each as it was understood first."""
        earlier = aliased(DraftRow)
        again = (
            select(earlier.id)
            .where(earlier.message_id == DraftRow.message_id, earlier.id < DraftRow.id)
            .where(earlier.failure.is_(None))
            .exists()
        )
        return (
            select(*columns, BuyerRow.nickname)
            .select_from(DraftRow)
            .join(MessageRow, MessageRow.id == DraftRow.message_id)
            .join(ConversationRow, ConversationRow.id == DraftRow.conversation_id)
            .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
            .outerjoin(SuggestionRow, and_(SuggestionRow.draft_id == DraftRow.id, SuggestionRow.rank == 1))
            .where(*self._ours(shop_code), DraftRow.failure.is_(None), ~again)
            .where(MessageRow.sender == Sender.BUYER.value)
            .order_by(DraftRow.id.desc())
        )


def _meant(intents: Sequence[str], clauses: Sequence[Mapping[str, Any]] | None) -> str:
    return main_intent(intents) if intents else closest(clauses or ())
