"""A night with simulated time on both databases: answered, held, left alone, and nothing lost or doubled."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.scripts.intents import load_intents
from bot.adapters.store import views, views_inbox
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.accounts import Account, Role
from bot.core.alone_rules import AloneRules
from bot.core.answering_alone import Measured, Mode, Sample, Why
from bot.core.conversations import AUTOMATIC, HOLDING, ConversationState, MessageKind, Route, Sender, Verdict
from bot.core.deliveries import Delivery
from bot.core.inbox import Show
from bot.core.night import PauseOf, Review
from bot.core.shop import Shop
from bot.core.suggestions import Drafted, Suggestion
from bot.core.turns import BuyerTurn
from bot.services.alone_desk import AloneDesk
from bot.services.decide import Decide, Decision
from bot.services.deliver import Deliver
from bot.services.draft import Draft
from bot.services.duty import DutyDesk
from bot.services.faults import Conflict, Forbidden
from bot.services.guarding import Guarding
from bot.services.night_words import NightWords
from bot.services.owning import Owning
from bot.services.ports import DraftingFailure
from bot.services.receive import Incoming, Receive
from bot.services.reply import Reply
from tests.integration.conftest import NOW, Clock

BOOK, GUARD = load_book(DATA), load_guard(DATA)
INTENTS = load_intents(DATA / "intents.yml")
LEAD = Account(1, "linjie", "林姐", Role.SUPERVISOR)
MEI = Account(2, "xiaomei", "小美", Role.AGENT)
EVENING = datetime.fromisoformat("2026-11-18T23:40:00+08:00")
MORNING = datetime.fromisoformat("2026-11-19T09:05:00+08:00")
PERFECT = Measured(Sample(40, 40), 60, 40)

UNDERSTOOD: Mapping[str, tuple[tuple[str, ...], Route, str]] = {
    "包邮吗": (("ask_shipping_fee",), Route.ANSWER, "sure_and_allowed"),
    "运费多少": (("ask_shipping_fee",), Route.ANSWER, "sure_and_allowed"),
    "在吗": (("greet",), Route.HOLD, "after_hours"),
    "什么破服务没人理": (("complain",), Route.HOLD, "needs_person"),
    "给我退款": (("request_refund",), Route.HOLD, "needs_person"),
    "转人工": (("request_human",), Route.HOLD, "needs_person"),
    "滚": (("abuse",), Route.AGENT, "never_alone"),
}


class Model:
    """Understands the texts of this book; whatever else is asked is a question about postage."""

    async def draft(self, turn: BuyerTurn) -> Drafted:
        intents, route, reason = UNDERSTOOD.get(turn.text, UNDERSTOOD["包邮吗"])
        said = Suggestion(
            f"满99包邮的哦，{turn.text}", "shipping_fee", intents[0], 0.99, {}, memory={"said": turn.text}
        )
        return Drafted(turn.text, intents, (said,), route, reason, sure=True)


class Broken(Model):
    """A model with its server down, until it is mended."""

    def __init__(self, failure: str) -> None:
        self.failure: str | None = failure

    async def draft(self, turn: BuyerTurn) -> Drafted:
        if self.failure:
            raise DraftingFailure(self.failure, "no answer")
        return await super().draft(turn)


class Desk:
    """The desk's services, made anew from the database as often as a test likes."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.measured = {"ask_shipping_fee": PERFECT}
        self.pushed: list[Delivery] = []
        self.count = 0
        self.start()

    def start(self) -> None:
        guarding = Guarding(GUARD, BOOK.vocabulary, self.clock)
        self.alone = AloneDesk(
            self.store,
            INTENTS,
            lambda: self.measured,
            lambda: NightWords(BOOK, GUARD),
            guarding.reply,
            self.clock,
            "demo",
        )
        self.receive = Receive(self.store, self.clock, "demo")
        self.drafting = Draft(self.store, Model(), self.clock, self.alone.answer)
        self.reply = Reply(self.store, guarding.reply, self.clock)
        self.decide = Decide(self.store, self.reply, frozenset(INTENTS), self.clock)
        self.deliver = Deliver(self.store, self.clock, {"api": self}, self.alone.still.may_leave)
        self.duty = DutyDesk(self.store, self.clock, "demo")
        self.owning = Owning(self.store, self.clock)

    def send(self, delivery: Delivery) -> str | None:
        self.pushed.append(delivery)
        return f"their-{delivery.id}"

    def buyer_writes(self, text: str, talk: str = "t1") -> int:
        self.count += 1
        incoming = Incoming(
            "api", talk, f"m{self.count}", Sender.BUYER, MessageKind.TEXT, text, f"b-{talk}", f"买家{talk}"
        )
        return self.receive.message(incoming).conversation_id

    def says(self, text: str, talk: str = "t1", *, after: float = 60) -> int:
        """The buyer writes, the draft is made, the outbox empties, time goes by."""
        conversation = self.buyer_writes(text, talk)
        self.draft(conversation)
        self.clock.advance(seconds=4)
        self.deliver.push_due()
        self.clock.advance(seconds=after)
        return conversation

    def draft(self, conversation: int) -> None:
        asyncio.run(self.drafting.conversation(conversation))

    def pick_up(self) -> None:
        """As the desk does when it starts."""
        for conversation in self.drafting.undrafted():
            self.draft(conversation)

    def sent_to(self, conversation: int) -> list[str]:
        return [one.text for one in self.pushed if one.conversation_id == conversation]

    def view(self, conversation: int) -> views.ConversationView:
        with self.store.read() as work:
            found = views.conversation(work.session, conversation)
        assert found
        return found

    def reason(self, conversation: int) -> str:
        draft = self.view(conversation).draft
        assert draft
        return draft.reason

    def earn(self, intent: str = "ask_shipping_fee", count: int = 12) -> None:
        """Agents accept sure drafts by day, and the supervisor raises the intent."""
        for _ in range(count):
            self.decided("包邮吗", Verdict.ACCEPT)
        self.alone.choose(intent, Mode.ANSWER, LEAD)

    def decided(self, text: str, verdict: Verdict) -> None:
        talk = self.buyer_writes(text, f"day{self.count}")
        self.draft(talk)
        (offered,) = self.view(talk).pending
        self.decide.suggestion(offered.id, Decision(verdict, "xiaomei"))


