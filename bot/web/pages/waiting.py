"""How far the answer to a talk's last turn has come, and what may still be taken back."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from bot.adapters.store.views import ConversationView, MessageView
from bot.core.conversations import HOLDING, ConversationState, MessageKind, Sender, SuggestionState


class Answering(str, Enum):
    NOT_NEEDED = "not_needed"
    SUGGESTED = "suggested"
    DRAFTING = "drafting"
    FAILED = "failed"
    NOTHING_FITS = "nothing_fits"
    """The draft has no suggestion; its reason says why."""
    TURNED_DOWN = "turned_down"
    """The agent has rejected what there was."""
    NO_WORDS = "no_words"
    """The buyer has sent pictures or cards only."""


def answering(talk: ConversationView) -> Answering:
    if talk.pending:
        return Answering.SUGGESTED
    if talk.state is not ConversationState.WAITING:
        return Answering.NOT_NEEDED
    words = [m.id for m in unanswered(talk) if m.kind is MessageKind.TEXT]
    if not words:
        return Answering.NO_WORDS
    if talk.draft is None or talk.draft.message_id < words[-1]:
        return Answering.DRAFTING
    if talk.draft.failure:
        return Answering.FAILED
    return Answering.TURNED_DOWN if _turned_down(talk) else Answering.NOTHING_FITS


def unanswered(talk: ConversationView) -> tuple[MessageView, ...]:
    """The buyer's bubbles since the last reply."""
    replies = [m.id for m in talk.messages if m.sender is Sender.AGENT and m.author != HOLDING]
    last = replies[-1] if replies else 0
    return tuple(m for m in talk.messages if m.sender is Sender.BUYER and m.id > last)


def revocable(talk: ConversationView, login: str, now: datetime) -> MessageView | None:
    """The agent's own last reply, while it has not left."""
    last = talk.messages[-1] if talk.messages else None
    if last is None or last.author != login or last.revocable_until is None:
        return None
    return last if last.revocable_until > now else None


def _turned_down(talk: ConversationView) -> bool:
    newest = talk.suggestions[0].draft_id if talk.suggestions else None
    return any(s.draft_id == newest and s.state is SuggestionState.REJECTED for s in talk.suggestions)
