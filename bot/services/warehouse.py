"""The warehouse's list: agents raise tasks for an order, the clerk takes and ends them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.order_actions import OrderAction
from bot.core.order_rules import checked_reason
from bot.core.order_tasks import (
    PROVEN_BY,
    OrderTask,
    TaskKind,
    TaskState,
    added_to,
    demand_raisable,
    ended,
    taken,
)
from bot.services.faults import NotFound
from bot.services.judged import judged
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand
from bot.services.talk_order import TalkOrder, order_of_talk

CHANGED = "task_changed"


@dataclass(frozen=True)
class WorkList:
    unfinished: tuple[OrderTask, ...]
    """Oldest first."""
    ended: tuple[OrderTask, ...]
    """The last ones, newest first."""


class Warehouse:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def listed(self) -> WorkList:
        with self._store.read() as work:
            return WorkList(tuple(work.order_tasks.unfinished()), tuple(work.order_tasks.ended()))

    def count_open(self) -> int:
        with self._store.read() as work:
            return work.order_tasks.count_open()

    def raise_task(
        self, conversation_id: int, number: str, kind: TaskKind, detail: str, account: Account
    ) -> int:
        """The task's id; asked for twice it is one. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            about = order_of_talk(work, conversation_id, number)
            demand_raisable(kind, about.order)
            return self.add(work, about, kind, checked_reason(detail), account)

    def add(self, work: Work, about: TalkOrder, kind: TaskKind, detail: str, account: Account) -> int:
        """Inside the caller's transaction."""
        pending = work.order_tasks.pending(about.shop.code, about.order.number, kind)
        if pending:
            work.order_tasks.put(added_to(pending, detail))
            self._tell(work, pending)
            return pending.id
        task = OrderTask(
            id=0,
            shop=about.shop.code,
            order=about.order.number,
            buyer=about.order.buyer_nick,
            kind=kind,
            detail=detail,
            raised_by=account.login,
            raised_at=self._clock(),
            conversation_id=about.talk.id,
        )
        task_id = work.order_tasks.add(task)
        work.audit.record(
            account.login, audit.TASK_RAISED, f"order {task.order}", {"task": kind.value, "reason": detail}
        )
        self._tell(work, task)
        return task_id

    def take(self, task_id: int, account: Account) -> None:
        """Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.WORK_THE_LIST)
        with judged(), self._store.write() as work:
            task = taken(_known(work, task_id), account.login, self._clock())
            work.order_tasks.put(task)
            self._tell(work, task)

    def finish(self, task_id: int, outcome: str, account: Account) -> None:
        """Done, and from now on to be claimed in a reply. Raises Forbidden, NotFound, RuledOut."""
        self._end(task_id, TaskState.DONE, outcome, account)

    def refuse(self, task_id: int, reason: str, account: Account) -> None:
        """Raises Forbidden, NotFound, RuledOut."""
        self._end(task_id, TaskState.REFUSED, reason, account)

    def _end(self, task_id: int, state: TaskState, outcome: str, account: Account) -> None:
        demand(account, Right.WORK_THE_LIST)
        with judged(), self._store.write() as work:
            task = ended(_known(work, task_id), state, outcome, account.login, self._clock())
            work.order_tasks.put(task)
            if state is TaskState.DONE:
                done = OrderAction(PROVEN_BY[task.kind], account.login, self._clock(), task.outcome)
                work.order_actions.record(task.shop, task.order, done, task.conversation_id)
            action = audit.TASK_DONE if state is TaskState.DONE else audit.TASK_REFUSED
            detail = {"task": task.kind.value, "reason": task.outcome}
            work.audit.record(account.login, action, f"order {task.order}", detail)
            self._tell(work, task)

    @staticmethod
    def _tell(work: Work, task: OrderTask) -> None:
        work.events.append(CHANGED, task.conversation_id, {"order": task.order, "task": task.kind.value})


def _known(work: Work, task_id: int) -> OrderTask:
    task = work.order_tasks.get(task_id)
    if task is None:
        raise NotFound(f"there is no task {task_id}")
    return task
