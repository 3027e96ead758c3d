"""One reply to several wishes: the whole way through Suggest, with the demo shop and its scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.demo_shop import read_demo
from bot.adapters.product_words import load_product_words
from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.scripts.intents import load_intents
from bot.core.alone_rules import AloneRules
from bot.core.buyers import Buyer
from bot.core.conversations import Route, Sender, Turn
from bot.core.heard import heard
from bot.core.phrases import phrases
from bot.core.second_reading import Doubt, Kind, Kinds, SecondReading
from bot.core.suggestions import (
    Drafted,
    Suggestion,
    drafted_from_document,
    drafted_to_document,
    script_names,
)
from bot.core.turns import BuyerTurn
from bot.core.understanding import Candidate, Clause, Parse
from bot.services.composed import merged_facts
from bot.services.suggest import Suggest
from tests.unit.services.fakes import FakeStore

DATA = Path(__file__).resolve().parents[3] / "data"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NIGHT = NOON + timedelta(hours=14)
DEMO = read_demo(DATA / "demo", NOON)
INTENTS = load_intents(DATA / "intents.yml")
STORE = FakeStore(
    replace(DEMO.shop, alone=AloneRules(on=True)),
    list(DEMO.products),
    list(DEMO.orders),
    [
        Buyer(n, "web", one.nick, one.nick, one.tags, one.city, one.province, one.body)
        for n, one in enumerate(DEMO.buyers)
    ],
    list(DEMO.promotions),
    raised=frozenset(INTENTS),
)
WORDS = load_product_words(DATA / "product_words.yml")
SUGGEST = Suggest(STORE, load_book(DATA), load_guard(DATA), INTENTS, words=WORDS)


def draft(
    *wishes: tuple[str, str],
    at: datetime = NOON,
    said: tuple[Turn, ...] = (),
    suggest: Suggest | None = None,
    **context: str,
) -> Drafted:
    """`wishes`: (intent, words), in the buyer's order."""
    clauses = tuple(
        Clause(words, (Candidate(intent, 0.9 - n / 10),)) for n, (intent, words) in enumerate(wishes)
    )
    text = " ".join(words for _, words in wishes)
    parse = Parse(text, clauses, abstain=False, intents=tuple(intent for intent, _ in wishes), sure=True)
    return (suggest or SUGGEST).drafted(parse, BuyerTurn(text, at, DEMO.shop.code, previous=said, **context))


@dataclass(frozen=True)
class Hard:
    wishes: tuple[tuple[str, str], ...]
    scripts: str
    """The parts in the order they must have."""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    buyer: str = "砍价小能手阿圆"
    product: str = "L101"


