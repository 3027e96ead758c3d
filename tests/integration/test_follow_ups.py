"""What must not be forgotten, from the record to the message, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.product_words import load_product_words
from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.accounts import Account, Role
from bot.core.after_sale_cases import AfterSaleCase, CaseKind, CaseState
from bot.core.conversations import AUTOMATIC, ConversationState, MessageKind, Sender
from bot.core.follow_up_rules import FollowUpKind, FollowUpRules
from bot.core.follow_ups import FollowUp, FollowUpState
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver, Refund, RefundState
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.refusals import Refusal
from bot.core.reviews import Mood, Review
from bot.core.shop import Shop
from bot.services.faults import Blocked, RuledOut
from bot.services.follow_up_house import FollowUpHouse
from bot.services.guarding import Guarding
from bot.services.receive import Incoming, Receive
from bot.services.reply import Reply
from bot.services.take_back import TakeBack
from tests.integration.conftest import NOW, Clock

BOOK, GUARD = load_book(DATA), load_guard(DATA)
WORDS = load_product_words(DATA / "product_words.yml")
XIAOMEI = Account(1, "xiaomei", "小美", Role.AGENT)
LINE = OrderLine("1", "碎花连衣裙", 1, Fen(15900), options="颜色:奶杏;尺码:M")
HOUR = timedelta(hours=1)


def order(number: str = "40210000000000002231", **more: object) -> Order:
    plain = Order(
        number,
        "小鹿",
        OrderState.UNPAID,
        NOW,
        Fen(15900),
        Fen(15900),
        receiver=Receiver("沈念安", "13900004928", "浙江省", "宁波市", "鄞州区云雀街66号"),
        lines=(LINE,),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def paid(**more: object) -> Order:
    return order(**{"state": OrderState.PAID, "paid_at": NOW, **more})  # type: ignore[arg-type]


def sent(*events: ParcelEvent, state: ParcelState = ParcelState.IN_TRANSIT, **more: object) -> Order:
    parcel = Parcel("中通快递", "77000003077052", state, NOW, events=events, **more)  # type: ignore[arg-type]
    return paid(state=OrderState.SHIPPED, shipped_at=NOW, parcels=(parcel,))


class Desk:
    """A shop, its worker and its people."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.receive = Receive(store, clock, "demo")
        self.reply = Reply(store, Guarding(GUARD, BOOK.vocabulary, clock).reply, clock)
        self.house = FollowUpHouse(store, lambda: BOOK, GUARD, WORDS, self.reply, clock, "demo")

    def rule(self, **rules: object) -> None:
        with self.store.write() as work:
            work.shops.put(Shop("demo", "演示店", follow_ups=FollowUpRules(**rules)))  # type: ignore[arg-type]

    def put(self, *orders: Order) -> None:
        with self.store.write() as work:
            for one in orders:
                work.orders.put("demo", one, {})

    def say(self, text: str = "在吗", buyer: str = "小鹿", **more: object) -> int:
        """A buyer writes."""
        said = Incoming(
            **{
                "channel": "web",
                "conversation": buyer,
                "message_id": f"{buyer}:{self.clock.now.isoformat()}",
                "sender": Sender.BUYER,
                "kind": MessageKind.TEXT,
                "text": text,
                "buyer_id": buyer,
                "buyer_name": buyer,
                **more,
            }
        )
        return self.receive.message(said).conversation_id

    def answer(self, talk: int, text: str = "在的，您说") -> int:
        return self.reply.typed(talk, text, f"typed-{self.clock.now.isoformat()}", "xiaomei").message_id

    def talked(self) -> int:
        """A talk that is answered, half a day ago."""
        talk = self.say()
        self.answer(talk)
        return talk

    def run(self, **later: float) -> dict[str, int]:
        self.clock.advance(**later)
        return dict(self.house.job.run("demo"))

    def all(self, kind: FollowUpKind | None = None) -> list[FollowUp]:
        with self.store.read() as work:
            found = [one for state in FollowUpState for one in work.follow_ups.in_state("demo", state)]
        return [one for one in found if kind is None or one.kind is kind]

    def only(self, kind: FollowUpKind) -> FollowUp:
        (one,) = self.all(kind)
        return one

    def messages(self, talk: int) -> list[str]:
        with self.store.read() as work:
            return [one.text for one in work.messages.of(talk)]


@pytest.fixture
def desk(store: SqlStore, clock: Clock) -> Iterator[Desk]:
    yield Desk(store, clock)


