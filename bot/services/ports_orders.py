"""What the work on orders needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.core.after_sale_cases import AfterSaleCase
from bot.core.order_actions import OrderAction
from bot.core.order_tasks import OrderTask, TaskKind
from bot.core.orders import Order


class OrderActions(Protocol):
    def amend(
        self, shop_code: str, before: Order, after: Order, action: OrderAction, conversation_id: int
    ) -> None:
        """Store what an action has changed, with the action. Later exports that lack it don't undo it."""

    def record(self, shop_code: str, number: str, action: OrderAction, conversation_id: int) -> None:
        """An action that changes nothing of the order's own record."""

    def of(self, shop_code: str, number: str, limit: int = 20) -> Sequence[OrderAction]:
        """Newest first."""


class AfterSaleCases(Protocol):
    def add(self, case: AfterSaleCase) -> int:
        """Store a case (its id is ignored)."""

    def put(self, case: AfterSaleCase) -> None: ...
    def get(self, case_id: int) -> AfterSaleCase | None: ...
    def of(self, shop_code: str, number: str, limit: int = 50) -> Sequence[AfterSaleCase]:
        """Newest first."""


class OrderTasks(Protocol):
    def add(self, task: OrderTask) -> int:
        """Store a task (its id is ignored)."""

    def put(self, task: OrderTask) -> None: ...
    def get(self, task_id: int) -> OrderTask | None: ...
    def pending(self, shop_code: str, number: str, kind: TaskKind) -> OrderTask | None:
        """The one of this kind that nobody has finished."""

    def of(self, shop_code: str, number: str, limit: int = 10) -> Sequence[OrderTask]:
        """Newest first."""

    def unfinished(self, limit: int = 200) -> Sequence[OrderTask]:
        """Oldest first."""

    def ended(self, limit: int = 20) -> Sequence[OrderTask]:
        """Those that ended last."""

    def count_open(self) -> int:
        """How many nobody has taken."""
