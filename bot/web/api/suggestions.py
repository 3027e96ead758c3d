"""Decisions on suggestions."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from bot.core.conversations import Verdict
from bot.core.pictures import MOST_IN_ONE_MESSAGE
from bot.services.decide import Decided, Decision
from bot.web import metrics
from bot.web.api.pictures import reply_pictures
from bot.web.house import BackgroundHere, HouseHere
from bot.web.tokens import Caller

router = APIRouter(tags=["suggestions"])


class DecisionIn(BaseModel):
    decision: Verdict
    text: str | None = None
    intent: str | None = Field(None, max_length=64)
    reason: str = Field("", max_length=400)
    seen: int | None = Field(None, ge=0)
    """The newest message that whoever decides knows of."""
    attachments: list[dict[str, Any]] = Field(default_factory=list, max_items=MOST_IN_ONE_MESSAGE)


class DecisionTaken(BaseModel):
    suggestion_id: int
    decision: Verdict
    conversation_id: int
    message_id: int | None
    delivery_id: int | None


@router.post("/suggestions/{suggestion_id}/decision", response_model=DecisionTaken)
async def post_decision(
    suggestion_id: int, body: DecisionIn, house: HouseHere, background: BackgroundHere, caller: Caller
) -> DecisionTaken:
    """Accept, edit or reject. Deciding twice is a conflict; rejecting with an intent drafts anew."""

    def decide() -> Decided:
        decision = Decision(
            body.decision,
            caller.name,
            body.text,
            body.intent,
            body.reason,
            seen=body.seen,
            pictures=reply_pictures(body.attachments, house.pictures),
        )
        return house.decide.suggestion(suggestion_id, decision)

    decided = await asyncio.to_thread(decide)
    metrics.decisions.labels(body.decision.value).inc()
    if decided.wants_draft_for:
        background.draft_again(decided.conversation_id, decided.wants_draft_for)
    return DecisionTaken(
        suggestion_id=suggestion_id,
        decision=body.decision,
        conversation_id=decided.conversation_id,
        message_id=decided.sent.message_id if decided.sent else None,
        delivery_id=decided.sent.delivery_id if decided.sent else None,
    )
