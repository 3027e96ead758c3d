"""What answering alone needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.alone_turn import Act, EarlierTurn
from bot.core.answering_alone import Chosen, Measured, Sample
from bot.core.night import PauseOf, Review, SentAlone

HeldOut = Callable[[], Mapping[str, Measured] | None]
"""How the active model did on judged messages, by intent; None when it was not measured."""


class AnsweredAlone(Protocol):
    def chosen(self, shop_code: str) -> Mapping[str, Chosen]: ...
    def choose(self, shop_code: str, intent: str, chosen: Chosen) -> None: ...
    def own(self, shop_code: str, since: datetime) -> Mapping[str, Sample]:
        """By intent: agents' decisions on drafts that the model was sure of, and reviews of what was sent."""

    def is_paused(self, conversation_id: int, buyer_id: int) -> bool: ...
    def pauses(self, conversation_id: int, buyer_id: int) -> Collection[PauseOf]: ...
    def pause(self, of: PauseOf, subject_id: int, by: str, at: datetime) -> None: ...
    def resume(self, of: PauseOf, subject_id: int) -> None: ...

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
    ) -> int: ...
    def get(self, sent_id: int) -> SentAlone | None: ...
    def of_message(self, message_id: int) -> SentAlone | None: ...
    def of_talk(self, conversation_id: int, since: datetime) -> Sequence[SentAlone]:
        """Those that were not withdrawn, oldest first."""

    def withdraw(self, sent_id: int, why: str) -> None: ...
    def review(self, sent_id: int, review: Review, by: str, at: datetime) -> None: ...
    def turns(self, conversation_id: int, since: datetime, limit: int = 50) -> Sequence[EarlierTurn]:
        """The buyer's turns that were drafted for, each by its newest draft, oldest first."""
