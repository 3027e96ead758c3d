"""What follow-ups need from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.after_sale_cases import AfterSaleCase
from bot.core.buyers import Buyer
from bot.core.follow_up_rules import FollowUpKind
from bot.core.follow_ups import Due, FollowUp, FollowUpState, Reached
from bot.core.reviews import Review
from bot.core.shop import Shop


class FollowUps(Protocol):
    def add(
        self,
        shop_code: str,
        due: Due,
        buyer: str,
        conversation_id: int | None,
        due_at: datetime,
        at: datetime,
    ) -> bool:
        """Note one; False when it was noted before, whatever has become of it."""

    def get(self, follow_up_id: int) -> FollowUp | None: ...
    def put(self, follow_up: FollowUp) -> None: ...
    def in_state(
        self, shop_code: str, state: FollowUpState, due_by: datetime | None = None, limit: int = 500
    ) -> Sequence[FollowUp]:
        """The earliest first; those whose moment has come by `due_by`."""

    def counts(self, shop_code: str) -> Mapping[tuple[FollowUpKind, FollowUpState], int]: ...
    def ended(self, shop_code: str, limit: int = 50) -> Sequence[FollowUp]:
        """Sent, dismissed or expired, the newest first."""

    def reached(self, shop_code: str, buyer: str, since: datetime, but: int) -> Sequence[Reached]:
        """What the buyer was or is about to be sent, without the follow-up `but`."""

    def open_in_talk(self, conversation_id: int, kind: FollowUpKind) -> Sequence[FollowUp]: ...
    def of_message(self, message_id: int) -> FollowUp | None: ...
    def talk_of(self, shop_code: str, buyer: str) -> int | None:
        """The buyer's newest talk on a channel that carries replies."""

    def has_spoken(self, shop_code: str, buyer: str) -> bool: ...

    # what the rules have to look at: what can't be due, or is noted already, is left out
    def orders(self, shop: Shop, now: datetime, limit: int = 1000) -> Sequence[str]: ...
    def cases(self, shop: Shop, now: datetime, limit: int = 500) -> Sequence[AfterSaleCase]: ...
    def reviews(self, shop: Shop, now: datetime, limit: int = 500) -> Sequence[Review]: ...
    def quiet_askers(self, shop: Shop, now: datetime, limit: int = 500) -> Sequence[int]:
        """Talks about a product whose last message is some hours old."""

    def to_greet(self, shop: Shop, step: str, limit: int = 200) -> Sequence[Buyer]:
        """Buyers with a talk who have not been greeted for that holiday."""


class Reviews(Protocol):
    def put(self, shop_code: str, review: Review) -> bool:
        """Whether that changed anything; nothing does once the order's buyer was forgotten."""

    def of_order(self, shop_code: str, number: str) -> Review | None: ...