def test_an_unpaid_order_is_asked_about_after_twelve_hours_in_the_morning_and_only_once(desk: Desk) -> None:
    desk.talked()
    desk.put(order())
    desk.run(hours=12)  # 02:00 in the shop
    assert desk.only(FollowUpKind.UNPAID).state is FollowUpState.DUE
    desk.run(hours=6, minutes=59)
    assert desk.only(FollowUpKind.UNPAID).state is FollowUpState.DUE
    desk.run(minutes=1)
    asked = desk.only(FollowUpKind.UNPAID)
    assert (asked.state, asked.script) == (FollowUpState.SUGGESTED, "follow_unpaid")
    assert "碎花连衣裙 奶杏 M" in asked.text
    assert asked.findings == ()
    desk.run(minutes=5)
    assert len(desk.all()) == 1


def test_what_was_approved_leaves_once_as_an_ordinary_message_with_its_origin(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(order())
    desk.run(hours=19)
    asked = desk.only(FollowUpKind.UNPAID)
    desk.house.desk.approve(asked.id, XIAOMEI)
    with pytest.raises(RuledOut):
        desk.house.desk.approve(asked.id, XIAOMEI)
    desk.run(minutes=5)
    assert desk.messages(talk).count(asked.text) == 1
    after = desk.only(FollowUpKind.UNPAID)
    assert (after.state, after.decided_by) == (FollowUpState.SENT, "xiaomei")
    with desk.store.read() as work:
        assert work.follow_ups.of_message(after.message_id or 0) == after
        assert work.deliveries.of_message(after.message_id or 0) is not None


def test_a_reason_that_has_gone_ends_the_follow_up(desk: Desk) -> None:
    desk.talked()
    desk.put(order())
    desk.run(hours=19)
    desk.put(paid(paid_at=desk.clock.now))
    with pytest.raises(RuledOut) as gone:
        desk.house.desk.approve(desk.only(FollowUpKind.UNPAID).id, XIAOMEI)
    assert gone.value.refusal is Refusal.FOLLOW_UP_GONE
    desk.run(minutes=5)
    ended = desk.only(FollowUpKind.UNPAID)
    assert (ended.state, ended.outcome) == (FollowUpState.EXPIRED, "reason_gone")


def test_three_reminders_a_week_apart_and_then_silence(desk: Desk) -> None:
    talk = desk.talked()
    desk.rule(automatic=frozenset({FollowUpKind.UNPAID}))
    desk.put(order())
    for _ in range(14 * 24):
        desk.run(hours=1)
    assert [(one.due.step, one.state) for one in sorted(desk.all(), key=lambda one: one.due.at)] == [
        (step, FollowUpState.SENT) for step in ("first", "second", "last")
    ]
    assert len(desk.messages(talk)) == 2 + 3


def test_what_goes_by_itself_is_marked_as_automatic_and_makes_nobody_the_owner(
    desk: Desk,
) -> None:
    talk = desk.talked()
    desk.rule(automatic=frozenset({FollowUpKind.UNPAID}))
    with desk.store.write() as work:
        work.ownership.give(talk, None, desk.clock.now, settled=False)
    desk.put(order())
    desk.run(hours=19)
    with desk.store.read() as work:
        last = work.messages.of(talk)[-1]
        found = work.conversations.get(talk)
    assert last.author == AUTOMATIC
    assert found is not None
    assert found.owner is None


def test_an_approval_at_night_waits_for_the_morning(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(order())
    desk.run(hours=19)
    desk.run(hours=13)  # 22:00 in the shop
    asked = desk.only(FollowUpKind.UNPAID)
    assert desk.house.desk.approve(asked.id, XIAOMEI).state is FollowUpState.APPROVED
    desk.run(hours=10, minutes=59)
    assert asked.text not in desk.messages(talk)
    desk.run(minutes=1)
    assert asked.text in desk.messages(talk)


def test_nobody_is_written_to_who_asked_not_to_be(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(order())
    desk.run(hours=19)
    with desk.store.write() as work:
        found = work.conversations.get(talk)
        assert found is not None
        assert work.buyers.stop_messages(found.buyer_id, desk.clock.now)
        assert not work.buyers.stop_messages(found.buyer_id, desk.clock.now)
    with pytest.raises(RuledOut) as stopped:
        desk.house.desk.approve(desk.only(FollowUpKind.UNPAID).id, XIAOMEI)
    assert stopped.value.refusal is Refusal.FOLLOW_UP_STOPPED
    desk.run(minutes=5)
    assert desk.only(FollowUpKind.UNPAID).outcome == "stopped"


def test_a_buyer_who_waits_for_an_answer_gets_no_reminder_in_its_stead(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(order())
    desk.clock.advance(hours=18)
    desk.say("还有别的颜色吗")
    desk.run(hours=1)
    assert desk.only(FollowUpKind.UNPAID).state is FollowUpState.DUE
    desk.answer(talk)
    desk.run(hours=1)
    asked = desk.only(FollowUpKind.UNPAID)
    assert asked.state is FollowUpState.SUGGESTED
    desk.say("好的我看看")
    with pytest.raises(RuledOut) as waiting:
        desk.house.desk.approve(asked.id, XIAOMEI)
    assert waiting.value.refusal is Refusal.FOLLOW_UP_WAITING


def test_a_paid_order_without_a_word_is_read_back_and_said_by_hand(desk: Desk) -> None:
    desk.put(paid())
    desk.run(hours=20)  # 10:00 on the next day
    silent = desk.only(FollowUpKind.SILENT_ORDER)
    assert (silent.state, silent.conversation_id) == (FollowUpState.SUGGESTED, None)
    assert "手机尾号4928" in silent.text
    with pytest.raises(RuledOut) as homeless:
        desk.house.desk.approve(silent.id, XIAOMEI)
    assert homeless.value.refusal is Refusal.FOLLOW_UP_NO_TALK
    desk.house.desk.by_hand(silent.id, XIAOMEI)
    assert desk.only(FollowUpKind.SILENT_ORDER).state is FollowUpState.SENT


def test_what_left_and_what_arrived_is_told_and_asked_after(desk: Desk) -> None:
    desk.talked()
    desk.put(sent())
    desk.run(hours=1)
    left = desk.only(FollowUpKind.DISPATCHED)
    assert "中通快递，单号77000003077052" in left.text
    assert (left.state, left.findings) == (FollowUpState.SUGGESTED, ())
    there = ParcelEvent(desk.clock.now, "已签收，签收人：本人", ParcelState.SIGNED)
    desk.put(sent(there, state=ParcelState.SIGNED, signed_at=desk.clock.now))
    desk.run(minutes=5)
    assert desk.only(FollowUpKind.DISPATCHED).outcome == "reason_gone"
    assert desk.only(FollowUpKind.DELIVERED).state is FollowUpState.SUGGESTED
    desk.run(days=3)
    assert desk.only(FollowUpKind.VISIT).state is FollowUpState.SUGGESTED


def test_a_parcel_that_does_not_move_is_told_of_and_chased(desk: Desk) -> None:
    desk.talked()
    desk.put(sent(ParcelEvent(NOW, "已到达武汉转运中心", ParcelState.IN_TRANSIT, "武汉")))
    desk.run(hours=71)
    assert desk.all(FollowUpKind.PARCEL) == []
    desk.run(hours=1)
    told, chased = desk.only(FollowUpKind.PARCEL), desk.only(FollowUpKind.COURIER)
    assert (told.due.step, told.state, chased.state) == (
        "stuck",
        FollowUpState.SUGGESTED,
        FollowUpState.SUGGESTED,
    )
    assert "2231的包裹" in told.text
    desk.house.desk.dismiss(chased.id, "中通客服说在装车，明天到", XIAOMEI)
    assert desk.only(FollowUpKind.COURIER).outcome == "中通客服说在装车，明天到"


def test_a_refund_deadline_is_counted_down_and_then_the_supervisors(desk: Desk) -> None:
    refund = Refund(RefundState.WAIT_SELLER_AGREE, Fen(15900), "不想要了", NOW, goods_back=False)
    desk.put(paid(refund=refund))
    desk.run(hours=35)
    assert desk.all(FollowUpKind.REFUND) == []
    desk.run(hours=1)
    soon = desk.only(FollowUpKind.REFUND)
    assert (soon.due.step, soon.state, soon.due.deadline) == (
        "soon",
        FollowUpState.SUGGESTED,
        NOW + 48 * HOUR,
    )
    desk.run(hours=12)
    late = next(one for one in desk.all(FollowUpKind.REFUND) if one.due.step == "overdue")
    assert (late.due.for_supervisor, late.state) == (True, FollowUpState.SUGGESTED)
    desk.put(paid(refund=replace(refund, state=RefundState.SUCCESS)))
    desk.run(minutes=5)
    assert {one.state for one in desk.all(FollowUpKind.REFUND)} == {FollowUpState.EXPIRED}


def test_a_promised_hour_is_recorded_when_the_reply_leaves_and_kept_by_writing(desk: Desk) -> None:
    talk = desk.say("退款到底批了没")
    desk.answer(talk, "我去问财务，今天18点前给您答复")
    promised = desk.only(FollowUpKind.CALL_BACK)
    assert promised.due.deadline == NOW + 4 * HOUR  # 18:00 in the shop
    desk.run(hours=3, minutes=29)
    assert desk.only(FollowUpKind.CALL_BACK).state is FollowUpState.DUE
    desk.run(minutes=1)
    back = desk.only(FollowUpKind.CALL_BACK)
    assert back.state is FollowUpState.SUGGESTED
    assert "18:00" in back.text
    assert not back.may_go_unread
    desk.answer(talk, "问到了，财务今天批，原路退回")
    desk.run(minutes=5)
    assert desk.only(FollowUpKind.CALL_BACK).outcome == "reason_gone"


def test_a_promise_that_was_taken_back_is_none(desk: Desk) -> None:
    talk = desk.say("退款到底批了没")
    message = desk.answer(talk, "我去问财务，今天18点前给您答复")
    TakeBack(desk.store, desk.clock).reply(message, "xiaomei")
    desk.run(hours=4)
    assert desk.only(FollowUpKind.CALL_BACK).outcome == "reason_gone"


def test_reviews_are_thanked_for_or_taken_up_and_a_bad_one_is_the_supervisors(desk: Desk) -> None:
    desk.talked()
    desk.put(order(state=OrderState.FINISHED), order("40210000000000002232", state=OrderState.FINISHED))
    with desk.store.write() as work:
        for number, mood in (("40210000000000002231", Mood.BAD), ("40210000000000002232", Mood.GOOD)):
            assert work.reviews.put("demo", Review(number, "小鹿", mood, "线头多", NOW))
    desk.run(hours=1)
    bad = desk.only(FollowUpKind.BAD_REVIEW)
    assert (bad.state, bad.due.for_supervisor, bad.may_go_unread) == (FollowUpState.SUGGESTED, True, False)
    desk.run(hours=19)
    assert desk.only(FollowUpKind.REVIEW).state is FollowUpState.SUGGESTED


def test_a_solved_complaint_is_visited_on_a_later_day(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(paid())
    case = AfterSaleCase(
        *(0, "demo", "40210000000000002231", talk, CaseKind.COMPLAINT, "客服态度", (), Fen(0), ()),
        *(CaseState.DONE, "xiaomei", NOW, NOW, None),
    )
    with desk.store.write() as work:
        work.cases.add(case)
    desk.run(hours=21)
    visit = desk.only(FollowUpKind.VISIT)
    assert (visit.due.step, visit.state) == ("solved", FollowUpState.SUGGESTED)


def test_of_many_only_what_is_safe_leaves_and_what_fails_is_shown(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(order(), sent(ParcelEvent(NOW, "到达", ParcelState.IN_TRANSIT)))
    desk.put(order("40210000000000007777"))
    desk.run(hours=19)
    ids = [one.id for one in desk.all() if one.state is FollowUpState.SUGGESTED]
    many = desk.house.desk.approve_many([*ids, 9999], XIAOMEI)
    assert (many.sent, many.waiting, many.refused) == (len(ids), 0, 1)
    assert len(desk.messages(talk)) == 2 + len(ids)


def test_what_the_guard_blocks_does_not_leave(desk: Desk) -> None:
    talk = desk.talked()
    desk.put(order())
    desk.run(hours=19)
    asked = desk.only(FollowUpKind.UNPAID)
    with pytest.raises(Blocked):
        desk.house.desk.approve(asked.id, XIAOMEI, "加我微信，我给您返现")
    assert desk.only(FollowUpKind.UNPAID).state is FollowUpState.SUGGESTED
    assert len(desk.messages(talk)) == 2
    with desk.store.read() as work:
        found = work.conversations.get(talk)
        assert found is not None
        assert found.state is ConversationState.OPEN


def test_a_day_without_the_worker_loses_nothing_that_still_holds(desk: Desk) -> None:
    desk.talked()
    desk.put(order())
    desk.run(days=2)
    assert desk.only(FollowUpKind.UNPAID).due.step == "first"
