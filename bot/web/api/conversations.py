"""Conversations: read them, reply in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from bot.adapters.store.views import ConversationView, DraftView, MessageView
from bot.core.accounts import ApiToken, Right
from bot.core.conversations import UNMANNED, ConversationState, Sender
from bot.core.fact_sources import SourceKind
from bot.core.inbox import Show
from bot.core.masks import without_numbers
from bot.core.pictures import MOST_IN_ONE_MESSAGE
from bot.core.suggestions import StoredSuggestion
from bot.services.faults import NotFound
from bot.services.reply import Sent
from bot.web.api.pictures import PictureOut, pictures_out, reply_pictures
from bot.web.house import HouseHere
from bot.web.tokens import Answering, Caller

router = APIRouter(tags=["conversations"])

Words = Callable[[str], str]
"""A text as the calling token may read it."""


def words_for(caller: ApiToken) -> Words:
    """For what buyers wrote. Replies and suggestions hold the shop's own numbers, which buyers need whole."""
    return str if caller.may(Right.READ_NUMBERS) else without_numbers


class MessageOut(BaseModel):
    id: int
    message_id: str | None
    sender: str
    kind: str
    text: str
    at: datetime
    author: str
    automatic: bool
    """The desk sent it while nobody was there."""
    delivery: str | None
    pictures: list[PictureOut]
    read: bool | None


class FindingOut(BaseModel):
    rule: str
    excerpt: str
    reason: str
    source: str
    severity: str
    better: str


class SourceOut(BaseModel):
    """The record that a fact was read from."""

    kind: SourceKind
    key: str
    at: datetime | None


class SuggestionOut(BaseModel):
    id: int
    state: str
    rank: int
    text: str
    script: str
    variant: int
    intent: str
    confidence: float
    facts: dict[str, Any]
    sources: dict[str, list[SourceOut]]
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
    text: str = ""
    client_id: str = Field(..., max_length=64)
    seen: int | None = Field(None, ge=0)
    """The newest message that whoever writes knows of."""
    attachments: list[dict[str, Any]] = Field(default_factory=list, max_items=MOST_IN_ONE_MESSAGE)


class ReplySent(BaseModel):
    message_id: int
    delivery_id: int
    duplicate: bool
    findings: list[FindingOut]


@router.get("/conversations", response_model=list[InboxLineOut])
async def list_conversations(
    house: HouseHere,
    caller: Caller,
    state: ConversationState | None = None,
    limit: int = Query(100, ge=1, le=200),
) -> list[InboxLineOut]:
    """Who is to be answered first: by waiting time, anger and money a little before their turn."""
    lines = await asyncio.to_thread(house.inbox, Show(state.value) if state else Show.ALL, limit=limit)
    words = words_for(caller)
    return [
        InboxLineOut(
            id=line.id,
            channel=line.channel,
            buyer=line.buyer_nick,
            state=line.state.value,
            waiting_since=line.waiting_since,
            owner=line.owner,
            last_text=words(line.last_text) if line.last_sender is Sender.BUYER else line.last_text,
        )
        for line in lines
    ]


@router.get("/conversations/{conversation_id}", response_model=ConversationOut)
async def get_conversation(conversation_id: int, house: HouseHere, caller: Caller) -> ConversationOut:
    view = await asyncio.to_thread(house.conversation, conversation_id)
    if view is None:
        raise NotFound(f"there is no conversation {conversation_id}")
    return _conversation(view, words_for(caller))


@router.post("/conversations/{conversation_id}/replies", status_code=201, response_model=ReplySent)
async def post_reply(conversation_id: int, body: ReplyIn, house: HouseHere, caller: Answering) -> ReplySent:
    """Send what a person typed; guarded like any draft, once per client_id."""

    def typed() -> Sent:
        pictures = reply_pictures(body.attachments, house.pictures)
        return house.reply.typed(
            conversation_id, body.text, body.client_id, caller.name, seen=body.seen, pictures=pictures
        )

    sent = await asyncio.to_thread(typed)
    return ReplySent(
        message_id=sent.message_id,
        delivery_id=sent.delivery_id,
        duplicate=sent.duplicate,
        findings=[FindingOut(**vars(finding)) for finding in sent.findings],
    )


def _conversation(view: ConversationView, words: Words) -> ConversationOut:
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
        messages=[_message(message, words, view.reading.read_to) for message in view.messages],
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


def _message(view: MessageView, words: Words, read_to: int) -> MessageOut:
    return MessageOut(
        id=view.id,
        message_id=view.message_id,
        sender=view.sender.value,
        kind=view.kind.value,
        text=words(view.text) if view.sender is Sender.BUYER else view.text,
        at=view.at,
        author=view.author,
        automatic=view.author in UNMANNED,
        delivery=view.delivery.value if view.delivery else None,
        pictures=pictures_out(view.pictures),
        read=view.id <= read_to if view.delivery else None,
    )


def _suggestion(stored: StoredSuggestion) -> SuggestionOut:
    suggestion = stored.suggestion
    return SuggestionOut(
        id=stored.id,
        state=stored.state.value,
        rank=stored.rank,
        text=suggestion.text,
        script=suggestion.script,
        variant=suggestion.variant,
        intent=suggestion.intent,
        confidence=suggestion.confidence,
        facts=dict(suggestion.facts),
        sources={
            name: [SourceOut(**vars(one)) for one in found] for name, found in suggestion.sources.items()
        },
        findings=[FindingOut(**vars(finding)) for finding in suggestion.findings],
    )