@pytest.fixture
def desk(store: SqlStore, clock: Clock) -> Desk:
    with store.write() as work:
        work.shops.put(Shop("demo", "演示店", alone=AloneRules(on=True)))
        for account in (LEAD, MEI):
            work.accounts.put(account, "hash")
    return Desk(store, clock)


@pytest.fixture
def night(desk: Desk) -> Desk:
    """20 to twelve, nobody there, one intent that has earned its right."""
    desk.earn()
    desk.clock.now = EVENING
    return desk


def test_a_known_question_is_answered_and_marked(night: Desk) -> None:
    talk = night.says("包邮吗")
    assert night.sent_to(talk) == ["【自动回复】满99包邮的哦，包邮吗"]
    view = night.view(talk)
    assert (view.state, view.owner) == (ConversationState.OPEN, None)
    assert [message.author for message in view.messages] == ["", AUTOMATIC]
    with night.store.read() as work:
        assert work.ownership.last_agent(view.buyer_id, NOW - timedelta(days=1)) is None


def test_in_hours_nothing_leaves_by_itself(desk: Desk) -> None:
    desk.earn()
    talk = desk.says("包邮吗")
    assert desk.sent_to(talk) == []
    assert desk.reason(talk) == "in_hours"


@pytest.mark.parametrize("text", ["什么破服务没人理", "给我退款", "转人工"])
def test_what_needs_a_person_is_held_once_and_waits_first_in_line(night: Desk, text: str) -> None:
    talk = night.says(text)
    other = night.says("给我退款", "t2")
    night.says(text)
    (held,) = night.sent_to(talk)
    assert held.startswith("【自动回复】")
    assert "明天09:00" in held
    assert [m.author for m in night.view(talk).messages] == ["", HOLDING, ""]
    with night.store.read() as work:
        assert [line.id for line in views_inbox.inbox(work.session, Show.HELD)] == [talk, other]
    assert night.view(talk).pending, "the drafts wait for the morning"


def test_who_writes_while_nothing_can_be_drafted_is_held_after_a_minute_and_drafted_later(
    night: Desk,
) -> None:
    model = Broken("rasa_unreachable")
    night.drafting = Draft(night.store, model, night.clock, night.alone.answer)
    talk = night.says("给我退款", after=30)
    assert night.sent_to(talk) == [], "a restart is over sooner"
    for _ in range(3):
        night.clock.advance(seconds=30)
        night.pick_up()
        night.deliver.push_due()
    (held,) = night.sent_to(talk)
    assert "明天09:00" in held
    with night.store.read() as work:
        assert [line.id for line in views_inbox.inbox(work.session, Show.HELD)] == [talk]
    model.failure = None
    night.pick_up()
    night.clock.advance(seconds=4)
    night.deliver.push_due()
    assert night.view(talk).pending, "the draft waits for the morning"
    assert len(night.sent_to(talk)) == 1


def test_what_can_never_be_drafted_is_held_at_once_by_night_and_left_by_day(desk: Desk) -> None:
    desk.drafting = Draft(desk.store, Broken("bad_turn"), desk.clock, desk.alone.answer)
    assert desk.sent_to(desk.says("包邮吗")) == []
    desk.clock.now = EVENING
    (held,) = desk.sent_to(desk.says("包邮吗", "t2"))
    assert "明天09:00" in held


