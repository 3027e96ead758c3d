"""Where sentences come from: decided messages and chat logs; and what a model made of them before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.adapters.store.tables.catalogue import ShopRow
from bot.adapters.store.tables.chat_logs import LoggedTalkRow
from bot.adapters.store.tables.orders import OrderRow
from bot.adapters.store.tables.talks import (
    BuyerRow,
    ConversationRow,
    DecisionRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.adapters.store.tables.training import TrainingCursorRow, TrainingReadingRow
from bot.core.conversations import MessageKind, Sender, Turn, Verdict
from bot.core.training_candidates import MOST_BEFORE, MOST_GUESSES
from bot.core.understanding import Candidate as Guess
from bot.core.understanding import Clause
from bot.services.ports_training import DecidedMessage, Guesses

MOST_NAMES = 1000


class SqlTrainingSources:
    def __init__(self, session: Session) -> None:
        self._session = session

    def cursor(self, source: str) -> int:
        row = self._session.get(TrainingCursorRow, source)
        return row.last_id if row else 0

    def move_cursor(self, source: str, last_id: int) -> None:
        self._session.merge(TrainingCursorRow(source=source, last_id=last_id))
        self._session.flush()

    def decided_after(self, decision_id: int, until: datetime, limit: int) -> Sequence[DecidedMessage]:
        rows = self._session.execute(
            select(DecisionRow, DraftRow, SuggestionRow.intent, BuyerRow, ShopRow.code)
            .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
            .join(DraftRow, DraftRow.id == SuggestionRow.draft_id)
            .join(MessageRow, MessageRow.id == DraftRow.message_id)
            .join(ConversationRow, ConversationRow.id == DraftRow.conversation_id)
            .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
            .join(ShopRow, ShopRow.id == ConversationRow.shop_id)
            .where(DecisionRow.id > decision_id, DecisionRow.at <= until)
            .where(MessageRow.sender == Sender.BUYER.value)
            .order_by(DecisionRow.id)
            .limit(limit)
        ).all()
        names = self._names({buyer.nickname for _, _, _, buyer, _ in rows})
        return [
            self._decided(decision, draft, drafted_for, buyer, shop, names[buyer.nickname])
            for decision, draft, drafted_for, buyer, shop in rows
        ]

    def _decided(
        self,
        decision: DecisionRow,
        draft: DraftRow,
        drafted_for: str,
        buyer: BuyerRow,
        shop: str,
        names: Collection[str],
    ) -> DecidedMessage:
        clauses = [Clause.from_document(clause) for clause in draft.clauses or ()]
        return DecidedMessage(
            decision_id=decision.id,
            conversation_id=draft.conversation_id,
            message_id=draft.message_id,
            shop=shop,
            nick=buyer.nickname,
            text=draft.text,
            intents=tuple(draft.intents),
            guesses=clauses[0].ranking[:MOST_GUESSES] if len(clauses) == 1 else (),
            model=draft.model,
            verdict=Verdict(decision.verdict),
            drafted_for=drafted_for,
            named=decision.intent,
            account=decision.account,
            before=self._before(draft.conversation_id, draft.message_id, draft.text),
            names=tuple({*names, buyer.nickname}),
        )

    def _names(self, nicks: Collection[str]) -> Mapping[str, set[str]]:
        """Of the receivers that these buyers have named in their orders."""
        named: dict[str, set[str]] = defaultdict(set)
        orders = select(OrderRow.buyer_nick, OrderRow.receiver_name).distinct()
        for nick, name in self._session.execute(
            orders.where(OrderRow.buyer_nick.in_(list(nicks))).limit(MOST_NAMES)
        ):
            named[nick].add(name)
        return named

    def _before(self, conversation_id: int, message_id: int, text: str) -> tuple[Turn, ...]:
        """What was said before the turn of which this bubble is the last."""
        bubbles = text.count("\n") + 1
        rows: list[Any] = list(
            self._session.execute(
                select(MessageRow.sender, MessageRow.text)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.id <= message_id)
                .where(MessageRow.kind == MessageKind.TEXT.value, MessageRow.recalled_at.is_(None))
                .order_by(MessageRow.id.desc())
                .limit(MOST_BEFORE + bubbles)
            )
        )
        while rows and rows[0].sender == Sender.BUYER.value and rows[0].text in text:
            rows.pop(0)
        return tuple(Turn(Sender(row.sender), row.text) for row in reversed(rows))

    def logged_buyers(self, talks: Collection[int]) -> Mapping[int, str]:
        found = self._session.execute(
            select(LoggedTalkRow.id, LoggedTalkRow.buyer).where(LoggedTalkRow.id.in_(list(talks)))
        )
        return {row.id: row.buyer for row in found}

    def readings(self, keys: Collection[str], model: str) -> Mapping[str, Guesses]:
        wanted = select(TrainingReadingRow.key, TrainingReadingRow.guesses).where(
            TrainingReadingRow.key.in_(list(keys)), TrainingReadingRow.model == model
        )
        return {key: guesses_from(guesses) for key, guesses in self._session.execute(wanted)}

    def keep_readings(self, readings: Mapping[str, Guesses], model: str) -> None:
        for key, guesses in readings.items():
            row = TrainingReadingRow(key=key, model=model, guesses=[asdict(guess) for guess in guesses])
            self._session.merge(row)
        self._session.flush()

    def forget_readings(self, but: str) -> None:
        self._session.execute(delete(TrainingReadingRow).where(TrainingReadingRow.model != but))


def guesses_from(documents: Sequence[Mapping[str, Any]]) -> tuple[Guess, ...]:
    return tuple(Guess(str(one["intent"]), float(one["confidence"])) for one in documents)
