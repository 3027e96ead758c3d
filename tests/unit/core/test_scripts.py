from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.fact_meanings import FactMeaning, FactType, one_line
from bot.core.fact_vocabulary import Vocabulary
from bot.core.heard import heard, spoken
from bot.core.intents import Unattended
from bot.core.scripts import Script, ScriptStatus, Variant, by_turn, choose, pick_wording, render, wordings

MEASURES = {"height": "身高#", "weight": "体重#kg"}


def fact(name: str, kind: FactType, **more: object) -> FactMeaning:
    return FactMeaning(name, kind, "", "", **more)  # type: ignore[arg-type]


VOCABULARY = Vocabulary(
    {
        meaning.name: meaning
        for meaning in (
            fact("shop.name", FactType.TEXT, always=True),
            fact("price.amount", FactType.MONEY),
            fact("order.state", FactType.CHOICE, words={"paid": "待发货", "shipped": "已发货"}),
            fact("order.tail", FactType.TEXT, given=({"order.state": ("paid", "shipped")},), longest=8),
            fact("size.row", FactType.CHOICES, words=MEASURES, joined_by=" "),
            fact("eta.day", FactType.DATE),
            fact("eta.days", FactType.DAYS),
            fact("parcel.seen_at", FactType.MOMENT),
            fact("size.weight", FactType.NUMBER),
            fact("refund.done", FactType.FLAG, records="refunded"),
        )
    }
)


def a_script(*variants: Variant) -> Script:
    return Script("s", "talk", "greet", ScriptStatus.ACTIVE, Unattended.ANSWER, variants)


PAID = Variant(("付过了，尾号{order.tail}",), {"order.state": ("paid",)})
MOVING = Variant(("在路上",), {"order.state": ("shipped", "part_shipped")})
DEFAULT = Variant(("{shop.name}在的",))


def test_the_first_variant_whose_conditions_hold_is_chosen() -> None:
    script = a_script(PAID, MOVING, DEFAULT)
    assert choose(script, {"order.state": "paid", "order.tail": "2231"}) is PAID
    assert choose(script, {"order.state": "part_shipped"}) is MOVING
    assert choose(script, {"shop.name": "青禾"}) is DEFAULT


@pytest.mark.parametrize("tail", [{}, {"order.tail": ""}])
def test_a_variant_whose_fact_is_missing_or_empty_does_not_hold(tail: dict[str, str]) -> None:
    assert choose(a_script(PAID, DEFAULT), {"order.state": "paid", "shop.name": "青禾", **tail}) is DEFAULT


def test_a_script_may_have_nothing_to_say() -> None:
    assert choose(a_script(PAID), {"order.state": "shipped"}) is None


def test_a_suggestion_rests_on_what_chose_the_variant_and_what_it_states() -> None:
    facts = {"order.state": "paid", "order.tail": "2231", "shop.name": "青禾"}
    assert PAID.rests_on(facts) == {"order.state": "paid", "order.tail": "2231"}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("price.amount", 12950, "129.5"),
        ("order.state", "paid", "待发货"),
        ("size.row", "height=160-165 weight=50-56", "身高160-165 体重50-56kg"),
        ("eta.day", "2026-11-05", "11月5日"),
        ("eta.days", 3, "3"),
        ("parcel.seen_at", "2026-11-05T14:30", "11月5日 14:30"),
        ("size.weight", 54.0, "54"),
        ("size.weight", 54.5, "54.5"),
    ],
)
def test_values_are_said_as_a_shop_writes_them(name: str, value: str | float, said: str) -> None:
    assert VOCABULARY.say(name, value) == said


def test_a_missing_fact_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError):
        render("{shop.name}", {}, VOCABULARY.say)


@given(st.text())
def test_a_value_is_never_interpreted_and_never_breaks_the_line(value: str) -> None:
    text = render("「{shop.name}」", {"shop.name": value, "order.tail": "secret"}, VOCABULARY.say)
    inner = text[1:-1]
    assert text.startswith("「") and text.endswith("」")
    assert len(inner) <= 60
    assert "\n" not in inner
    assert "secret" not in inner or "secret" in value


@given(st.text(), st.integers(1, 40))
def test_a_line_is_cut_and_stays_the_same_when_cut_again(value: str, longest: int) -> None:
    line = one_line(value, longest)
    assert len(line) <= longest
    assert one_line(line, longest) == line


def test_facts_are_guaranteed_by_conditions_that_are_at_least_as_strict() -> None:
    assert VOCABULARY.guaranteed("shop.name", {})
    assert VOCABULARY.guaranteed("order.tail", {"order.state": ("paid",)})
    assert not VOCABULARY.guaranteed("order.tail", {"order.state": ("paid", "closed")})
    assert not VOCABULARY.guaranteed("order.tail", {"refund.done": (True,)})


def test_facts_of_a_wrong_type_or_name_and_broken_promises_are_named() -> None:
    faults = VOCABULARY.faults_of({"order.state": "lost", "price.amount": "12", "x.y": 1, "eta.day": "5.11."})
    assert faults == [
        "x.y is not in the vocabulary",
        "order.state is no choice: 'lost'",
        "price.amount is no money: '12'",
        "eta.day is no date: '5.11.'",
        "shop.name is promised, but not known",
    ]
    assert VOCABULARY.faults_of({"shop.name": "青禾", "order.state": "paid"}) == [
        "order.tail is promised, but not known"
    ]


def test_people_read_amounts_and_measures_as_they_are_said() -> None:
    facts = {"price.amount": 9900, "size.row": "weight=50-56", "order.state": "paid"}
    assert VOCABULARY.for_people(facts) == {
        "price.amount": "99",
        "size.row": "体重50-56kg",
        "order.state": "paid",
    }


def test_a_true_flag_proves_the_action_it_records() -> None:
    assert VOCABULARY.recorded({"refund.done": True, "order.state": "paid"}) == {"refunded"}
    assert VOCABULARY.recorded({"refund.done": False}) == frozenset()


@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, unique=True), st.integers(0, 50), st.data())
def test_a_wording_is_repeated_only_when_all_are_used_up(
    texts: list[str], turn: int, data: st.DataObject
) -> None:
    said = data.draw(st.lists(st.sampled_from(texts)))
    picked = pick_wording(by_turn(texts, turn), said)
    assert picked in texts
    assert picked not in said or set(said) == set(texts)


def test_drafts_vary_between_turns() -> None:
    assert {pick_wording(by_turn(("甲", "乙", "丙"), turn), ()) for turn in range(3)} == {"甲", "乙", "丙"}


def test_punctuation_and_soft_words_do_not_make_another_sentence() -> None:
    assert spoken("好的呢， 亲~") == spoken("好的呢亲。")
    assert pick_wording(("好的呢。", "收到"), ("好的哦～",)) == "收到"


def test_a_sentence_inside_of_a_longer_reply_was_heard_too() -> None:
    reply = "您平时穿M的话，这款拿L码。另外今天16:00前付款当天就发"
    assert heard("今天16:00前付款当天就发哦", [reply])
    assert not heard("今天16:00前付款当天就发，现在拍还赶得上哦", [reply])
    assert not heard("今天18:00前付款当天就发哦", [reply])


def test_all_wordings_of_a_variant_are_filled_in() -> None:
    variant = Variant(("{shop.name}在的", "我是{shop.name}"))
    assert wordings(variant, {"shop.name": "青禾"}, VOCABULARY.say) == ("青禾在的", "我是青禾")
