"""What the services need of talks: their messages, suggestions, decisions and what leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.core.approvals import Approval, ApprovalState, PriceWish
from bot.core.conversations import Conversation, Message, SuggestionState
from bot.core.deliveries import Delivery
from bot.core.inbox import Concern
from bot.core.stages import HeardTurn
from bot.core.suggestions import Drafted, StoredSuggestion


class Conversations(Protocol):
    def get(self, conversation_id: int) -> Conversation | None: ...
    def opened(self, shop_code: str, channel: str, external_id: str, buyer_id: int, at: datetime) -> int:
        """The id of the conversation of that name, which is made on first sight."""

    def found(self, channel: str, external_id: str) -> Conversation | None: ...

    def point_at(self, conversation_id: int, *, product: str | None, order: str | None) -> None:
        """Note what the buyer is looking at; None leaves what is known."""

    def wait(self, conversation_id: int, since: datetime) -> None:
        """The buyer has written: waiting since the first unanswered bubble; a closed talk opens again."""

    def sort_in(self, conversation_id: int, concern: Concern, urgency: int, *, held: bool) -> None:
        """Note what its newest turn means for its place in the inbox. The gravest concern stays."""

    def answered(self, conversation_id: int, owner: str | None, at: datetime) -> None: ...
    def close(self, conversation_id: int, at: datetime) -> None: ...
    def remember(self, conversation_id: int, memory: Mapping[str, object]) -> None:
        """Merge into the talk's memory."""

    def replace_memory(self, conversation_id: int, memory: Mapping[str, object]) -> None: ...
    def quiet(self, shop_code: str, after: datetime, until: datetime, limit: int = 100) -> Sequence[int]:
        """Answered conversations last touched within that span, oldest first."""


class Messages(Protocol):
    def by_external(self, channel: str, external_id: str) -> Message | None: ...
    def by_client(self, client_id: str) -> Message | None: ...
    def add(
        self, message: Message, *, channel: str, client_id: str | None = None, attachments: Sequence[Any] = ()
    ) -> int:
        """Store a bubble (its id field is ignored) and return its id."""

    def pictures_of(self, conversation_id: int, ids: Sequence[int]) -> Sequence[int]:
        """Those of the ids that are the talk's pictures."""

    def of(self, conversation_id: int, limit: int = 200) -> Sequence[Message]:
        """The newest, oldest first; recalled ones left out."""

    def recall(self, message_id: int, at: datetime) -> None: ...
    def has_talk_after(self, conversation_id: int, message_id: int) -> bool:
        """Whether anybody has said anything since a bubble."""

    def undrafted(self, limit: int = 100) -> Sequence[int]:
        """Conversations whose last buyer turn has no draft."""


class Suggestions(Protocol):
    def add_draft(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        """Store a draft and its suggestions, retiring the pending ones of the talk."""

    def add_beside(self, suggestion_id: int, drafted: Drafted, at: datetime) -> int:
        """Store a draft for the turn that an earlier suggestion answered; what is pending stays so."""

    def add_more(self, conversation_id: int, message_id: int, drafted: Drafted, at: datetime) -> int:
        """Store a draft for a turn; what is pending stays so."""

    def add_failure(
        self, conversation_id: int, message_id: int, text: str, failure: str, reason: str, at: datetime
    ) -> tuple[int, bool]:
        """Record that a turn could not be drafted, and why: the draft's id, and whether that is news."""

    def is_drafted(self, message_id: int) -> bool:
        """Whether a bubble has a draft that did not fail."""

    def heard(
        self, conversation_id: int, *, before: int | None = None, limit: int = 30
    ) -> Sequence[HeardTurn]:
        """What the buyer's last turns (those before a bubble) were understood to want, oldest first."""

    def get(self, suggestion_id: int) -> StoredSuggestion | None: ...
    def first_of(self, draft_id: int) -> StoredSuggestion | None: ...
    def retire(self, conversation_id: int, intent: str | None = None) -> int:
        """Retire what is pending in a talk, or of that what answers an intent; how many."""

    def mark(self, suggestion_id: int, state: SuggestionState) -> None: ...
    def revive(self, draft_id: int) -> None:
        """Make a draft's suggestions pending again, after its reply was taken back."""


class Decisions(Protocol):
    def add(
        self,
        *,
        suggestion_id: int,
        verdict: str,
        text: str,
        intent: str | None,
        reason: str,
        account: str,
        at: datetime,
        message_id: int | None,
        memory_before: Mapping[str, object],
    ) -> int: ...
    def of_message(self, message_id: int) -> int | None:
        """The suggestion that a sent message came from."""

    def take_back(self, suggestion_id: int) -> Mapping[str, object]:
        """Forget a decision and return the talk's memory before it."""


class Approvals(Protocol):
    def add(
        self,
        conversation_id: int,
        suggestion_id: int | None,
        wish: PriceWish,
        account: str,
        at: datetime,
        *,
        words: str = "",
    ) -> int: ...
    def get(self, approval_id: int) -> Approval | None: ...
    def answer(self, approval_id: int, state: ApprovalState, account: str, at: datetime) -> None: ...
    def withdraw(self, suggestion_id: int) -> None:
        """Forget what was asked by a reply that was taken back."""


class Deliveries(Protocol):
    def add(self, *, channel: str, conversation_id: int, message_id: int, not_before: datetime) -> int: ...
    def get(self, delivery_id: int) -> Delivery | None: ...
    def of_message(self, message_id: int) -> Delivery | None: ...
    def due(
        self, now: datetime, channel: str | None = None, after: int = 0, limit: int = 100
    ) -> Sequence[Delivery]:
        """Waiting deliveries whose time has come, oldest first."""

    def by_channel_message(self, channel: str, channel_message_id: str) -> Delivery | None: ...
    def cancel(self, delivery_id: int, now: datetime) -> bool:
        """Cancel unless it has left or its time has come; whether it was cancelled."""

    def withdraw(self, delivery_id: int) -> bool:
        """Cancel unless it has left; whether it was cancelled."""

    def delivered(self, delivery_id: int, channel_message_id: str | None) -> None: ...
    def failed(self, delivery_id: int, error: str, again_at: datetime | None) -> None:
        """Note a failed attempt; without `again_at` it is given up and shown."""


class Events(Protocol):
    def append(self, kind: str, conversation_id: int | None, payload: Mapping[str, object]) -> None: ...
    def forget_before(self, moment: datetime) -> int:
        """How many events were forgotten."""
