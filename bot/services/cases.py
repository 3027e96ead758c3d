"""After-sale cases: opened by agents, settled by the supervisor; the order's refund on record follows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.after_sale_cases import (
    AfterSaleCase,
    CaseKind,
    CaseState,
    CaseWish,
    moved_on,
    opened,
    refund_of,
    refundable,
)
from bot.core.conversations import Message, MessageKind
from bot.core.money import Fen, yuan_text
from bot.core.order_actions import Done, OrderAction
from bot.core.orders import OPEN_REFUNDS
from bot.services.faults import NotFound
from bot.services.judged import judged
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand
from bot.services.talk_order import TalkOrder, order_of_talk

CHANGED = "case_changed"
MOST_PICTURES = 12


@dataclass(frozen=True)
class CaseForm:
    about: TalkOrder
    refundable: Fen
    pictures: tuple[Message, ...]
    """Of the talk, which may be named as evidence."""


class Cases:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def form(self, conversation_id: int, number: str, account: Account) -> CaseForm:
        """Raises Forbidden, NotFound."""
        demand(account, Right.ANSWER)
        with self._store.read() as work:
            about = order_of_talk(work, conversation_id, number)
            earlier = work.cases.of(about.shop.code, number)
            said = work.messages.of(conversation_id)
        pictures = tuple(one for one in said if one.kind is MessageKind.IMAGE)[-MOST_PICTURES:]
        return CaseForm(about, refundable(about.order, earlier), pictures)

    def step(self, case_id: int, account: Account) -> AfterSaleCase:
        """For the form. Raises Forbidden, NotFound."""
        with self._store.read() as work:
            case = _known(work, case_id)
        demand(account, _right_for(case, CaseState.WAITING_MONEY))
        return case

    def open(self, conversation_id: int, number: str, wish: CaseWish, account: Account) -> int:
        """The case's id. Raises Forbidden, NotFound, RuledOut."""
        demand(account, Right.ANSWER)
        with judged(), self._store.write() as work:
            about = order_of_talk(work, conversation_id, number)
            shop, talk = about.shop, about.talk
            photos = tuple(work.messages.pictures_of(talk.id, wish.photos)) if wish.photos else ()
            earlier = work.cases.of(shop.code, number)
            new = opened(
                about.order, replace(wish, photos=photos), earlier, self._clock(), shop.refund_within
            )
            case = replace(new, shop=shop.code, conversation_id=talk.id, opened_by=account.login)
            case_id = work.cases.add(case)
            if about.order.refund is None or about.order.refund.state not in OPEN_REFUNDS:
                self._tell_order(work, case)  # else the platform's own case is the better record
            self._record(work, case, audit.CASE_OPENED, account)
        return case_id

    def move(self, case_id: int, state: CaseState, outcome: str, account: Account) -> None:
        """The clerk may say that the goods are back. Raises Forbidden, NotFound, RuledOut."""
        with judged(), self._store.write() as work:
            known = _known(work, case_id)
            demand(account, _right_for(known, state))
            shop = work.shops.get(known.shop)
            assert shop is not None, "a case's order has its shop"
            case = moved_on(known, state, outcome, account.login, self._clock(), shop.refund_within)
            work.cases.put(case)
            self._tell_order(work, case)
            if state is CaseState.DONE and case.kind is CaseKind.EXCHANGE:
                sent = OrderAction(Done.RESENT, account.login, self._clock(), case.outcome)
                work.order_actions.record(case.shop, case.order, sent, case.conversation_id)
            self._record(work, case, audit.CASE_MOVED, account)

    @staticmethod
    def _tell_order(work: Work, case: AfterSaleCase) -> None:
        refund = refund_of(case)
        if refund:
            work.orders.put_refund(case.shop, case.order, refund)

    @staticmethod
    def _record(work: Work, case: AfterSaleCase, action: str, account: Account) -> None:
        detail = {
            "case": case.kind.value,
            "state": case.state.value,
            "reason": case.outcome or case.reason,
            **({"amount": yuan_text(case.amount)} if case.amount else {}),
        }
        work.audit.record(account.login, action, f"order {case.order}", detail)
        work.events.append(CHANGED, case.conversation_id, {"order": case.order, "case": case.kind.value})


def _known(work: Work, case_id: int) -> AfterSaleCase:
    case = work.cases.get(case_id)
    if case is None:
        raise NotFound(f"there is no case {case_id}")
    return case


def _right_for(case: AfterSaleCase, state: CaseState) -> Right:
    """Whoever unpacks says that the goods are back."""
    goods_back = case.state is CaseState.WAITING_GOODS and state is CaseState.WAITING_MONEY
    return Right.WORK_THE_LIST if goods_back else Right.SETTLE_CASES
