"""One talk from the buyer's message to the delivered reply, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.store import views
from bot.adapters.store.work import SqlStore
from bot.core.accounts import Account, Role
from bot.core.conversations import (
    Conversation,
    ConversationState,
    MessageKind,
    Route,
    Sender,
    SuggestionState,
    Verdict,
)
from bot.core.deliveries import Delivery, DeliveryState
from bot.core.suggestions import Drafted, Facts, Finding, Severity, Suggestion
from bot.core.turns import BuyerTurn
from bot.services.close import Close
from bot.services.decide import Decide, Decision
from bot.services.deliver import Deliver, DeliveryFailure
from bot.services.draft import Draft
from bot.services.faults import Blocked, Conflict, Forbidden, NotFound, Unacceptable
from bot.services.ports import DraftingFailure, Work
from bot.services.receive import Incoming, Receive
from bot.services.reply import Override, Reply
from bot.services.take_back import TakeBack
from tests.integration.conftest import Clock

FORBIDDEN = "绝对"


class Scripted:
    """Drafts two suggestions that echo the turn; fails when told to."""

    def __init__(self) -> None:
        self.turns: list[BuyerTurn] = []
        self.failure: DraftingFailure | None = None

    async def draft(self, turn: BuyerTurn) -> Drafted:
        self.turns.append(turn)
        if self.failure:
            raise self.failure
        intent = turn.meant or "ask_size"
        suggestions = tuple(
            Suggestion(
                f"{n}: {turn.text}", f"script_{n}", intent, 0.9, {"size.sizes": "M"}, memory={"step": n}
            )
            for n in (1, 2)
        )
        learned = {"body": {"height": 165.0}}
        return Drafted(turn.text, (intent,), suggestions, Route.AGENT, "in_hours", learned=learned)


def guard(_work: Work, _talk: Conversation, text: str, _facts: Facts) -> tuple[Finding, ...]:
    if FORBIDDEN in text:
        return (Finding("absolute", FORBIDDEN, "不能说", "A11", Severity.BLOCK),)
    return ()


class Desk:
    """The services of one talk, joined as the desk joins them."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.drafter = Scripted()
        self.receive = Receive(store, clock, "demo")
        self.drafting = Draft(store, self.drafter, clock)
        self.reply = Reply(store, guard, clock)
        self.decide = Decide(store, self.reply, frozenset({"ask_size", "ask_stock"}), clock)
        self.take_back = TakeBack(store, clock)
        self.deliver = Deliver(store, clock, {})

    def buyer_says(self, text: str, message_id: str = "m1", **more: object) -> int:
        incoming = replace(
            Incoming("api", "talk", message_id, Sender.BUYER, MessageKind.TEXT, text, "b1", "小鹿"), **more
        )
        return self.receive.message(incoming).conversation_id

    def draft(self, conversation_id: int, meant: str | None = None) -> None:
        asyncio.run(self.drafting.conversation(conversation_id, meant=meant))

    def view(self, conversation_id: int) -> views.ConversationView:
        with self.store.read() as work:
            found = views.conversation(work.session, conversation_id)
        assert found
        return found


@pytest.fixture
def desk(store: SqlStore, clock: Clock) -> Desk:
    return Desk(store, clock)


def accept(by: str = "xiaomei") -> Decision:
    return Decision(Verdict.ACCEPT, by)


def test_a_buyers_message_waits_with_its_suggestions(desk: Desk) -> None:
    talk = desk.buyer_says("165 108斤穿什么码")
    desk.draft(talk)
    view = desk.view(talk)
    assert view.state is ConversationState.WAITING
    assert [s.suggestion.text for s in view.pending] == ["1: 165 108斤穿什么码", "2: 165 108斤穿什么码"]


def test_the_same_message_twice_is_stored_once(desk: Desk) -> None:
    first = desk.buyer_says("在吗")
    again = desk.receive.message(
        Incoming("api", "talk", "m1", Sender.BUYER, MessageKind.TEXT, "在吗", "b1", "小鹿")
    )
    assert (again.conversation_id, again.duplicate) == (first, True)
    assert len(desk.view(first).messages) == 1


def test_a_known_id_with_another_text_is_a_conflict(desk: Desk) -> None:
    desk.buyer_says("在吗")
    with pytest.raises(Conflict, match="another text"):
        desk.buyer_says("不在吗")


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00"])
def test_a_blank_message_is_refused_in_one_sentence(desk: Desk, text: str) -> None:
    with pytest.raises(Unacceptable, match="blank"):
        desk.buyer_says(text)


def test_a_message_of_ten_thousand_characters_is_kept_whole(desk: Desk) -> None:
    talk = desk.buyer_says("好" * 10_000)
    assert len(desk.view(talk).messages[0].text) == 10_000


