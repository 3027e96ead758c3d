"""The right to answer alone: modes, pauses, the evidence, and what was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from bot.adapters.store.shops import SqlShops
from bot.adapters.store.tables.alone import AloneModeRow, AlonePauseRow, SentAloneRow
from bot.adapters.store.tables.talks import (
    ConversationRow,
    DecisionRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.core.alone_turn import Act, EarlierTurn
from bot.core.answering_alone import Chosen, Mode, Sample
from bot.core.conversations import UNMANNED, Route, Sender, Verdict
from bot.core.night import PauseOf, Review, SentAlone, kept

MOST_DECISIONS = 5_000
RECENT = 200
"""Of an intent only its newest decisions count."""


class SqlAnsweredAlone:
    def __init__(self, session: Session, shops: SqlShops) -> None:
        self._session = session
        self._shops = shops

    def chosen(self, shop_code: str) -> Mapping[str, Chosen]:
        shop = self._shops.row(shop_code)
        if shop is None:
            return {}
        query = select(AloneModeRow).where(AloneModeRow.shop_id == shop.id).limit(500)
        rows: Sequence[AloneModeRow] = self._session.execute(query).scalars().all()
        return {row.intent: Chosen(Mode(row.mode), row.set_by, row.set_at, row.why) for row in rows}

    def choose(self, shop_code: str, intent: str, chosen: Chosen) -> None:
        if chosen.at is None:
            raise ValueError("a mode is set at some time")
        self._session.merge(
            AloneModeRow(
                shop_id=self._shops.id_of(shop_code),
                intent=intent,
                mode=chosen.mode.value,
                set_by=chosen.by,
                set_at=chosen.at,
                why=chosen.why,
            )
        )

    def own(self, shop_code: str, since: datetime) -> Mapping[str, Sample]:
        hits: dict[str, list[bool]] = defaultdict(list)
        for intent, is_right in [*self._reviewed(shop_code, since), *self._decided(shop_code, since)]:
            if len(hits[intent]) < RECENT:
                hits[intent].append(is_right)
        return {intent: Sample(sum(found), len(found)) for intent, found in hits.items()}

    def _decided(self, shop_code: str, since: datetime) -> list[tuple[str, bool]]:
        """Newest first. The first suggestion is what would have been sent; another one chosen is a miss."""
        found = self._session.execute(
            select(DecisionRow, SuggestionRow.text, SuggestionRow.rank, DraftRow.intents)
            .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
            .join(DraftRow, DraftRow.id == SuggestionRow.draft_id)
            .join(ConversationRow, ConversationRow.id == DraftRow.conversation_id)
            .where(ConversationRow.shop_id == self._shops.id_of(shop_code))
            .where(DraftRow.sure.is_(True), DecisionRow.account.not_in(UNMANNED), DecisionRow.at >= since)
            .order_by(DecisionRow.id.desc())
            .limit(MOST_DECISIONS)
        ).all()
        return [
            (intents[0], _was_right(decision, text, rank))
            for decision, text, rank, intents in found
            if len(intents) == 1
        ]

    def _reviewed(self, shop_code: str, since: datetime) -> list[tuple[str, bool]]:
        found = self._session.execute(
            select(SentAloneRow.intent, SentAloneRow.review)
            .join(ConversationRow, ConversationRow.id == SentAloneRow.conversation_id)
            .where(ConversationRow.shop_id == self._shops.id_of(shop_code), SentAloneRow.at >= since)
            .where(SentAloneRow.review.is_not(None), SentAloneRow.act == Act.ANSWER.value)
            .order_by(SentAloneRow.id.desc())
            .limit(MOST_DECISIONS)
        ).all()
        return [(intent, review == Review.FINE.value) for intent, review in found]

    def is_paused(self, conversation_id: int, buyer_id: int) -> bool:
        return bool(self.pauses(conversation_id, buyer_id))

    def pauses(self, conversation_id: int, buyer_id: int) -> Collection[PauseOf]:
        found = self._session.execute(
            select(AlonePauseRow.of).where(
                or_(
                    and_(AlonePauseRow.of == PauseOf.TALK.value, AlonePauseRow.subject_id == conversation_id),
                    and_(AlonePauseRow.of == PauseOf.BUYER.value, AlonePauseRow.subject_id == buyer_id),
                )
            )
        ).scalars()
        return frozenset(PauseOf(of) for of in found)

    def pause(self, of: PauseOf, subject_id: int, by: str, at: datetime) -> None:
        self._session.merge(AlonePauseRow(of=of.value, subject_id=subject_id, set_by=by, set_at=at))

    def resume(self, of: PauseOf, subject_id: int) -> None:
        self._session.execute(
            delete(AlonePauseRow).where(AlonePauseRow.of == of.value, AlonePauseRow.subject_id == subject_id)
        )

    def add(
        self,
        *,
        conversation_id: int,
        message_id: int,
        draft_id: int,
        act: Act,
        intent: str,
        confidence: float,
        reason: str,
        at: datetime,
    ) -> int:
        row = SentAloneRow(
            conversation_id=conversation_id,
            message_id=message_id,
            draft_id=draft_id,
            act=act.value,
            intent=intent,
            confidence=confidence,
            reason=reason[:40],
            at=at,
            withdrawn="",
            reviewed_by="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, sent_id: int) -> SentAlone | None:
        row: SentAloneRow | None = self._session.get(SentAloneRow, sent_id)
        return sent_from(row) if row else None

    def of_message(self, message_id: int) -> SentAlone | None:
        row: SentAloneRow | None = self._session.execute(
            select(SentAloneRow).where(SentAloneRow.message_id == message_id)
        ).scalar_one_or_none()
        return sent_from(row) if row else None

    def of_talk(self, conversation_id: int, since: datetime) -> Sequence[SentAlone]:
        query = (
            select(SentAloneRow)
            .where(SentAloneRow.conversation_id == conversation_id, SentAloneRow.at >= since)
            .where(SentAloneRow.withdrawn == "")
            .order_by(SentAloneRow.id)
            .limit(200)
        )
        return [sent_from(row) for row in self._session.execute(query).scalars()]

    def withdraw(self, sent_id: int, why: str) -> None:
        self._known(sent_id).withdrawn = why

    def review(self, sent_id: int, review: Review, by: str, at: datetime) -> None:
        row = self._known(sent_id)
        row.review, row.reviewed_by, row.reviewed_at = review.value, by, at

    def turns(self, conversation_id: int, since: datetime, limit: int = 50) -> Sequence[EarlierTurn]:
        found = self._session.execute(
            select(DraftRow.message_id, DraftRow.intents, DraftRow.route)
            .join(MessageRow, MessageRow.id == DraftRow.message_id)
            .where(DraftRow.conversation_id == conversation_id, DraftRow.failure.is_(None))
            .where(MessageRow.sender == Sender.BUYER.value, MessageRow.at >= since)
            .order_by(DraftRow.id.desc())
            .limit(limit)
        ).all()
        newest: dict[int, EarlierTurn] = {}
        for message_id, intents, route in found:
            newest.setdefault(message_id, EarlierTurn(message_id, tuple(intents), Route(route)))
        return [newest[message_id] for message_id in sorted(newest)]

    def _known(self, sent_id: int) -> SentAloneRow:
        row: SentAloneRow | None = self._session.get(SentAloneRow, sent_id)
        if row is None:
            raise LookupError(f"nothing was sent alone under {sent_id}")
        return row


def _was_right(decision: DecisionRow, text: str, rank: int) -> bool:
    if rank != 1 or decision.verdict == Verdict.REJECT.value or decision.intent:
        return False
    return decision.verdict == Verdict.ACCEPT.value or kept(text, decision.text)


def sent_from(row: Any) -> SentAlone:
    return SentAlone(
        id=row.id,
        conversation_id=row.conversation_id,
        message_id=row.message_id,
        act=Act(row.act),
        intent=row.intent,
        confidence=row.confidence,
        reason=row.reason,
        at=row.at,
        withdrawn=row.withdrawn,
        review=Review(row.review) if row.review else None,
        reviewed_by=row.reviewed_by,
    )