def test_a_new_night_holds_anew(night: Desk) -> None:
    talk = night.says("给我退款")
    night.clock.now = EVENING + timedelta(days=1)
    night.says("给我退款")
    assert len(night.sent_to(talk)) == 2


def test_after_asking_for_a_person_nothing_is_answered_alone(night: Desk) -> None:
    talk = night.says("转人工")
    night.says("包邮吗")
    assert len(night.sent_to(talk)) == 1
    assert night.reason(talk) == "wants_person"


def test_a_wish_that_waits_keeps_the_next_one_waiting_but_a_greeting_does_not(night: Desk) -> None:
    greeted = night.says("在吗", "t1")
    night.says("包邮吗", "t1")
    assert len(night.sent_to(greeted)) == 2
    refund = night.says("给我退款", "t2")
    night.says("包邮吗", "t2")
    assert night.reason(refund) == "earlier_wish"


def test_abuse_is_left_to_a_person_without_a_word(night: Desk) -> None:
    assert night.sent_to(night.says("滚")) == []


def test_angry_words_hold_what_the_intent_alone_would_answer(night: Desk) -> None:
    talk = night.says("再不说清楚运费我就投诉")
    assert night.reason(talk) == "upset"
    assert "对不起" in night.sent_to(talk)[0]


def test_another_robot_is_cut_off(night: Desk) -> None:
    for _ in range(8):
        talk = night.says("包邮吗", after=1)
    assert len(night.sent_to(talk)) <= 3
    assert night.reason(talk) == "loop"


def test_one_talk_gets_at_most_so_many_answers(night: Desk) -> None:
    for question in ("运费多少", "新疆要补吗", "两件一起呢", "西藏多少", "海南呢怎么算"):
        talk = night.says(question)
    answers = [text for text in night.sent_to(talk) if "包邮" in text]
    assert len(answers) == AloneRules().most_in_talk
    assert night.reason(talk) == "enough"


def test_an_agent_who_comes_back_at_ten_past_eleven_is_not_talked_over(night: Desk) -> None:
    with night.store.write() as work:
        shop = work.shops.get("demo")
        assert shop
        work.shops.put(
            replace(shop, hours=replace(shop.hours, closes=EVENING.time().replace(hour=23, minute=0)))
        )
    night.clock.now = EVENING.replace(minute=9, second=58)
    talk = night.buyer_writes("包邮吗")
    night.draft(talk)
    night.clock.advance(seconds=2)
    night.duty.sign_in(MEI, "night")
    night.clock.advance(seconds=5)
    night.deliver.push_due()
    assert night.sent_to(talk) == []
    view = night.view(talk)
    assert (view.state, len(view.messages), len(view.pending)) == (ConversationState.WAITING, 1, 1)
    assert night.sent_to(night.says("运费多少")) == []


def test_a_talk_that_a_person_took_at_night_is_theirs_until_handed_back(night: Desk) -> None:
    talk = night.says("包邮吗")
    night.reply.typed(talk, "我来回您", "client-01", "xiaomei")
    night.clock.advance(minutes=2)
    night.says("运费多少")
    assert night.reason(talk) == "taken"
    night.owning.release(talk, MEI)
    night.clock.advance(minutes=1)
    before = len(night.sent_to(talk))
    night.says("西藏怎么算")
    assert len(night.sent_to(talk)) == before + 1


def test_what_was_somebodys_by_day_is_answered_by_night(night: Desk) -> None:
    night.clock.now = NOW
    talk = night.buyer_writes("包邮吗")
    night.reply.typed(talk, "包邮的", "client-01", "xiaomei")
    night.clock.now = EVENING
    night.says("运费多少")
    assert any("运费多少" in text for text in night.sent_to(talk))


def test_a_persons_reply_overtakes_the_automatic_one(night: Desk) -> None:
    talk = night.buyer_writes("包邮吗")
    night.draft(talk)
    night.clock.advance(seconds=1)
    night.reply.typed(talk, "我在，包邮的", "client-01", "xiaomei", seen=1)
    night.clock.advance(seconds=5)
    night.deliver.push_due()
    assert night.sent_to(talk) == ["我在，包邮的"]
    assert night.view(talk).state is ConversationState.OPEN


def test_who_writes_on_gets_one_answer(night: Desk) -> None:
    talk = night.buyer_writes("包邮吗")
    night.draft(talk)
    night.clock.advance(seconds=1)
    night.says("运费多少")
    assert night.sent_to(talk) == ["【自动回复】满99包邮的哦，包邮吗\n运费多少"]


