"""A buyer goes quiet after our reply: the agent is offered a next step, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.product_words import load_product_words
from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.store import views
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.catalogue import Product, Sku
from bot.core.conversations import (
    Conversation,
    ConversationState,
    MessageKind,
    Route,
    Sender,
    SuggestionState,
    Verdict,
)
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.shop import Shop
from bot.core.stage_intents import Stage
from bot.core.suggestions import Drafted, Facts, Finding, StoredSuggestion, Suggestion
from bot.core.turns import BuyerTurn
from bot.services.close import Close
from bot.services.decide import Decide, Decision
from bot.services.deliver import Deliver
from bot.services.draft import Draft
from bot.services.next_step import NextStep
from bot.services.offers import Offers
from bot.services.ports import Work
from bot.services.quiet_talks import QuietTalks
from bot.services.receive import Incoming, Receive
from bot.services.reply import Reply
from bot.services.take_back import TakeBack
from bot.services.talk_turn import stage_in
from tests.integration.conftest import NOW, Clock

OFFERS = Offers(load_book(DATA), load_guard(DATA))
WORDS = load_product_words(DATA / "product_words.yml")
DRESS = Product(
    "L1",
    "碎花连衣裙",
    "小雏菊连衣裙",
    "连衣裙",
    Fen(15900),
    Fen(15900),
    skus=(Sku("a", "奶杏", "M", Fen(15900), 2), Sku("b", "雾蓝", "M", Fen(15900), 30)),
)
ORDER = Order(
    "40210000000000002231",
    "小鹿",
    OrderState.PAID,
    NOW,
    Fen(15900),
    Fen(15900),
    paid_at=NOW,
    receiver=Receiver("沈念安", "13900004928", "浙江省", "宁波市", "鄞州区云雀街66号"),
    lines=(OrderLine("1", "碎花连衣裙", 1, Fen(15900), "L1", "a", "颜色:奶杏;尺码:M"),),
)


class Understanding:
    """Understands a text as the intents that the test has named for it."""

    def __init__(self) -> None:
        self.intents: tuple[str, ...] = ()

    async def draft(self, turn: BuyerTurn) -> Drafted:
        suggestion = Suggestion(f"答：{turn.text}", "answer", "ask_size", 0.9, {})
        return Drafted(turn.text, self.intents, (suggestion,), Route.AGENT, "in_hours")


def nothing(_work: Work, _talk: Conversation, _text: str, _facts: Facts) -> tuple[Finding, ...]:
    return ()


class Shopkeeper:
    """A talk, its agent and the worker's clock."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.understanding = Understanding()
        self.drafting = Draft(store, self.understanding, clock)
        self.reply = Reply(store, nothing, clock)
        self.decide = Decide(store, self.reply, frozenset({"ask_size"}), clock)
        self.deliver = Deliver(store, clock, {})
        self.quiet = QuietTalks(store, NextStep(OFFERS), WORDS, clock, "demo")
        self.said = 0

    def buyer_says(self, text: str, *intents: str) -> int:
        self.said += 1
        incoming = Incoming(
            "api", "talk", f"m{self.said}", Sender.BUYER, MessageKind.TEXT, text, "b1", "小鹿", product="L1"
        )
        talk = Receive(self.store, self.clock, "demo").message(incoming).conversation_id
        self.understanding.intents = intents
        asyncio.run(self.drafting.conversation(talk))
        self.clock.advance(seconds=20)
        return talk

    def agent_answers(self, talk: int, text: str = "可以的哦", delivered: bool = True) -> None:
        self.reply.typed(talk, text, f"c{self.said}", "xiaomei")
        self.clock.advance(seconds=10)
        if delivered:
            for delivery in self.deliver.waiting("api"):
                self.deliver.acknowledge(delivery.id, f"their-{delivery.id}")

    def asked_and_answered(self, text: str = "奶杏M有吗", *intents: str) -> int:
        talk = self.buyer_says(text, *(intents or ("ask_size",)))
        self.agent_answers(talk)
        return talk

    def offered(self, talk: int) -> tuple[StoredSuggestion, ...]:
        return self.view(talk).pending

    def view(self, talk: int) -> views.ConversationView:
        with self.store.read() as work:
            found = views.conversation(work.session, talk)
        assert found
        return found

    def remembered(self, talk: int) -> dict[str, object]:
        with self.store.read() as work:
            found = work.conversations.get(talk)
        assert found
        return dict(found.memory or {})

    def stage(self, talk: int) -> Stage:
        with self.store.read() as work:
            return stage_in(work, talk)


@pytest.fixture
def shop(store: SqlStore, clock: Clock) -> Shopkeeper:
    with store.write() as work:
        work.catalogue.put("demo", DRESS)
    return Shopkeeper(store, clock)


def test_five_quiet_minutes_after_our_answer_a_step_is_offered_and_nothing_is_sent(shop: Shopkeeper) -> None:
    talk = shop.asked_and_answered()
    shop.clock.advance(minutes=4)
    assert shop.quiet.offer_next_steps() == 0
    shop.clock.advance(minutes=1)
    assert shop.quiet.offer_next_steps() == 1
    (offer,) = shop.offered(talk)
    assert (offer.suggestion.script, offer.suggestion.intent) == ("next_close", "next_step")
    assert "奶杏M" in offer.suggestion.text and "2件" in offer.suggestion.text
    view = shop.view(talk)
    assert [message.sender for message in view.messages] == [Sender.BUYER, Sender.AGENT]
    assert view.state is ConversationState.OPEN
    with shop.store.read() as work:
        (line,) = views.inbox(work.session, None)
        newest = work.events.after(0)[-1]
    assert line.has_offer
    assert (newest.kind, newest.payload["stage"]) == ("next_step", "ask")


