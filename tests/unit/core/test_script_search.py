from __future__ import annotations

import pytest

from bot.core.fact_labels import FactLabels
from bot.core.fact_meanings import FactMeaning, FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.intents import Intent, Unattended
from bot.core.script_search import found_scripts
from bot.core.scripts import Case, Script, ScriptStatus, Variant

INTENTS = {
    "track_logistics": Intent("track_logistics", "查物流", Unattended.ANSWER),
    "greet": Intent("greet", "打招呼", Unattended.ANSWER),
}


def script(name: str, intent: str, text: str, buyer: str, **more: object) -> Script:
    values = {"scene": "talk", "status": ScriptStatus.ACTIVE, "unattended": Unattended.ANSWER, **more}
    return Script(name, intent=intent, variants=(Variant((text,)),), cases=(Case(buyer, {}, text),), **values)  # type: ignore[arg-type]


TRACK = script("track", "track_logistics", "包裹在等揽收，单号{parcel.number}", "我的快递呢", scene="parcel")
GREET = script("hello", "greet", "在的，您说", "有人吗")
OLD = script("old_hello", "greet", "在呢亲", "在吗", status=ScriptStatus.RETIRED)
BOOK = (TRACK, GREET, OLD)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("揽收", ["track"]),
        ("快递呢", ["track"]),
        ("查物流", ["track"]),
        ("TRACK", ["track"]),
        ("单号 揽收", ["track"]),
        ("揽收 您说", []),
        ("hello", ["hello", "old_hello"]),
        ("  ", ["track", "hello", "old_hello"]),
    ],
)
def test_a_script_is_found_by_wording_buyer_intent_or_name_with_all_words(
    query: str, names: list[str]
) -> None:
    assert [one.script.name for one in found_scripts(BOOK, query, INTENTS)] == names


def test_the_sentence_that_was_found_is_shown_and_without_a_query_what_buyers_say() -> None:
    (found,) = found_scripts(BOOK, "快递呢", INTENTS)
    assert found.shown == ("我的快递呢",)
    assert next(found_scripts(BOOK, "", INTENTS)).shown == ("我的快递呢",)


def test_a_script_is_about_the_words_of_its_own_name() -> None:
    by_name = {query: next(found_scripts(BOOK, query, INTENTS)).by_name for query in ("物流", "揽收", "")}
    assert by_name == {"物流": True, "揽收": False, "": False}


def test_scene_and_status_narrow_the_search() -> None:
    assert [one.script for one in found_scripts(BOOK, "", INTENTS, scene="parcel")] == [TRACK]
    assert OLD not in [one.script for one in found_scripts(BOOK, "", INTENTS, only_active=True)]


LABELS = FactLabels(
    {"order.tail": "订单尾号", "order.state": "订单状态"},
    {"order.state": {"paid": "待发货"}, "_flag": {"True": "是", "False": "否"}},
)
WORDS = Vocabulary(
    {
        "order.state": FactMeaning("order.state", FactType.CHOICE, "state", "paid", words={"paid": ""}),
        "order.known": FactMeaning("order.known", FactType.FLAG, "known", True),
        "order.tail": FactMeaning("order.tail", FactType.TEXT, "", "2231", given=({"order.known": (True,)},)),
        "part": FactMeaning("part", FactType.CHOICE, "part", "am", words={"am": "上午"}),
    }
)


def test_wordings_go_to_the_console_in_chinese_and_come_back_as_they_were() -> None:
    text = "您尾号{order.tail}这单，{unheard.of}"
    shown = LABELS.for_people(text)
    assert shown == "您尾号{订单尾号}这单，{unheard.of}"
    assert LABELS.for_scripts(shown) == text
    assert LABELS.for_scripts("{ 订单尾号 }{没有的}") == "{order.tail}{没有的}"


def test_conditions_are_read_in_chinese_and_unlabelled_ones_by_their_bare_names() -> None:
    when = {"order.state": ("paid", "x"), "order.known": (True,), "part": ("am",)}
    assert [(one.name, one.values) for one in LABELS.conditions(when, WORDS)] == [
        ("订单状态", ("待发货", "x")),
        ("order.known", ("是",)),
        ("part", ("上午",)),
    ]


def test_only_facts_that_are_surely_known_and_can_be_said_are_offered_for_a_wording() -> None:
    sure, unsure = Variant(("x",), {"order.known": (True,)}), Variant(("x",))
    assert [one.fact for one in LABELS.placeholders(sure, WORDS)] == ["order.tail"]
    assert LABELS.placeholders(unsure, WORDS) == ()