HARD = {
    "a greeting, a size and the dispatch": Hard(
        (("greet", "在吗"), ("ask_size", "我穿什么码"), ("ask_dispatch_time", "今天能发吗")),
        "greet+size_advice+dispatch_time",
    ),
    "price and bargaining: the ladder's first step, the promotion once": Hard(
        (("ask_price", "多少钱"), ("request_discount", "能便宜点吗")),
        "price_answer+price_bargain",
    ),
    "two orders: each is named": Hard(
        (("track_logistics", "到哪了"), ("change_address", "还有我想改下地址")),
        "track+change_address",
        has=("尾号2382", "尾号5020"),
        buyer="糖豆妈妈在遛娃",
    ),
    "anger, then the matter, one apology": Hard(
        (("ask_payment", "能分期吗"), ("complain", "等这么久气死人"), ("urge_dispatch", "怎么还不发")),
        "complain_listen+urge_dispatch+payment",
        buyer="等等我的小火车",
    ),
    "a threat does not become a reward": Hard(
        (("threaten_bad_review", "差评等着吧"), ("ask_refund_status", "退款怎么还没到")),
        "threat+refund_status",
        buyer="窗台上的蓝猫",
    ),
    "what is not known comes after what is": Hard(
        (("ask_product", "会起静电吗"), ("ask_eta", "几天到")),
        "eta+product_question",
        product="C801",
    ),
    "the needed question comes last": Hard(
        (("ask_size", "穿什么码"), ("ask_usage", "能机洗吗")),
        "product_care+size_advice",
        buyer="毛豆豆的窝们",
    ),
    "a promotion and the price after it": Hard(
        (("ask_promotion", "有券吗"), ("ask_price", "到手多少")),
        "promotion_running+price_answer",
    ),
    "thanks, then a refund": Hard(
        (("thanks", "谢谢啦"), ("ask_refund_status", "退款什么时候到")),
        "thanks+refund_status",
        buyer="窗台上的蓝猫",
    ),
    "off the platform, and cheaper": Hard(
        (("request_offplatform_contact", "加个微信"), ("request_discount", "便宜点")),
        "off_platform+price_bargain",
        lacks=("微信", "加我"),
    ),
    "postage, days and the courier": Hard(
        (("ask_shipping_fee", "邮费多少"), ("ask_eta", "几天到"), ("ask_courier", "发什么快递")),
        "shipping_fee+eta+courier",
    ),
    "a farewell has no question before it": Hard(
        (("goodbye", "那先这样"), ("ask_usage", "能机洗吗")),
        "product_care+goodbye",
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_the_hardest_messages_get_one_reply_in_the_right_order(name: str) -> None:
    hard = HARD[name]
    drafted = draft(*hard.wishes, buyer=hard.buyer, product=hard.product)
    first = drafted.suggestions[0]
    assert first.script == hard.scripts
    assert first.findings == ()
    assert first.text.count("？") <= 1
    assert "？" not in first.text[: -len(first.text) // 2]
    assert sum(first.text.count(word) for word in ("抱歉", "对不起", "不好意思")) <= 1
    assert first.text.count("您好") + first.text.count("在的") <= 1
    assert all(word in first.text for word in hard.has)
    assert not any(word in first.text for word in hard.lacks)
    assert len(first.text) <= 100
    words = [phrase.words for phrase in phrases(first.text) if len(phrase.words) >= 5]
    assert len(words) == len(set(words))


def test_the_single_answers_follow_the_composed_one() -> None:
    drafted = draft(
        ("ask_size", "穿什么码"), ("ask_dispatch_time", "今天发吗"), product="L101", buyer="砍价小能手阿圆"
    )
    assert [one.script for one in drafted.suggestions] == [
        "size_advice+dispatch_time",
        "size_advice",
        "dispatch_time",
    ]
    first, *single = drafted.suggestions
    assert first.confidence == min(one.confidence for one in single)
    assert first.facts == {**single[0].facts, **single[1].facts}
    assert script_names(first.script) == tuple(one.script for one in single)


def doubting(what: Callable[[str], bool]) -> Suggest:
    """Suggests with a second reading that doubts such texts."""
    kinds = Kinds(
        {"promise": Kind("像是在打包票", "E2")},
        doubt_from=0.5,
        block_from=0.95,
        soft_below=0.2,
        drop_below=0.05,
    )
    second = SecondReading(kinds, lambda text: Doubt("promise", 0.9 if what(text) else 0.1, 0, len(text)))
    return Suggest(STORE, load_book(DATA), load_guard(DATA, second), INTENTS, words=WORDS)


def size_and_dispatch(suggest: Suggest) -> tuple[Suggestion, ...]:
    wishes = (("ask_size", "穿什么码"), ("ask_dispatch_time", "今天发吗"))
    return draft(*wishes, suggest=suggest, product="L101", buyer="砍价小能手阿圆").suggestions


def test_a_doubt_about_the_joined_reply_alone_keeps_nothing_apart() -> None:
    first, *singles = size_and_dispatch(doubting(lambda text: "。" in text))
    assert "。" in first.text and first.script == "size_advice+dispatch_time"
    assert not any(one.findings for one in (first, *singles))


def test_a_doubt_about_one_of_the_answers_stays_with_the_joined_reply() -> None:
    first, *_ = size_and_dispatch(doubting(lambda text: "发" in text))
    assert first.script == "size_advice+dispatch_time"
    assert [finding.rule for finding in first.findings] == ["judged_like_promise"]


def test_a_list_of_instructions_stays_a_message_of_its_own_and_follows_at_once() -> None:
    wishes = (
        ("request_return", "想退货"),
        ("ask_return_policy", "退货地址发我"),
        ("ask_invoice", "发票怎么办"),
    )
    drafted = draft(*wishes, buyer="阿茉今天也早睡")
    assert "退货请寄" not in drafted.suggestions[0].text
    assert drafted.suggestions[1].text.startswith("退货请寄")
    assert drafted.reason == "answered_partly"


def test_the_ladder_of_bargaining_moves_on_when_its_step_was_part_of_a_reply() -> None:
    wishes = ("ask_price", "多少钱"), ("request_discount", "便宜点")
    first = draft(*wishes, buyer="砍价小能手阿圆", product="L101").suggestions[0]
    alone = draft(wishes[1], buyer="砍价小能手阿圆", product="L101").suggestions[0]
    assert alone.memory
    assert first.memory == alone.memory


def test_a_talk_never_hears_the_same_sentence_twice_also_inside_of_longer_replies() -> None:
    said: tuple[Turn, ...] = ()
    replies: list[str] = []
    for _ in range(3):
        wishes = ("ask_dispatch_time", "今天能发吗"), ("ask_shipping_fee", "包邮吗")
        text = draft(*wishes, said=said, buyer="砍价小能手阿圆", product="L101").suggestions[0].text
        for sentence in text.split("。"):
            assert not heard(sentence, replies)
        replies.append(text)
        said = (*said, Turn(Sender.BUYER, "今天能发吗 包邮吗"), Turn(Sender.AGENT, text))


def test_a_buyer_is_greeted_once_a_talk() -> None:
    said = (Turn(Sender.BUYER, "在吗"), Turn(Sender.AGENT, "您好，桂花衣铺在的，您请说"))
    wishes = ("greet", "你好"), ("ask_dispatch_time", "今天发吗"), ("ask_shipping_fee", "包邮吗")
    text = draft(*wishes, said=said, buyer="砍价小能手阿圆", product="L101").suggestions[0].text
    assert "您好" not in text
    assert "在的" not in text


def test_after_hours_the_strictest_cap_of_all_parts_decides() -> None:
    free = ("ask_dispatch_time", "今天能发吗"), ("ask_shipping_fee", "包邮吗")
    context = {"at": NIGHT, "buyer": "砍价小能手阿圆", "product": "L101"}
    assert draft(*free, **context).route is Route.ANSWER
    assert draft(*free, ("request_discount", "便宜点"), **context).reason == "needs_person"
    never = draft(*free, ("abuse", "滚"), **context)
    assert (never.route, never.reason) == (Route.AGENT, "never_alone")


def test_what_the_first_suggestion_leaves_to_another_is_not_answered_alone() -> None:
    drafted = draft(
        ("ask_dispatch_time", "今天能发吗"),
        ("ask_return_policy", "退货地址发我"),
        at=NIGHT,
        buyer="砍价小能手阿圆",
        product="L101",
    )
    assert (drafted.route, drafted.reason) == (Route.HOLD, "answered_partly")


def test_a_composed_suggestion_survives_its_way_to_the_desk() -> None:
    drafted = draft(("ask_size", "穿什么码"), ("ask_price", "多少钱"), product="L101", buyer="砍价小能手阿圆")
    assert "+" in drafted.suggestions[0].script
    assert drafted_from_document(drafted_to_document(drafted)) == drafted


def test_facts_of_two_orders_stand_side_by_side_and_flags_that_differ_prove_nothing() -> None:
    merged = merged_facts(
        [{"order.tail": "1", "refund.done": True, "a": 5}, {"order.tail": "2", "refund.done": False, "a": 5}]
    )
    assert merged == {"order.tail": "1、2", "a": 5}


def test_a_buyer_hears_their_own_register() -> None:
    thanks = ("thanks", "谢谢亲"), ("thanks", "谢谢😊"), ("thanks", "麻烦您了")
    dear, emoji, formal = (draft(wish).suggestions[0].text for wish in thanks)
    assert "亲" in dear
    assert "😊" in emoji
    assert "亲" not in formal
    assert "😊" not in formal
    greeted = (Turn(Sender.AGENT, "您好，桂花衣铺在的"),)
    assert len(draft(("greet", "在？"), said=greeted).suggestions[0].text) < 10