def test_a_step_is_offered_once_for_a_talk_and_its_stage(shop: Shopkeeper) -> None:
    talk = shop.asked_and_answered()
    shop.clock.advance(minutes=5)
    assert [shop.quiet.offer_next_steps() for _ in range(2)] == [1, 0]
    shop.asked_and_answered("那雾蓝呢")
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0
    shop.asked_and_answered("寄到宁波几天", "ask_eta")
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 1
    assert shop.offered(talk)[0].suggestion.script == "next_order"


def test_an_offer_is_accepted_edited_or_rejected_like_any_other(shop: Shopkeeper) -> None:
    talk = shop.asked_and_answered()
    shop.clock.advance(minutes=5)
    shop.quiet.offer_next_steps()
    (offer,) = shop.offered(talk)
    sent = shop.decide.suggestion(offer.id, Decision(Verdict.EDIT, "xiaomei", text="奶杏M还有两件哦")).sent
    assert sent
    assert shop.view(talk).messages[-1].text == "奶杏M还有两件哦"
    assert {"steps_said", "steps_offered"} == set(shop.remembered(talk))
    assert shop.view(talk).suggestions[0].state is SuggestionState.EDITED
    TakeBack(shop.store, shop.clock).reply(sent.message_id, "xiaomei")
    assert set(shop.remembered(talk)) == {"steps_offered"}
    shop.decide.suggestion(offer.id, Decision(Verdict.REJECT, "xiaomei"))
    assert shop.offered(talk) == ()


def test_the_buyers_next_word_retires_the_offer(shop: Shopkeeper) -> None:
    talk = shop.asked_and_answered()
    shop.clock.advance(minutes=5)
    shop.quiet.offer_next_steps()
    shop.buyer_says("我还在看", "hesitate")
    assert [offer.suggestion.script for offer in shop.offered(talk)] == ["answer"]


@pytest.mark.parametrize("last", ["stop_contact", "deny", "goodbye"])
def test_who_said_no_or_goodbye_is_left_alone(shop: Shopkeeper, last: str) -> None:
    shop.asked_and_answered()
    talk = shop.asked_and_answered("不用了", last)
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0
    assert shop.offered(talk) == ()


def test_a_complaint_followed_by_silence_gets_the_caring_line_once(shop: Shopkeeper) -> None:
    talk = shop.asked_and_answered("什么破服务", "complain")
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 1
    assert shop.offered(talk)[0].suggestion.script == "next_care"
    assert shop.stage(talk) is Stage.FOLLOW_UP
    shop.asked_and_answered("你们就这样", "complain")
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0


def test_a_buyer_whom_our_reply_has_not_reached_is_not_quiet(shop: Shopkeeper) -> None:
    talk = shop.buyer_says("奶杏M有吗", "ask_size")
    shop.agent_answers(talk, delivered=False)
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0


def test_a_buyer_who_waits_and_a_talk_that_was_ended_get_nothing(shop: Shopkeeper) -> None:
    shop.buyer_says("奶杏M有吗", "ask_size")
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0
    talk = shop.asked_and_answered()
    Close(shop.store, shop.clock).conversation(talk, "xiaomei")
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0


def test_at_night_and_in_a_shop_that_does_not_want_it_nothing_is_offered(shop: Shopkeeper) -> None:
    shop.clock.advance(hours=8, minutes=57)  # 22:57 in the shop
    shop.asked_and_answered()
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0
    shop.clock.advance(hours=11)
    shop.asked_and_answered()
    with shop.store.write() as work:
        work.shops.put(replace(Shop("demo", "演示店"), quiet_after=timedelta(0)))
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 0


def test_after_a_missed_quarter_of_an_hour_it_is_too_late(shop: Shopkeeper) -> None:
    shop.asked_and_answered()
    shop.clock.advance(minutes=16)
    assert shop.quiet.offer_next_steps() == 0


def test_from_the_question_to_the_farewell_the_stage_follows_the_order(shop: Shopkeeper) -> None:
    talk = shop.asked_and_answered()
    assert shop.stage(talk) is Stage.ASK
    with shop.store.write() as work:
        work.orders.put("demo", replace(ORDER, created_at=shop.clock(), paid_at=shop.clock()), {})
    assert shop.stage(talk) is Stage.VERIFY
    shop.clock.advance(minutes=5)
    shop.quiet.offer_next_steps()
    (read_back,) = shop.offered(talk)
    assert "奶杏 M" in read_back.suggestion.text and "4928" in read_back.suggestion.text
    assert "云雀街" not in read_back.suggestion.text
    shop.decide.suggestion(read_back.id, Decision(Verdict.ACCEPT, "xiaomei"))
    assert shop.stage(talk) is Stage.VERIFY
    shop.clock.advance(seconds=30)
    shop.asked_and_answered("对的", "affirm")
    assert shop.stage(talk) is Stage.FAREWELL
    shop.clock.advance(minutes=5)
    assert shop.quiet.offer_next_steps() == 1
    assert shop.offered(talk)[0].suggestion.script == "next_farewell"
