"""The suggest service over the real book of scripts and an in-memory store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.scripts.intents import load_intents
from bot.core.alone_rules import AloneRules
from bot.core.buyers import Body, Buyer
from bot.core.catalogue import ChartKind, Fit, Product, SizeChart, SizeRow, Span
from bot.core.conversations import Route, Sender, Turn
from bot.core.intents import Intent, Unattended
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from bot.core.script_book import ScriptBook
from bot.core.scripts import Script, ScriptStatus, Variant
from bot.core.shop import Shop
from bot.core.turns import BuyerTurn
from bot.core.understanding import Candidate, Clause, Entity, Parse, meant
from bot.services.ports import DraftingFailure
from bot.services.suggest import Suggest
from tests.unit.services.fakes import FakeStore

DATA = Path(__file__).resolve().parents[3] / "data"
BOOK = load_book(DATA)
GUARD = load_guard(DATA)
INTENTS = load_intents(DATA / "intents.yml")

OPEN = datetime(2026, 11, 20, 6, 0, tzinfo=timezone.utc)  # 14:00 in Shanghai
NIGHT = datetime(2026, 11, 20, 18, 0, tzinfo=timezone.utc)  # 02:00

CHART = SizeChart(
    ChartKind.ADULT,
    (
        SizeRow("S", height=Span(155, 160), weight=Span(43, 50)),
        SizeRow("M", height=Span(160, 165), weight=Span(50, 56)),
        SizeRow("L", height=Span(165, 170), weight=Span(56, 62)),
    ),
)
DRESS = Product(
    "DX001",
    "法式小雏菊连衣裙女夏",
    "小雏菊连衣裙",
    "连衣裙",
    Fen(15900),
    Fen(12900),
    "700100200",
    chart=CHART,
)
SHOP = Shop("demo", "青禾小筑")
ALONE = FakeStore(replace(SHOP, alone=AloneRules(on=True)), raised=frozenset({"greet"}))
"""A shop that lets the desk greet by itself."""
BUYER = Buyer(1, "web", "b-1", "小鱼")


def an_order(number: str, state: OrderState = OrderState.PAID, nick: str = "小鱼", days: int = 1) -> Order:
    return Order(number, nick, state, OPEN - timedelta(days=days), Fen(15900), Fen(15900))


def suggest(**store: Any) -> Suggest:
    defaults: dict[str, Any] = {"products": [DRESS], "buyers_known": [BUYER]}
    return Suggest(FakeStore(SHOP, **{**defaults, **store}), BOOK, GUARD, INTENTS)


def turn(text: str, **context: Any) -> BuyerTurn:
    return BuyerTurn(text, context.pop("at", OPEN), "demo", **{"buyer": "小鱼", **context})


def figure(name: str, value: float, raw: str = "") -> Entity:
    return Entity(name, value, raw or f"{value:g}", 0, 0)


def body(height: float, weight: float) -> tuple[Entity, ...]:
    return figure("height", height), figure("weight", weight)


def test_a_size_inside_the_chart_is_advised_with_the_row_it_rests_on() -> None:
    drafted = suggest().drafted(
        meant("162 106斤穿什么码", "ask_size", body(162, 53)), turn("162 106斤穿什么码", product="DX001")
    )
    best = drafted.suggestions[0]
    assert best.script == "size_advice"
    assert "162/53kg" in best.text
    assert "身高160-165 体重50-56" in best.text
    assert best.facts["size.name"] == "M"
    assert drafted.learned == {"body": {"height": 162.0, "weight": 53.0}}
    assert (drafted.route, drafted.reason) == (Route.AGENT, "in_hours")


def test_a_boundary_weight_names_both_sizes_with_their_ranges() -> None:
    text = (
        suggest()
        .drafted(meant("164 112斤", "ask_size", body(164, 56)), turn("164 112斤", product="DX001"))
        .suggestions[0]
        .text
    )
    assert "M（50-56kg）" in text
    assert "L（56-62kg）" in text


def test_a_buyer_who_counts_in_jin_is_answered_in_jin() -> None:
    text = "164 112斤"
    entities = (Entity("height", 164.0, "164", 0, 3), Entity("weight", 56.0, "112斤", 4, 8))
    drafted = suggest().drafted(meant(text, "ask_size", entities), turn(text, product="DX001"))
    said = drafted.suggestions[0].text
    assert "100-112斤" in said
    assert "kg" not in said


def test_a_body_outside_the_chart_is_told_so() -> None:
    text = (
        suggest()
        .drafted(
            meant("170 170斤能穿吗", "ask_size", body(170, 85)), turn("170 170斤能穿吗", product="DX001")
        )
        .suggestions[0]
        .text
    )
    assert "L码" in text
    assert "170/85kg" in text
    assert "紧" in text


def test_missing_measures_are_asked_for_once_in_one_question() -> None:
    first = suggest().drafted(meant("穿什么码", "ask_size"), turn("穿什么码", product="DX001"))
    assert first.reason == "facts_missing"
    asked = first.suggestions[0]
    assert "身高和体重" in asked.text
    again = suggest().drafted(
        meant("那到底穿啥", "ask_size"),
        turn(
            "那到底穿啥",
            product="DX001",
            memory=dict(asked.memory),
            previous=(Turn(Sender.AGENT, asked.text),),
        ),
    )
    assert "平时穿" in again.suggestions[0].text


def test_the_profile_answers_what_the_buyer_need_not_repeat() -> None:
    known = replace(BUYER, body=Body(height=162, weight=53))
    drafted = suggest(buyers_known=[known]).drafted(
        meant("我穿多大", "ask_size"), turn("我穿多大", product="DX001")
    )
    assert drafted.suggestions[0].facts["size.name"] == "M"
    assert drafted.learned == {}


def test_a_usual_size_is_read_where_the_buyer_says_so() -> None:
    text = "平时穿M"
    size = Entity("size", "M", "M", 3, 4)
    drafted = suggest().drafted(meant(text, "ask_size", (size,)), turn(text, product="DX001"))
    assert drafted.suggestions[0].facts["size.usual"] == "M"
    other = suggest().drafted(
        meant("M偏小吗", "ask_size", (replace(size, start=0, end=1),)), turn("M偏小吗", product="DX001")
    )
    assert "size.usual" not in other.suggestions[0].facts


def test_bare_measures_on_a_product_page_are_answered_with_the_size() -> None:
    drafted = suggest().drafted(
        meant("162 106斤", "inform", body(162, 53)), turn("162 106斤", product="DX001")
    )
    assert drafted.suggestions[0].script == "size_advice"
    assert drafted.intents == ("inform",)


def test_without_a_product_the_size_question_asks_for_the_link() -> None:
    drafted = suggest().drafted(meant("162穿什么码", "ask_size"), turn("162穿什么码"))
    assert "链接" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


def test_a_loose_taste_names_the_larger_size_too() -> None:
    wishes = (*body(162, 53), Entity("fit", "loose", "宽松点", 0, 0))
    text = (
        suggest()
        .drafted(meant("162 106斤想宽松点", "ask_size", wishes), turn("162 106斤想宽松点", product="DX001"))
        .suggestions[0]
        .text
    )
    assert "想宽松点也可以看L码" in text


def test_a_tight_cut_is_mentioned() -> None:
    tight = replace(DRESS, chart=replace(CHART, fit=Fit.TIGHT))
    text = (
        suggest(products=[tight])
        .drafted(meant("162 106斤", "ask_size", body(162, 53)), turn("162 106斤", product="DX001"))
        .suggestions[0]
        .text
    )
    assert "修身" in text


def test_a_talk_never_hears_the_same_greeting_twice() -> None:
    said: list[str] = []
    for _ in range(3):
        previous = tuple(Turn(Sender.AGENT, text) for text in said)
        drafted = suggest().drafted(meant("在吗", "greet"), turn("在吗", previous=previous))
        text = drafted.suggestions[0].text
        assert text not in said
        said.append(text)


def test_a_new_talk_is_greeted_with_the_shop_and_the_product() -> None:
    text = suggest().drafted(meant("在吗", "greet"), turn("在吗", product="700100200")).suggestions[0].text
    assert "小雏菊连衣裙" in text


def test_the_same_turn_is_always_drafted_alike() -> None:
    asked = meant("在吗", "greet"), turn("在吗", product="DX001")
    assert suggest().drafted(*asked) == suggest().drafted(*asked)


def test_another_buyers_order_number_counts_as_unknown() -> None:
    foreign = an_order("4021025926702066874", nick="别人")
    number = Entity("order_number", foreign.number, foreign.number, 0, 19)
    drafted = suggest(orders_known=[foreign]).drafted(
        meant(foreign.number, "inform", (number,)), turn(foreign.number)
    )
    best = drafted.suggestions[0]
    assert best.facts["order.found"] == "unknown_number"
    assert "6874" not in best.text


def test_the_order_that_the_talk_points_at_must_be_the_buyers_own() -> None:
    foreign = an_order("4021025926702066874", nick="别人")
    drafted = suggest(orders_known=[foreign]).drafted(
        meant("谢谢", "thanks"), turn("谢谢", order=foreign.number)
    )
    assert "order.state" not in drafted.suggestions[0].facts


def test_a_tail_of_the_own_number_finds_the_order() -> None:
    orders = [an_order("4021025926702062231"), an_order("4021025926702069999")]
    tail = Entity("order_number", "2231", "2231", 0, 4)
    text = (
        suggest(orders_known=orders)
        .drafted(meant("尾号2231", "inform", (tail,)), turn("尾号2231"))
        .suggestions[0]
        .text
    )
    assert "尾号2231" in text


def ranked(text: str, *candidates: tuple[str, float]) -> Clause:
    return Clause(text, tuple(Candidate(intent, confidence) for intent, confidence in candidates))


def test_several_wishes_get_one_reply_and_then_each_its_own_most_urgent_first() -> None:
    clauses = (ranked("谢谢", ("thanks", 0.9)), ranked("穿什么码", ("ask_size", 0.9)))
    parse = Parse("谢谢 穿什么码", clauses, abstain=False, intents=("thanks", "ask_size"))
    drafted = suggest().drafted(parse, turn("谢谢 穿什么码", product="DX001"))
    assert [suggestion.script for suggestion in drafted.suggestions] == [
        "thanks+size_advice",
        "size_advice",
        "thanks",
    ]
    assert drafted.suggestions[0].intent == "ask_size"


def test_an_unsure_parse_offers_its_likeliest_candidates_and_asks_back() -> None:
    clause = ranked("那个呢", ("ask_size", 0.3), ("thanks", 0.2), ("greet", 0.01))
    parse = Parse("那个呢", (clause,), abstain=True)
    drafted = suggest().drafted(parse, turn("那个呢", product="DX001"))
    assert [suggestion.intent for suggestion in drafted.suggestions] == ["ask_size", "thanks", "nlu_fallback"]
    assert drafted.reason == "unsure"
    assert drafted.intents == ()


def test_a_turn_without_words_is_asked_back() -> None:
    drafted = suggest().drafted(Parse("[图片]", (), abstain=True), turn("[图片]"))
    assert [suggestion.script for suggestion in drafted.suggestions] == ["unsure_ask_back"]


def test_at_most_three_different_texts_are_offered() -> None:
    clause = ranked("嗯", ("affirm", 0.3), ("thanks", 0.3), ("greet", 0.2), ("deny", 0.1))
    drafted = suggest().drafted(Parse("嗯", (clause,), abstain=True), turn("嗯"))
    texts = [suggestion.text for suggestion in drafted.suggestions]
    assert len(texts) == len(set(texts)) == 3


def test_after_hours_nothing_is_handed_to_an_agent_that_may_wait() -> None:
    drafted = suggest().drafted(meant("在吗", "greet"), turn("在吗", at=NIGHT))
    assert (drafted.route, drafted.reason) == (Route.HOLD, "after_hours")


def test_a_script_may_be_stricter_than_its_intent() -> None:
    script = Script("hello", "talk", "greet", ScriptStatus.ACTIVE, Unattended.NEVER, (Variant(("您好",)),))
    book = ScriptBook([script], BOOK.vocabulary)
    service = Suggest(ALONE, book, GUARD, INTENTS)
    assert service.drafted(meant("在吗", "greet"), turn("在吗", at=NIGHT)).route is Route.AGENT


def test_a_variant_may_be_stricter_than_its_script() -> None:
    stricter = Variant(("您好",), unattended=Unattended.ACK)
    script = Script("hello", "talk", "greet", ScriptStatus.ACTIVE, Unattended.ANSWER, (stricter,))
    book = ScriptBook([script], BOOK.vocabulary)
    service = Suggest(ALONE, book, GUARD, INTENTS)
    drafted = service.drafted(meant("在吗", "greet"), turn("在吗", at=NIGHT))
    assert (drafted.route, drafted.reason) == (Route.HOLD, "needs_person")


def test_an_enabled_intent_is_answered_alone_after_hours() -> None:
    service = Suggest(ALONE, BOOK, GUARD, INTENTS)
    drafted = service.drafted(replace(meant("在吗", "greet"), sure=True), turn("在吗", at=NIGHT))
    assert (drafted.route, drafted.reason) == (Route.ANSWER, "sure_and_allowed")


def test_a_wish_without_a_script_gets_a_word_that_it_is_looked_into() -> None:
    book = ScriptBook([s for s in BOOK.scripts if s.intent == "nlu_fallback"], BOOK.vocabulary)
    drafted = Suggest(FakeStore(SHOP), book, GUARD, INTENTS).drafted(meant("在吗", "greet"), turn("在吗"))
    assert drafted.reason == "no_script"
    assert [suggestion.script for suggestion in drafted.suggestions] == ["unsure_ask_back"]


def test_a_draft_below_the_floor_carries_the_guards_finding() -> None:
    script = Script(
        "cheap", "size", "ask_size", ScriptStatus.ACTIVE, Unattended.NEVER, (Variant(("给您99元",)),)
    )
    service = Suggest(
        FakeStore(SHOP, products=[DRESS]), ScriptBook([script], BOOK.vocabulary), GUARD, INTENTS
    )
    found = (
        service.drafted(meant("便宜点", "ask_size"), turn("便宜点", product="DX001")).suggestions[0].findings
    )
    assert [finding.rule for finding in found] == ["below_floor"]


@pytest.mark.parametrize("name", ["{shop.name}", "<b>连衣裙</b>", "裙\n\n子", "超" * 500])
def test_hostile_names_are_plain_text_on_one_line(name: str) -> None:
    product = replace(DRESS, name=name)
    text = (
        suggest(products=[product])
        .drafted(meant("在吗", "greet"), turn("在吗", product="DX001"))
        .suggestions[0]
        .text
    )
    assert "\n" not in text
    assert len(text) < 80
    assert name in text or "\n" in name or len(name) > 30


def test_an_unknown_shop_is_a_visible_failure() -> None:
    with pytest.raises(DraftingFailure, match="elsewhere"):
        suggest().drafted(meant("在吗", "greet"), replace(turn("在吗"), shop="elsewhere"))


def test_an_intent_that_the_list_lacks_is_never_answered_alone() -> None:
    strange: dict[str, Intent] = {}
    service = Suggest(ALONE, BOOK, GUARD, strange)
    assert service.drafted(meant("在吗", "greet"), turn("在吗", at=NIGHT)).route is Route.AGENT
