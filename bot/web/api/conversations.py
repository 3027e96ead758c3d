"""Conversations: read them, reply in them."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from bot.adapters.store.views import ConversationView, DraftView, MessageView
from bot.core.conversations import ConversationState
from bot.core.suggestions import StoredSuggestion
from bot.services.faults import NotFound
from bot.web.house import HouseHere
from bot.web.tokens import Caller

router = APIRouter(tags=["conversations"])


class MessageOut(BaseModel):
    id: int
    message_id: str | None
    sender: str
    kind: str
    text: str
    at: datetime
    author: str
    delivery: str | None


class FindingOut(BaseModel):
    rule: str
    excerpt: str
    reason: str
    source: str
    severity: str
    better: str


class SuggestionOut(BaseModel):
    id: int
    state: str
    rank: int
    text: str
    script: str
    intent: str
    confidence: float
    facts: dict[str, Any]
    findings: list[FindingOut]


class DraftOut(BaseModel):
    intents: list[str]
    route: str
    reason: str
    failure: str | None
    model: str


class ConversationOut(BaseModel):
    id: int
    channel: str
    conversation: str
    buyer: str
    state: str
    waiting_since: datetime | None
    owner: str | None
    product: str | None
    order: str | None
    stage: str
    messages: list[MessageOut]
    suggestions: list[SuggestionOut]
    draft: DraftOut | None


class InboxLineOut(BaseModel):
    id: int
    channel: str
    buyer: str
    state: str
    waiting_since: datetime | None
    owner: str | None
    last_text: str


class ReplyIn(BaseModel):
    text: str
    client_id: str = Field(..., max_length=64)


class ReplySent(BaseModel):
    message_id: int
    delivery_id: int
    duplicate: bool
    findings: list[FindingOut]


@router.get("/conversations", response_model=list[InboxLineOut])
async def list_conversations(
    house: HouseHere, state: ConversationState | None = None, limit: int = Query(100, ge=1, le=200)
) -> list[InboxLineOut]:
    """Who waits longest first."""
    lines = await asyncio.to_thread(house.inbox, state, limit)
    return [
        InboxLineOut(
            id=line.id,
            channel=line.channel,
            buyer=line.buyer_nick,
            state=line.state.value,
            waiting_since=line.waiting_since,
            owner=line.owner,
            last_text=line.last_text,
        )
        for line in lines
    ]


@router.get("/conversations/{conversation_id}", response_model=ConversationOut)
async def get_conversation(conversation_id: int, house: HouseHere) -> ConversationOut:
    view = await asyncio.to_thread(house.conversation, conversation_id)
    if view is None:
        raise NotFound(f"there is no conversation {conversation_id}")
    return _conversation(view)


@router.post("/conversations/{conversation_id}/replies", status_code=201, response_model=ReplySent)
async def post_reply(conversation_id: int, body: ReplyIn, house: HouseHere, caller: Caller) -> ReplySent:
    """Send what a person typed; guarded like any draft, once per client_id."""
    sent = await asyncio.to_thread(house.reply.typed, conversation_id, body.text, body.client_id, caller)
    return ReplySent(
        message_id=sent.message_id,
        delivery_id=sent.delivery_id,
        duplicate=sent.duplicate,
        findings=[FindingOut(**vars(finding)) for finding in sent.findings],
    )


def _conversation(view: ConversationView) -> ConversationOut:
    draft = view.draft
    return ConversationOut(
        id=view.id,
        channel=view.channel,
        conversation=view.conversation,
        buyer=view.buyer_nick,
        state=view.state.value,
        waiting_since=view.waiting_since,
        owner=view.owner,
        product=view.product,
        order=view.order,
        stage=view.stage.value,
        messages=[_message(message) for message in view.messages],
        suggestions=[_suggestion(stored) for stored in view.suggestions],
        draft=_draft(draft) if draft else None,
    )


def _draft(draft: DraftView) -> DraftOut:
    return DraftOut(
        intents=list(draft.intents),
        route=draft.route,
        reason=draft.reason,
        failure=draft.failure,
        model=draft.model,
    )


def _message(view: MessageView) -> MessageOut:
    return MessageOut(
        id=view.id,
        message_id=view.message_id,
        sender=view.sender.value,
        kind=view.kind.value,
        text=view.text,
        at=view.at,
        author=view.author,
        delivery=view.delivery.value if view.delivery else None,
    )


def _suggestion(stored: StoredSuggestion) -> SuggestionOut:
    suggestion = stored.suggestion
    return SuggestionOut(
        id=stored.id,
        state=stored.state.value,
        rank=stored.rank,
        text=suggestion.text,
        script=suggestion.script,
        intent=suggestion.intent,
        confidence=suggestion.confidence,
        facts=dict(suggestion.facts),
        findings=[FindingOut(**vars(finding)) for finding in suggestion.findings],
    )
