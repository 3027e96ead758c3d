from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.fact_meanings import FactMeaning, FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.intents import Unattended
from bot.core.script_edits import edit_of
from bot.core.scripts import Case, Script, ScriptStatus, Variant

VOCABULARY = Vocabulary(
    {
        "shop.name": FactMeaning("shop.name", FactType.TEXT, "name", "青禾", always=True),
        "order.paid": FactMeaning("order.paid", FactType.FLAG, "paid", True),
        "order.sum": FactMeaning("order.sum", FactType.MONEY, "sum", 12950, given=({"order.paid": (True,)},)),
    }
)
SCRIPT = Script(
    "hello",
    "talk",
    "greet",
    ScriptStatus.ACTIVE,
    Unattended.ANSWER,
    variants=(Variant(("付了，谢谢", "收到付款了"), {"order.paid": (True,)}), Variant(("在的", "您说"))),
    cases=(Case("付了", {"order.paid": True}, "收到付款了"), Case("在吗", {}, "在的")),
)


def test_what_stays_as_it_is_changes_nothing() -> None:
    same = {0: ["付了，谢谢", "收到付款了 "], 1: ["在的", "", "您说"]}
    assert edit_of(SCRIPT, same, ScriptStatus.ACTIVE, VOCABULARY).is_empty


def test_the_cases_of_an_edited_variant_follow_its_wording_and_the_others_stay() -> None:
    edit = edit_of(SCRIPT, {0: ["付了，谢谢您", "看到付款啦"]}, None, VOCABULARY)
    assert edit.texts == {0: ("付了，谢谢您", "看到付款啦")}
    assert edit.expects == {0: "看到付款啦"}, "the wording at the place of the old one"


def test_a_case_whose_sentence_is_still_said_stays() -> None:
    assert edit_of(SCRIPT, {0: ["收到付款了"]}, None, VOCABULARY).expects == {}


def test_a_fact_that_is_newly_stated_joins_the_case_as_people_write_it() -> None:
    edit = edit_of(SCRIPT, {0: ["收到您的{order.sum}元"]}, None, VOCABULARY)
    assert edit.added_facts == {0: {"order.sum": "129.5"}}
    assert edit.expects == {0: "收到您的129.5元"}


def test_a_fact_that_the_conditions_do_not_guarantee_is_left_to_the_checker() -> None:
    edit = edit_of(SCRIPT, {1: ["收到您的{order.sum}元"]}, None, VOCABULARY)
    assert (edit.added_facts, edit.expects) == ({}, {})
    assert edit.texts == {1: ("收到您的{order.sum}元",)}


def test_retiring_is_an_edit_by_itself() -> None:
    edit = edit_of(SCRIPT, {}, ScriptStatus.RETIRED, VOCABULARY)
    assert (edit.status, edit.texts, edit.is_empty) == (ScriptStatus.RETIRED, {}, False)


@given(st.dictionaries(st.integers(-2, 5), st.lists(st.text(max_size=8), max_size=4), max_size=4))
def test_whatever_a_form_sends_only_variants_that_exist_are_touched(sent: dict[int, list[str]]) -> None:
    edit = edit_of(SCRIPT, sent, None, VOCABULARY)
    assert set(edit.texts) <= {0, 1}
    assert set(edit.expects) | set(edit.added_facts) <= set(edit.texts)
    assert all(text == text.strip() != "" for texts in edit.texts.values() for text in texts)
