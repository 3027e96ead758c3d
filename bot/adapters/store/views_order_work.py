"""What the panel shows of the work on each order beside the order itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.store.work import SqlWork
from bot.core.after_sale_cases import AfterSaleCase
from bot.core.order_actions import Done, OrderAction
from bot.core.order_rules import DESK, may
from bot.core.order_tasks import OrderTask, TaskKind, kinds_for
from bot.core.orders import Order

MOST_TASKS = 4
MOST_CASES = 4
MOST_ACTIONS = 4


@dataclass(frozen=True)
class OrderWorkView:
    may_do: frozenset[Done]
    """What agents may do with it now."""
    kinds: tuple[TaskKind, ...]
    """What may be asked of the warehouse."""
    tasks: tuple[OrderTask, ...]
    actions: tuple[OrderAction, ...]
    """Newest first."""
    cases: tuple[AfterSaleCase, ...]


def order_work(work: SqlWork, shop_code: str, orders: Sequence[Order]) -> dict[str, OrderWorkView]:
    """By the order's number."""
    return {order.number: _one(work, shop_code, order) for order in orders}


def _one(work: SqlWork, shop_code: str, order: Order) -> OrderWorkView:
    return OrderWorkView(
        may_do=frozenset(done for done in DESK if may(done, order)),
        kinds=kinds_for(order),
        tasks=tuple(work.order_tasks.of(shop_code, order.number, MOST_TASKS)),
        cases=tuple(work.cases.of(shop_code, order.number, MOST_CASES)),
        actions=tuple(work.order_actions.of(shop_code, order.number, MOST_ACTIONS)) if order.done else (),
    )