def test_bubbles_within_a_second_and_a_half_are_drafted_as_one_turn(desk: Desk) -> None:
    at = desk.clock()
    talk = desk.buyer_says("在吗", "m1", at=at)
    desk.buyer_says("这件有M吗", "m2", at=at + timedelta(seconds=1))
    desk.draft(talk)
    assert desk.drafter.turns[-1].text == "在吗\n这件有M吗"


def test_a_newer_bubble_retires_the_suggestions_of_the_older(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    desk.clock.advance(seconds=10)
    desk.buyer_says("这件有M吗", "m2")
    assert desk.view(talk).pending == ()
    desk.draft(talk)
    assert desk.view(talk).pending[0].suggestion.text == "1: 这件有M吗"


def test_an_accepted_suggestion_becomes_a_reply_and_retires_the_others(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    first, second = desk.view(talk).pending
    desk.decide.suggestion(first.id, accept())
    view = desk.view(talk)
    states = {s.id: s.state for s in view.suggestions}
    assert states == {first.id: SuggestionState.ACCEPTED, second.id: SuggestionState.RETIRED}
    assert (view.messages[-1].text, view.messages[-1].author) == (first.suggestion.text, "xiaomei")
    assert (view.state, view.owner) == (ConversationState.OPEN, "xiaomei")


def test_deciding_twice_is_a_conflict(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    suggestion = desk.view(talk).pending[0]
    desk.decide.suggestion(suggestion.id, accept())
    with pytest.raises(Conflict, match="accepted already"):
        desk.decide.suggestion(suggestion.id, accept())


def test_an_edited_suggestion_sends_the_agents_words(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    suggestion = desk.view(talk).pending[0]
    desk.decide.suggestion(suggestion.id, Decision(Verdict.EDIT, "xiaomei", text="在的呢"))
    assert desk.view(talk).messages[-1].text == "在的呢"


def test_rejecting_with_an_intent_sends_nothing_and_asks_for_a_new_draft(desk: Desk) -> None:
    talk = desk.buyer_says("M")
    desk.draft(talk)
    rejected = desk.view(talk).pending[0]
    decided = desk.decide.suggestion(rejected.id, Decision(Verdict.REJECT, "xiaomei", intent="ask_stock"))
    assert (decided.sent, decided.wants_draft_for) == (None, "ask_stock")
    desk.draft(talk, meant="ask_stock")
    view = desk.view(talk)
    assert {s.suggestion.intent for s in view.pending} == {"ask_stock"}
    assert {s.state for s in view.suggestions if s.id == rejected.id} == {SuggestionState.REJECTED}


def test_an_unknown_intent_is_refused(desk: Desk) -> None:
    talk = desk.buyer_says("M")
    desk.draft(talk)
    decision = Decision(Verdict.REJECT, "xiaomei", intent="make_coffee")
    with pytest.raises(Unacceptable, match="make_coffee"):
        desk.decide.suggestion(desk.view(talk).pending[0].id, decision)


def test_a_blocked_text_does_not_leave_and_changes_nothing(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    suggestion = desk.view(talk).pending[0]
    with pytest.raises(Blocked):
        desk.decide.suggestion(suggestion.id, Decision(Verdict.EDIT, "xiaomei", text=f"{FORBIDDEN}到"))
    view = desk.view(talk)
    assert view.state is ConversationState.WAITING
    assert len(view.pending) == 2


def test_a_supervisor_may_send_a_blocked_text_with_a_reason(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    boss = Account(1, "zhuguan", "老陈", Role.SUPERVISOR)
    text = f"{FORBIDDEN}会给您处理"
    desk.reply.typed(talk, text, "c1", "zhuguan", Override(boss, "已和仓库确认"))
    assert desk.view(talk).messages[-1].text == text


def test_an_agent_may_not_override_the_guard(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    agent = Account(1, "xiaomei", "小美", Role.AGENT)
    with pytest.raises(Forbidden):
        desk.reply.typed(talk, FORBIDDEN, "c1", "xiaomei", Override(agent, "急"))


def test_a_typed_reply_is_sent_once_per_client_id(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    first = desk.reply.typed(talk, "在的", "c1", "xiaomei")
    again = desk.reply.typed(talk, "在的", "c1", "xiaomei")
    assert (again.message_id, again.duplicate) == (first.message_id, True)
    with pytest.raises(Conflict):
        desk.reply.typed(talk, "不在", "c1", "xiaomei")


def test_a_reply_taken_back_never_leaves_and_the_suggestion_is_offered_again(desk: Desk) -> None:
    talk = desk.buyer_says("便宜点")
    desk.draft(talk)
    suggestion = desk.view(talk).pending[0]
    sent = desk.decide.suggestion(suggestion.id, accept()).sent
    assert sent
    desk.clock.advance(seconds=2)
    desk.take_back.reply(sent.message_id, "xiaomei")
    desk.clock.advance(seconds=60)
    view = desk.view(talk)
    assert desk.deliver.waiting("api") == []
    assert [m.text for m in view.messages] == ["便宜点"]
    assert suggestion.id in {s.id for s in view.pending}
    assert view.state is ConversationState.WAITING
    desk.decide.suggestion(suggestion.id, accept())


def test_taking_back_forgets_what_the_reply_made_the_talk_remember(desk: Desk) -> None:
    talk = desk.buyer_says("便宜点")
    desk.draft(talk)
    sent = desk.decide.suggestion(desk.view(talk).pending[1].id, accept()).sent
    assert sent
    with desk.store.read() as work:
        remembered = work.conversations.get(talk)
    desk.take_back.reply(sent.message_id, "xiaomei")
    with desk.store.read() as work:
        forgotten = work.conversations.get(talk)
    assert remembered and forgotten
    told = {"body": {"height": 165.0}}  # what the buyer told stays told
    assert (remembered.memory, forgotten.memory) == ({"step": 2, **told}, told)


def test_after_three_seconds_a_reply_can_no_longer_be_taken_back(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    sent = desk.reply.typed(talk, "在的", "c1", "xiaomei")
    desk.clock.advance(seconds=3)
    with pytest.raises(Conflict, match="has left"):
        desk.take_back.reply(sent.message_id, "xiaomei")


def test_a_delivery_is_offered_after_the_window_and_until_it_is_acknowledged(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.reply.typed(talk, "在的", "c1", "xiaomei")
    assert desk.deliver.waiting("api") == []
    desk.clock.advance(seconds=3)
    (delivery,) = desk.deliver.waiting("api")
    assert (delivery.text, delivery.conversation_external_id) == ("在的", "talk")
    desk.deliver.acknowledge(delivery.id, "their-1")
    desk.deliver.acknowledge(delivery.id, "their-1")
    assert desk.deliver.waiting("api") == []


def test_our_own_reply_coming_back_is_an_echo_and_no_person(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.reply.typed(talk, "在的", "c1", "xiaomei")
    desk.clock.advance(seconds=3)
    desk.deliver.acknowledge(desk.deliver.waiting("api")[0].id, "their-1")
    echo = desk.receive.message(
        Incoming("api", "talk", "their-1", Sender.AGENT, MessageKind.TEXT, "在的", "b1", "小鹿")
    )
    assert echo.duplicate
    assert len(desk.view(talk).messages) == 2


def test_an_echo_that_comes_before_its_acknowledgement_does_not_stand_twice(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.reply.typed(talk, "在的", "c1", "xiaomei")
    desk.clock.advance(seconds=3)
    desk.receive.message(Incoming("api", "talk", "their-1", Sender.AGENT, MessageKind.TEXT, "在的", "b1"))
    desk.deliver.acknowledge(desk.deliver.waiting("api")[0].id, "their-1")
    assert [message.text for message in desk.view(talk).messages] == ["在吗", "在的"]


def test_a_message_is_kept_even_for_a_shop_that_nobody_has_set_up(desk: Desk) -> None:
    receive = Receive(desk.store, desk.clock, "new-shop")
    received = receive.message(
        Incoming("api", "other", "n1", Sender.BUYER, MessageKind.TEXT, "在吗", "b9", "小马")
    )
    assert desk.view(received.conversation_id).shop == "new-shop"


def test_an_answer_from_another_client_retires_the_suggestions(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    desk.receive.message(Incoming("api", "talk", "x1", Sender.AGENT, MessageKind.TEXT, "在的", "b1"))
    view = desk.view(talk)
    assert (view.state, view.pending) == (ConversationState.OPEN, ())


def test_a_draft_that_comes_too_late_is_dropped(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")

    class Slow(Scripted):
        async def draft(self, turn: BuyerTurn) -> Drafted:
            desk.reply.typed(talk, "在的", "c1", "xiaomei")
            return await super().draft(turn)

    late = Draft(desk.store, Slow(), desk.clock)
    asyncio.run(late.conversation(talk))
    assert desk.view(talk).suggestions == ()


def test_without_rasa_the_message_stays_with_a_visible_reason_and_is_drafted_later(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.drafter.failure = DraftingFailure("rasa_unreachable", "Rasa does not answer")
    desk.draft(talk)
    failed = desk.view(talk)
    assert failed.draft and failed.draft.failure == "rasa_unreachable"
    desk.drafter.failure = None
    assert desk.drafting.undrafted() == [talk]
    desk.draft(talk)
    assert len(desk.view(talk).pending) == 2


def test_a_failing_draft_is_noted_once_however_often_it_is_tried(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.drafter.failure = DraftingFailure("rasa_unreachable", "Rasa does not answer")
    for _ in range(3):
        desk.draft(talk)
    with desk.store.read() as work:
        kinds = [event.kind for event in work.events.after(0)]
    assert kinds.count("drafting_failed") == 1


def test_a_failing_try_does_not_take_away_what_another_has_drafted(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")

    class Unlucky(Scripted):
        async def draft(self, turn: BuyerTurn) -> Drafted:
            await desk.drafting.conversation(talk)
            raise DraftingFailure("rasa_slow", "Rasa is slow")

    asyncio.run(Draft(desk.store, Unlucky(), desk.clock).conversation(talk))
    assert len(desk.view(talk).pending) == 2


def test_what_was_learned_of_the_body_stays_with_the_buyer_and_with_the_talk(desk: Desk) -> None:
    talk = desk.buyer_says("165")
    desk.draft(talk)
    with desk.store.read() as work:
        buyer = work.buyers.get(desk.view(talk).buyer_id)
        conversation = work.conversations.get(talk)
    assert buyer and buyer.body.height == 165.0
    assert conversation and conversation.memory
    assert conversation.memory["body"] == {"height": 165.0}


def test_a_card_is_context_and_not_talk(desk: Desk) -> None:
    talk = desk.buyer_says("https://item.example/?id=712345678901", kind=MessageKind.CARD)
    desk.draft(talk)
    view = desk.view(talk)
    assert (view.product, view.draft) == ("712345678901", None)


def test_a_tools_own_line_is_not_the_buyer_talking(desk: Desk) -> None:
    talk = desk.buyer_says("由 服务助手 转交给 小美")
    view = desk.view(talk)
    assert view.messages[0].kind is MessageKind.SYSTEM
    assert view.state is ConversationState.OPEN


def test_a_closed_talk_waits_for_nobody_and_offers_nothing(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    desk.draft(talk)
    Close(desk.store, desk.clock).conversation(talk, "xiaomei")
    view = desk.view(talk)
    assert (view.state, view.waiting_since, view.pending) == (ConversationState.CLOSED, None, ())


def test_a_message_to_a_closed_conversation_opens_it_again(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    with desk.store.write() as work:
        work.conversations.close(talk, desk.clock())
    desk.buyer_says("还有个问题", "m2")
    assert desk.view(talk).state is ConversationState.WAITING


def test_a_reply_in_an_unknown_conversation_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.reply.typed(999, "在的", "c1", "xiaomei")


class Faulty:
    """A channel that fails a given number of times."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.sent: list[int] = []

    def send(self, delivery: Delivery) -> str:
        if self.failures:
            self.failures -= 1
            raise DeliveryFailure("HTTP 502 from example")
        self.sent.append(delivery.id)
        return f"x{delivery.id}"


def test_a_failed_push_is_tried_again_later_and_leaves_once(desk: Desk) -> None:
    channel = Faulty(failures=2)
    deliver = Deliver(desk.store, desk.clock, {"api": channel})
    talk = desk.buyer_says("在吗")
    desk.reply.typed(talk, "在的", "c1", "xiaomei")
    for _ in range(60):
        desk.clock.advance(seconds=10)
        deliver.push_due()
    assert len(channel.sent) == 1
    assert desk.view(talk).messages[-1].delivery is DeliveryState.DELIVERED


def test_a_push_that_never_succeeds_is_given_up_visibly(desk: Desk) -> None:
    deliver = Deliver(desk.store, desk.clock, {"api": Faulty(failures=1000)})
    talk = desk.buyer_says("在吗")
    desk.reply.typed(talk, "在的", "c1", "xiaomei")
    for _ in range(100):
        desk.clock.advance(minutes=5)
        deliver.push_due()
    last = desk.view(talk).messages[-1]
    assert (last.delivery, last.delivery_error) == (DeliveryState.GIVEN_UP, "HTTP 502 from example")


def test_a_turn_is_drafted_once_unless_somebody_asks_again(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")
    for _ in range(3):
        desk.draft(talk)
    assert len(desk.drafter.turns) == 1
    asyncio.run(desk.drafting.conversation(talk, again=True))
    assert len(desk.drafter.turns) == 2
    desk.draft(talk, meant="ask_stock")
    assert desk.view(talk).pending[0].suggestion.intent == "ask_stock"


def test_two_drafts_of_one_turn_at_the_same_time_leave_one(desk: Desk) -> None:
    talk = desk.buyer_says("在吗")

    async def both() -> None:
        await asyncio.gather(desk.drafting.conversation(talk), desk.drafting.conversation(talk))

    asyncio.run(both())
    assert len(desk.view(talk).suggestions) == 2
