"""A price below the floor: asked with the reply, answered by the supervisor, told to the buyer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.store import views
from bot.adapters.store.tables.desk import AuditRow
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.accounts import Account, Role
from bot.core.approvals import MEMORY, ApprovalState, PriceWish
from bot.core.catalogue import Product
from bot.core.conversations import MessageKind, Route, Sender, SuggestionState, Verdict
from bot.core.money import Fen
from bot.core.suggestions import Drafted, Suggestion
from bot.services.approve import Approve
from bot.services.decide import Decide, Decision
from bot.services.faults import Blocked, Conflict, Forbidden, NotFound
from bot.services.guarding import Guarding
from bot.services.receive import Incoming, Receive
from bot.services.reply import Reply
from bot.services.take_back import TakeBack
from tests.integration.conftest import Clock

MANAGER = Account(1, "wangjie", "王姐", Role.SUPERVISOR)
AGENT = Account(2, "xiaomei", "小美", Role.AGENT)
WISH = PriceWish("L1", "小雏菊连衣裙", Fen(15000), 2, Fen(18900), Fen(16900))
DRESS = Product("L1", "碎花连衣裙", "小雏菊连衣裙", "裙", Fen(18900), Fen(16900))
BARGAIN = {"bargain": {"L1": {"step": 6, "offered": 16900, "pieces": 2, "pieces_said": "两件"}}}
PROMISE = Suggestion(
    "您说的价超出我的权限了，我报给主管问一下",
    "price_bargain",
    "request_discount",
    0.9,
    {},
    memory={**BARGAIN, MEMORY: WISH.to_memory()},
)


class Desk:
    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        book, guard = load_book(DATA), load_guard(DATA)
        self.receive = Receive(store, clock, "demo")
        self.reply = Reply(store, Guarding(guard, book.vocabulary, clock).reply, clock)
        self.decide = Decide(store, self.reply, frozenset({"request_discount"}), clock)
        self.take_back = TakeBack(store, clock)
        self.approve = Approve(store, book, guard, clock)
        with store.write() as work:
            work.catalogue.put("demo", DRESS)

    def buyer_says(self, text: str, message_id: str = "m1") -> int:
        incoming = Incoming(
            "api", "talk", message_id, Sender.BUYER, MessageKind.TEXT, text, "b1", "小鹿", product="L1"
        )
        return self.receive.message(incoming).conversation_id

    def promised(self, *, verdict: Verdict = Verdict.ACCEPT) -> int:
        """The buyer insists, and the agent sends the draft; returns the talk."""
        talk = self.buyer_says("150行不行")
        with self.store.write() as work:
            last = work.messages.of(talk)[-1]
            drafted = Drafted(last.text, ("request_discount",), (PROMISE,), Route.AGENT, "in_hours")
            work.suggestions.add_draft(talk, last.id, drafted, self.clock())
        text = PROMISE.text + "哦" if verdict is Verdict.EDIT else None
        self.decide.suggestion(self.view(talk).pending[0].id, Decision(verdict, AGENT.login, text))
        return talk

    def view(self, talk: int) -> views.ConversationView:
        with self.store.read() as work:
            found = views.conversation(work.session, talk)
        assert found
        return found

    def memory(self, talk: int) -> dict[str, Any]:
        with self.store.read() as work:
            found = work.conversations.get(talk)
        assert found
        return dict(found.memory or {})


@pytest.fixture
def desk(store: SqlStore, clock: Clock) -> Iterator[Desk]:
    yield Desk(store, clock)


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.EDIT])
def test_sending_the_promise_asks_the_supervisor(desk: Desk, verdict: Verdict) -> None:
    talk = desk.promised(verdict=verdict)
    (approval,) = desk.view(talk).approvals
    assert approval.state is ApprovalState.PENDING
    assert (approval.wish, approval.asked_by) == (WISH, AGENT.login)


def test_turning_the_promise_down_asks_nobody(desk: Desk) -> None:
    talk = desk.promised(verdict=Verdict.REJECT)
    assert desk.view(talk).approvals == ()


def test_a_promise_that_is_taken_back_asks_nobody_and_may_be_sent_again(desk: Desk) -> None:
    talk = desk.promised()
    desk.take_back.reply(desk.view(talk).messages[-1].id, AGENT.login)
    assert desk.view(talk).approvals == ()
    assert not desk.memory(talk).get(MEMORY)
    desk.decide.suggestion(desk.view(talk).pending[0].id, Decision(Verdict.ACCEPT, AGENT.login))
    assert len(desk.view(talk).approvals) == 1


def test_a_yes_is_on_record_and_becomes_a_reply_that_may_be_sent(desk: Desk) -> None:
    talk = desk.promised()
    desk.approve.price(desk.view(talk).approvals[0].id, True, MANAGER)
    view = desk.view(talk)
    assert (view.approvals[0].state, view.approvals[0].answered_by) == (ApprovalState.GRANTED, MANAGER.login)
    (offer,) = view.pending
    assert "主管" in offer.suggestion.text
    assert "150元" in offer.suggestion.text
    assert "300元" in offer.suggestion.text
    assert offer.suggestion.findings == ()
    desk.decide.suggestion(offer.id, Decision(Verdict.ACCEPT, AGENT.login))
    assert desk.memory(talk)["bargain"]["L1"]["offered"] == 15000
    with desk.store.read() as work:
        audit = work.session.execute(select(AuditRow).where(AuditRow.action == "price_approval")).scalar_one()
    assert (audit.actor, audit.detail["asked"], audit.detail["answer"]) == (MANAGER.login, "150", "granted")


def test_a_no_is_told_kindly_and_names_what_is_possible(desk: Desk) -> None:
    talk = desk.promised()
    desk.approve.price(desk.view(talk).approvals[0].id, False, MANAGER)
    (offer,) = desk.view(talk).pending
    assert "主管" in offer.suggestion.text
    assert "338元" in offer.suggestion.text
    assert offer.suggestion.findings == ()


def test_only_after_a_yes_may_the_price_and_the_claim_leave(desk: Desk) -> None:
    talk = desk.promised()
    for text in ("150元给您", "问过主管了，可以"):
        with pytest.raises(Blocked):
            desk.reply.typed(talk, text, f"before-{text}", AGENT.login)
    desk.approve.price(desk.view(talk).approvals[0].id, True, MANAGER)
    desk.reply.typed(talk, "问过主管了，150元给您", "after-1", AGENT.login)
    with pytest.raises(Blocked):
        desk.reply.typed(talk, "140元给您", "after-2", AGENT.login)


def test_the_supervisors_word_leaves_other_drafts_alone(desk: Desk) -> None:
    talk = desk.promised()
    approval = desk.view(talk).approvals[0].id
    desk.buyer_says("在吗", "m2")
    with desk.store.write() as work:
        last = work.messages.of(talk)[-1]
        here = Suggestion("在的", "greet", "greet", 0.9, {})
        work.suggestions.add_draft(
            talk, last.id, Drafted("在吗", ("greet",), (here,), Route.AGENT, ""), desk.clock()
        )
    desk.approve.price(approval, True, MANAGER)
    assert [one.suggestion.intent for one in desk.view(talk).pending] == ["request_discount", "greet"]


def test_only_a_supervisor_answers_and_only_once(desk: Desk) -> None:
    talk = desk.promised()
    approval = desk.view(talk).approvals[0].id
    with pytest.raises(Forbidden):
        desk.approve.price(approval, True, AGENT)
    with pytest.raises(NotFound):
        desk.approve.price(approval + 9, True, MANAGER)
    desk.approve.price(approval, False, MANAGER)
    with pytest.raises(Conflict):
        desk.approve.price(approval, True, MANAGER)
    assert desk.view(talk).approvals[0].state is ApprovalState.DECLINED


def test_the_inbox_shows_which_talk_waits_for_the_supervisor(desk: Desk) -> None:
    talk = desk.promised()

    def asks() -> dict[int, bool]:
        with desk.store.read() as work:
            return {line.id: line.wants_approval for line in views.inbox(work.session, None)}

    assert asks()[talk] is True
    desk.approve.price(desk.view(talk).approvals[0].id, True, MANAGER)
    assert asks()[talk] is False


def test_a_product_that_has_left_the_catalogue_still_gets_its_answer_on_record(desk: Desk) -> None:
    gone = PriceWish("GONE", "没有了", Fen(100), 1, Fen(300), Fen(200))
    talk = desk.promised()
    with desk.store.write() as work:
        pending = desk.view(talk).approvals[0]
        work.approvals.withdraw(pending.suggestion_id)
        approval = work.approvals.add(talk, pending.suggestion_id, gone, AGENT.login, desk.clock())
    desk.approve.price(approval, True, MANAGER)
    view = desk.view(talk)
    assert view.approvals[0].state is ApprovalState.GRANTED
    assert all(one.state is not SuggestionState.PENDING for one in view.suggestions)