@pytest.mark.parametrize("stop", ["switch", "talk", "buyer"])
def test_stopping_holds_back_even_what_is_on_its_way_and_survives_a_restart(night: Desk, stop: str) -> None:
    talk = night.buyer_writes("包邮吗")
    night.draft(talk)
    if stop == "switch":
        night.alone.switch(on=False, by=MEI)
    else:
        night.alone.pause(talk, PauseOf(stop), MEI, paused=True)
    night.start()
    night.clock.advance(seconds=5)
    night.deliver.push_due()
    night.says("运费多少")
    assert night.sent_to(talk) == []
    assert night.view(talk).waiting_since


def test_only_whoever_leads_starts_it_again(night: Desk) -> None:
    night.alone.switch(on=False, by=MEI)
    with pytest.raises(Forbidden):
        night.alone.switch(on=True, by=MEI)
    night.alone.switch(on=True, by=LEAD)
    assert night.alone.rules().on


def test_dying_before_the_transaction_ends_loses_nothing_and_doubles_nothing(
    night: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = night.buyer_writes("包邮吗")
    with monkeypatch.context() as broken:
        broken.setattr("bot.services.answer_alone._sent", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            night.draft(talk)
    assert night.view(talk).draft is None
    night.start()
    night.pick_up()
    night.pick_up()
    night.draft(talk)
    night.clock.advance(seconds=4)
    night.deliver.push_due()
    night.deliver.push_due()
    assert len(night.sent_to(talk)) == 1


def test_dying_between_decision_and_delivery_loses_nothing_and_doubles_nothing(night: Desk) -> None:
    talk, held = night.buyer_writes("包邮吗"), night.buyer_writes("给我退款", "t2")
    for conversation in (talk, held):
        night.draft(conversation)
    night.start()
    night.pick_up()
    for conversation in (talk, held):
        night.draft(conversation)
    night.clock.advance(seconds=4)
    night.start()
    night.deliver.push_due()
    night.deliver.push_due()
    assert (len(night.sent_to(talk)), len(night.sent_to(held))) == (1, 1)


def test_our_own_words_coming_back_are_nobodys(night: Desk) -> None:
    """Before and after the channel's acknowledgement."""
    talk = night.buyer_writes("给我退款")
    night.draft(talk)
    ours = night.view(talk).messages[-1].text

    def echo(message_id: str) -> bool:
        incoming = Incoming("api", "t1", message_id, Sender.AGENT, MessageKind.TEXT, ours, "b-t1")
        return night.receive.message(incoming).duplicate

    assert echo("their-early")
    night.clock.advance(seconds=4)
    night.deliver.push_due()
    assert echo(f"their-{night.pushed[-1].id}")
    assert night.view(talk).state is ConversationState.WAITING


def test_the_right_is_lost_by_itself_and_comes_back_only_by_a_person(night: Desk) -> None:
    talk = night.says("包邮吗")
    with night.store.read() as work:
        sent = work.alone.of_talk(talk, EVENING - timedelta(hours=1))[0]
    night.clock.now = MORNING
    night.alone.review(sent.id, Review.WRONG, MEI)
    assert night.alone.standings()["ask_shipping_fee"].why is Why.IMPRECISE
    chosen = night.alone.standings()["ask_shipping_fee"].chosen
    assert (chosen.mode, chosen.by) == (Mode.ASSIST, AUTOMATIC)
    correction = night.view(talk).pending[-1].suggestion
    assert "更正" in correction.text or "重新跟您说" in correction.text
    with pytest.raises(Conflict):
        night.alone.choose("ask_shipping_fee", Mode.ANSWER, LEAD)
    with pytest.raises(Conflict):
        night.alone.review(sent.id, Review.FINE, MEI)


def test_a_model_that_was_not_measured_answers_nothing(night: Desk) -> None:
    night.measured = {}
    talk = night.says("包邮吗")
    assert night.reason(talk) == "lowered"
    assert night.alone.standings()["ask_shipping_fee"].chosen.mode is Mode.ASSIST


def test_the_desks_own_answers_are_no_evidence_for_it(night: Desk) -> None:
    def own() -> Sample:
        return night.alone.standings()["ask_shipping_fee"].evidence.own

    before = own()
    night.says("包邮吗")
    assert own() == before
    night.clock.now = MORNING
    night.decided("运费多少", Verdict.REJECT)
    assert own() == Sample(before.right, before.total + 1)


def test_an_intent_that_is_off_gets_no_word_at_all(night: Desk) -> None:
    night.alone.choose("request_refund", Mode.OFF, LEAD)
    talk = night.says("给我退款")
    assert (night.sent_to(talk), night.reason(talk)) == ([], "switched_off")
