"""What agents change of an order: one transaction with record, audit, the warehouse's task and the event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.courier_upgrade import upgrade_to, upgrades
from bot.core.item_change import line_of, swapped
from bot.core.money import Fen, yuan_text
from bot.core.new_receiver import Told, moved
from bot.core.order_actions import Done, OrderAction
from bot.core.order_rules import DESK, FLAGS, checked_reason, demand_stage, flag_after_change, with_note
from bot.core.order_tasks import TaskKind
from bot.core.orders import Flag, Order, OrderState
from bot.core.refusals import OutOfRule, Refusal
from bot.services.confirming import Confirming
from bot.services.judged import judged
from bot.services.on_record import on_record
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand
from bot.services.talk_order import TalkOrder, order_of_talk
from bot.services.warehouse import Warehouse

AUDITED: Mapping[Done, str] = MappingProxyType(
    {
        Done.ADDRESS: audit.ORDER_ADDRESS,
        Done.ITEM: audit.ORDER_ITEM,
        Done.COURIER: audit.ORDER_COURIER,
        Done.FLAG: audit.ORDER_FLAG,
        Done.NOTE: audit.ORDER_NOTE,
    }
)


class OrderDesk:
    def __init__(self, store: Store, warehouse: Warehouse, confirming: Confirming, clock: Clock) -> None:
        self._store = store
        self._warehouse = warehouse
        self._confirming = confirming
        self._clock = clock

    def shown(self, conversation_id: int, number: str, done: Done | None, account: Account) -> TalkOrder:
        """For a form; refused at once when it can't be done now. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.read() as work:
            about = order_of_talk(work, conversation_id, number)
            if done:
                demand_stage(about.order, DESK[done])
        return about

    def address(
        self, place: tuple[int, str], told: Told, reason: str, confirmed: bool, account: Account
    ) -> None:
        """`place`: the talk and the order's number, here and below. Raises Forbidden, NotFound, RuledOut."""
        with self._changing(place, Done.ADDRESS, account) as (work, about):
            new = moved(about.order, told, about.shop, about.weight_grams)
            after = replace(about.order, receiver=new.receiver)
            detail = {
                "from": _where(about.order),
                "to": _where(after),
                **_money("postage_more", new.postage_more),
            }
            after = self._flagged(about, after, reason, confirmed, account)
            self._store_change(work, about, after, Done.ADDRESS, reason, detail, account)
            self._ask(work, about, TaskKind.RELABEL, reason, account)
            self._confirming.offer(work, about, after, "change_address")

    def item(
        self,
        place: tuple[int, str],
        line_number: str,
        sku_code: str,
        reason: str,
        confirmed: bool,
        account: Account,
    ) -> None:
        """Raises Forbidden, NotFound, RuledOut."""
        with self._changing(place, Done.ITEM, account) as (work, about):
            product = about.products.get(line_of(about.order, line_number).product_code)
            if product is None:
                raise OutOfRule(Refusal.NO_SKU)
            swap = swapped(about.order, line_number, sku_code, product)
            detail = {
                "from": swap.before.options,
                "to": swap.after.options,
                **_money("difference", swap.difference),
            }
            after = self._flagged(about, swap.order, reason, confirmed, account)
            self._store_change(work, about, after, Done.ITEM, reason, detail, account)
            work.catalogue.put(about.shop.code, swap.product)
            self._ask(work, about, TaskKind.REPRINT, f"{swap.after.title} {swap.after.options}", account)
            self._confirming.offer(work, about, after, "change_order")

    def courier(
        self, place: tuple[int, str], courier: str, reason: str, confirmed: bool, account: Account
    ) -> None:
        """The order is held until the difference is paid. Raises Forbidden, NotFound, RuledOut."""
        with self._changing(place, Done.COURIER, account) as (work, about):
            offered = upgrades(about.shop, about.order.receiver.province, about.weight_grams)
            new = upgrade_to(courier, offered)
            detail = {"to": new.courier, **_money("difference", new.difference)}
            words = f"{new.courier} +{yuan_text(new.difference)} {reason}".strip()
            after = self._flagged(about, about.order, words, confirmed, account)
            self._store_change(work, about, after, Done.COURIER, reason, detail, account)
            self._ask(work, about, TaskKind.FASTER, words, account)

    def flag(self, place: tuple[int, str], flag: Flag, reason: str, account: Account) -> None:
        """Raises Forbidden, NotFound, RuledOut."""
        with self._changing(place, Done.FLAG, account) as (work, about):
            demand_stage(about.order, FLAGS[flag])
            checked_reason(reason)
            note = with_note(about.order, self._signed(about, reason, account))
            after = replace(about.order, flag=flag, seller_note=note)
            detail = {"from": about.order.flag.value, "to": flag.value}
            self._store_change(work, about, after, Done.FLAG, reason, detail, account)

    def note(self, place: tuple[int, str], text: str, account: Account) -> None:
        """Raises Forbidden, NotFound, RuledOut."""
        with self._changing(place, Done.NOTE, account) as (work, about):
            words = checked_reason(text)
            after = replace(
                about.order, seller_note=with_note(about.order, self._signed(about, words, account))
            )
            self._store_change(work, about, after, Done.NOTE, words, {}, account)

    @contextmanager
    def _changing(
        self, place: tuple[int, str], done: Done, account: Account
    ) -> Iterator[tuple[Work, TalkOrder]]:
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            about = order_of_talk(work, *place)
            demand_stage(about.order, DESK[done])
            yield work, about

    def _flagged(
        self, about: TalkOrder, order: Order, reason: str, confirmed: bool, account: Account
    ) -> Order:
        """Red with the reason once the buyer has confirmed, else held (handbook B2, B4)."""
        note = self._signed(about, checked_reason(reason), account)
        return replace(
            order, flag=flag_after_change(order, confirmed=confirmed), seller_note=with_note(order, note)
        )

    def _signed(self, about: TalkOrder, text: str, account: Account) -> str:
        """A line of the order's note: when, who, what."""
        at = self._clock().astimezone(about.shop.timezone)
        return f"{at:%m-%d %H:%M} {account.name}：{checked_reason(text)}"

    def _store_change(
        self,
        work: Work,
        about: TalkOrder,
        after: Order,
        done: Done,
        reason: str,
        detail: Mapping[str, object],
        account: Account,
    ) -> None:
        action = OrderAction(done, account.login, self._clock(), checked_reason(reason))
        work.order_actions.amend(about.shop.code, about.order, after, action, about.talk.id)
        record = {**detail, "reason": on_record(work, about.talk, action.reason)}
        work.audit.record(account.login, AUDITED[done], f"order {after.number}", record)
        work.events.append("order_changed", about.talk.id, {"order": after.number, "done": done.value})

    def _ask(self, work: Work, about: TalkOrder, kind: TaskKind, detail: str, account: Account) -> None:
        """The print clerk hears of every change of an order that may be printed already."""
        if about.order.state is not OrderState.UNPAID:
            self._warehouse.add(work, about, kind, detail, account)


def _where(order: Order) -> str:
    """As far as the audit may name it."""
    return f"{order.receiver.province} {order.receiver.city}".strip()


def _money(name: str, amount: Fen) -> dict[str, str]:
    return {name: yuan_text(amount)} if amount else {}
