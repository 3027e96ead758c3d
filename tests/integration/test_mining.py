"""Mining over both databases: what is found, what stays put away, what a run costs in rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from bot.adapters.scripts.book import load_book
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.chat_logs import LoggedLine, LoggedTalk
from bot.core.conversations import Message, MessageKind, Route, Sender
from bot.core.mining import MinedState
from bot.core.orders import Order, OrderState, Receiver
from bot.core.pseudonyms import Pseudonyms
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Drafted, Suggestion
from bot.core.understanding import Candidate, Clause, Parse, meant
from bot.services.mine import Mine
from bot.services.ports_mined import Finding, Kind
from tests.integration.conftest import NOW, Clock

PSEUDONYMS = Pseudonyms("a secret of the test")


@pytest.fixture(scope="module")
def book() -> ScriptBook:
    return load_book(DATA)


@pytest.fixture
def mine(store: SqlStore, clock: Clock, book: ScriptBook) -> Mine:
    return Mine(store, lambda: book, lambda: book.vocabulary, PSEUDONYMS, clock, "demo")  # type: ignore[arg-type]


def turn(
    store: SqlStore,
    nick: str,
    asked: str,
    intents: tuple[str, ...] = ("ask_courier",),
    answered: str = "",
    facts: Mapping[str, str] = MappingProxyType({}),
    reason: str = "in_hours",
    said: str = "x",
) -> None:
    with store.write() as work:
        buyer = work.buyers.seen("demo", "web", nick, nick)
        talk = work.conversations.opened("demo", "web", nick, buyer, NOW)
        bubble = Message(0, talk, Sender.BUYER, MessageKind.TEXT, asked, NOW)
        message = work.messages.add(bubble, channel="web")
        offer = Suggestion(said, "courier", intents[0] if intents else "nlu_fallback", 0.9, facts)
        clause = Clause(asked, (Candidate("ask_product", 0.3),))
        drafted = Drafted(asked, intents, (offer,), Route.AGENT, reason, clauses=(clause,))
        work.suggestions.add_draft(talk, message, drafted, NOW)
        if answered:
            reply = Message(0, talk, Sender.AGENT, MessageKind.TEXT, answered, NOW, author="xiaomei")
            work.messages.add(reply, channel="web")


def found(store: SqlStore, kind: Kind) -> list[Finding]:
    with store.read() as work:
        return list(work.mined.open("demo", kind, 50))


def typed_answers(store: SqlStore, name: str = "欧阳明月") -> None:
    with store.write() as work:
        receiver = Receiver(name=name)
        order = Order("24681357", "买家甲", OrderState.FINISHED, NOW, 1, 1, receiver=receiver)  # type: ignore[arg-type]
        work.orders.put("demo", order, {})
    for nick, tail, courier in (
        ("买家甲", "2231", "中通快递"),
        ("买家乙", "8890", "顺丰速运"),
        ("买家丙", "1203", "圆通快递"),
    ):
        whom = name if nick == "买家甲" else ""
        facts = {"order.tail": tail, "parcel.courier": courier}
        turn(
            store,
            nick,
            "发的啥快递",
            answered=f"{whom}您尾号{tail}的宝贝已经交给{courier}咯，留意收货短信",
            facts=facts,
        )


def test_typed_answers_become_one_wording_with_its_facts_and_nobody_s_name(
    store: SqlStore, mine: Mine
) -> None:
    typed_answers(store)
    assert mine.run()["answers"] == 1
    (one,) = found(store, Kind.ANSWER)
    assert one.mined.text == "您尾号{order.tail}的宝贝已经交给{parcel.courier}咯，留意收货短信"
    assert (one.mined.intent, one.mined.times, one.mined.buyers) == ("ask_courier", 3, 3)
    told = " ".join(example.text + example.buyer for example in one.mined.examples)
    assert "欧阳明月" not in told
    assert "买家甲" not in told


def test_what_was_only_put_off_is_a_question_without_an_answer(store: SqlStore, mine: Mine) -> None:
    asked = ["这件色牢度几级呀", "色牢度怎么样", "色牢度好不好"]
    for number, text in enumerate(asked):
        turn(store, f"q{number}", text, ("ask_product",), said="这个我得核实一下再回您，免得说错")
        turn(store, f"r{number}", "这件起球吗", ("ask_product",), said="这款是精梳棉，不容易起球哦")
    assert mine.run()["questions"] == 1
    (one,) = found(store, Kind.QUESTION)
    assert (one.mined.topic, one.mined.intent, one.mined.buyers) == ("色牢度", "ask_product", 3)


def test_running_again_changes_nothing_and_what_was_put_away_does_not_come_back(
    store: SqlStore, mine: Mine, clock: Clock
) -> None:
    typed_answers(store)
    for number in range(3):
        turn(store, f"q{number}", ["这件色牢度几级呀", "色牢度怎么样", "色牢度好不好"][number], ())
    assert mine.run() == {"answers": 1, "questions": 1}
    before = [(one.id, one.mined.times) for kind in Kind for one in found(store, kind)]
    assert mine.run() == {"answers": 0, "questions": 0}
    assert [(one.id, one.mined.times) for kind in Kind for one in found(store, kind)] == before
    with store.write() as work:
        for kind in Kind:
            (one,) = work.mined.open("demo", kind, 5)
            work.mined.decide(kind, one.id, MinedState.DISMISSED, "linjie", clock())
    turn(store, "q9", "色牢度咋样呢", ())
    turn(store, "买家丁", "发的啥快递", answered="您尾号7777的宝贝已经交给中通快递咯，留意收货短信",
         facts={"order.tail": "7777", "parcel.courier": "中通快递"})  # fmt: skip
    assert mine.run() == {"answers": 0, "questions": 0}
    assert [found(store, kind) for kind in Kind] == [[], []]


def test_questions_are_those_without_an_answer_and_count_buyers(store: SqlStore, mine: Mine) -> None:
    for number in range(6):
        turn(
            store, f"买家{number % 3}", ["这件色牢度几级呀", "色牢度怎么样"][number % 2], (), reason="unsure"
        )
    for number in range(6):
        turn(store, f"别人{number}", "什么时候发货呀", ("ask_dispatch_time",))
    mine.run()
    (one,) = found(store, Kind.QUESTION)
    assert (one.mined.topic, one.mined.buyers, one.mined.times, one.mined.intent) == (
        "色牢度",
        3,
        6,
        "ask_product",
    )


def test_imported_talks_are_read_with_a_model_and_stay_unread_without(store: SqlStore, mine: Mine) -> None:
    answers = ["咱家衣服都是顺手洗标的哈，冷水手洗别泡太久", "咱家衣服都是顺手洗标的，冷水手洗别泡太久哈"]
    with store.write() as work:
        for number in range(4):
            lines = (
                LoggedLine(
                    Sender.BUYER, "怎么洗呀" if number < 3 else "色牢度呢", NOW, fingerprint=number * 10 + 1
                ),
                LoggedLine(
                    Sender.AGENT, answers[number % 2], NOW.replace(minute=5), fingerprint=number * 10 + 2
                ),
            )
            work.chat_logs.add([LoggedTalk("demo", f"k{number}", f"pseudonym{number}", lines)])

    def understand(text: str) -> Parse:
        return meant(text, "ask_usage") if "洗" in text else Parse(text, (), abstain=True)

    assert mine.run()["answers"] == 0
    assert mine.run(understand)["answers"] == 1
    (one,) = found(store, Kind.ANSWER)
    assert (one.mined.intent, one.mined.times) == ("ask_usage", 4), "given to what was not understood, too"


def test_a_buyer_who_is_forgotten_takes_their_examples_along(store: SqlStore, mine: Mine) -> None:
    typed_answers(store)
    mine.run()
    with store.write() as work:
        assert work.mined.forget_buyer(PSEUDONYMS.of("demo", "somebody else")) == 0
        assert work.mined.forget_buyer(PSEUDONYMS.of("demo", "买家乙")) == 1
    assert found(store, Kind.ANSWER) == []


def test_without_a_shop_there_is_nothing_to_find(store: SqlStore, clock: Clock, book: ScriptBook) -> None:
    nowhere = Mine(store, lambda: book, lambda: book.vocabulary, PSEUDONYMS, clock, "nowhere")  # type: ignore[arg-type]
    assert nowhere.run() == {"answers": 0, "questions": 0}
