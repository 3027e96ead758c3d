"""Each kind of fault is caught, and all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.core.intents import Intent, Unattended
from bot.core.script_check import check_book
from bot.core.script_sources import BookSources, Source

INTENTS = {
    "greet": Intent("greet", "打招呼", Unattended.ANSWER),
    "complain": Intent("complain", "投诉", Unattended.ACK),
}
SCENES = {"greet": "talk", "complain": "trouble", "nlu_fallback": "unsure"}
FACTS: dict[str, Any] = {
    "shop.name": {"means": "name", "type": "text", "given": "always", "example": "青禾"},
    "order.state": {"means": "state", "type": "choice", "values": ["paid", "shipped"], "example": "paid"},
    "order.tail": {"means": "tail", "type": "text", "given": {"order.state": ["paid"]}, "example": "2231"},
    "order.sum": {"means": "sum", "type": "money", "example": 129},
    "refund.done": {"means": "done", "type": "flag", "records": "refunded", "example": True},
}
FORBIDDEN = {
    "forbidden": [
        {
            "rule": "absolute",
            "severity": "block",
            "reason": "极限词",
            "source": "广告法",
            "patterns": ["顶级"],
        },
        {
            "rule": "refund",
            "severity": "block",
            "reason": "无记录",
            "source": "手册",
            "action": "refunded",
            "patterns": ["已退款"],
        },
        {
            "rule": "somebody",
            "severity": "block",
            "reason": "夜里没人",
            "source": "手册",
            "only_if": "alone",
            "patterns": ["我这就去"],
        },
    ]
}
CASE = {"buyer": "在吗", "facts": {}, "expect": "在的"}
JOINTS: dict[str, Any] = {"links": ["另外"], "covers": {"complain": ["greet"]}, "identities": ["order.tail"]}
REGISTER = {"dear": "亲", "formal": "您", "casual": "哈", "terse_up_to": 4}
GOOD: dict[str, Any] = {
    "script": "hello",
    "intent": "greet",
    "status": "active",
    "unattended": "answer",
    "variants": [
        {"when": {"order.state": "paid"}, "texts": ["尾号{order.tail}在的", "看到{order.tail}了"]},
        {"text": "{shop.name}在的"},
    ],
    "cases": [
        {"buyer": "在吗", "facts": {"order.state": "paid", "order.tail": "2231"}, "expect": "看到2231了"},
        {"buyer": "在吗", "facts": {"shop.name": "青禾"}, "expect": "青禾在的"},
    ],
}


def source(document: object, name: str = "hello", scene: str = "talk", text: str = "") -> Source:
    folder = f"{scene}/" if scene else ""
    return Source(f"data/scripts/{folder}{name}.yml", scene, name, text, document)


def check(
    *scripts: Source,
    facts: object = FACTS,
    forbidden: object = FORBIDDEN,
    unscripted: tuple[str, ...] = ("complain", "nlu_fallback"),
    joints: object = JOINTS,
    register: object = REGISTER,
) -> list[str]:
    sources = BookSources(
        scripts=scripts,
        facts=source(facts, "_facts", ""),
        forbidden=source(forbidden, "_forbidden", ""),
        unscripted=source({"unscripted": list(unscripted)}, "_unscripted", ""),
        joints=source(joints, "_joints", ""),
        register=source(register, "_register", ""),
    )
    return [str(fault) for fault in check_book(sources, INTENTS, SCENES)]


def faults(change: Mapping[str, Any], **more: Any) -> list[str]:
    """The faults of the good script with some keys replaced, without its path."""
    path = "data/scripts/talk/hello.yml: "
    return [fault.removeprefix(path) for fault in check(source({**GOOD, **change}), **more)]


def variants(*documents: Mapping[str, Any]) -> dict[str, Any]:
    return {"variants": list(documents)}


def test_a_good_book_has_no_faults() -> None:
    assert check(source(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"intnet": 1}, "the script has an unknown key 'intnet'"),
        ({"script": "other"}, "the script is called 'other', its file 'hello'"),
        ({"status": "on"}, "the script: status is one of draft, active, retired, not 'on'"),
        ({"rank": "first"}, "rank must be a whole number, not 'first'"),
        ({"optional": "yes"}, "optional is true or false, not 'yes'"),
        (
            {"cases": [{"buyer": "在吗", "facts": {}, "expekt": "x"}]},
            "case 1 has an unknown key 'expekt'",
        ),
        (variants({"text": "{shop.nmae}在"}), "variant 1 states an unknown fact: shop.nmae"),
        (variants({"text": "{0}在"}), "variant 1 has a placeholder that is no fact: {0}"),
        (variants({"text": "在{"}), "variant 1 has a stray brace: 在{"),
        (
            variants({"text": "{order.state}"}),
            "variant 1 states order.state, which has no words to be said in",
        ),
        (
            variants({"text": "{order.tail}"}),
            "variant 1 states order.tail, which its `when` does not guarantee",
        ),
        (
            variants({"when": {"order.state": ["paid", "shipped"]}, "text": "{order.tail}"}, {"text": "在"}),
            "variant 1 states order.tail, which its `when` does not guarantee",
        ),
        (
            variants({"when": {"order.stat": "paid"}, "text": "在"}, {"text": "在的"}),
            "variant 1 compares order.stat, which is an unknown fact",
        ),
        (
            variants({"when": {"order.state": "lost"}, "text": "在"}, {"text": "在的"}),
            "variant 1 compares order.state with 'lost', which it never is",
        ),
        (
            variants({"when": {"order.sum": 1}, "text": "在"}, {"text": "在的"}),
            "variant 1 compares order.sum, an amount of money: name a fact for what is meant",
        ),
        (
            variants({"when": {"order.state": {"not": "paid"}}, "text": "在"}, {"text": "在的"}),
            "variant 1: order.state must be compared with a value or a list of values",
        ),
        (
            variants({"text": "在"}, {"text": "在的"}),
            "variant 2 is unreachable: variant 1 holds wherever it does",
        ),
        (variants({"text": "在", "texts": ["在"]}), "variant 1 needs either text or texts"),
        (variants({"texts": ["在", "在"]}), "variant 1 has the same wording twice"),
        (variants({"text": ""}), "variant 1 has an empty wording"),
        (
            {"unattended": "ack", **variants({"text": "{shop.name}在的", "unattended": "answer"})},
            "variant 1: unattended: answer is more than the script allows",
        ),
        (
            variants({"text": "我这就去看"}),
            "case 2: forbidden wording '我这就去' (somebody: 夜里没人)",
        ),
        (variants(), "there is no variant"),
        (
            variants({"when": {"order.state": "paid"}, "text": "在"}),
            "the last variant must have no `when`, or the script be `optional: true`",
        ),
        ({"cases": []}, "variant 1 has no case"),
        (
            {"cases": [{"buyer": "在吗", "facts": {"shop.name": "青禾"}, "expect": "在"}]},
            "case 1: expected '在', but the script says '青禾在的'",
        ),
        (
            {"cases": [{"buyer": "在吗", "facts": {"x.y": 1}, "expect": "在"}]},
            "case 1 has an unknown fact: x.y",
        ),
        (
            {"cases": [{"buyer": "在吗", "facts": {"order.state": "lost"}, "expect": "在"}]},
            "case 1 has order.state as 'lost', which is no choice it can be",
        ),
        (
            {"cases": [{"buyer": "在吗", "facts": {"order.state": "shipped"}, "expect": "在"}]},
            "case 1: no variant holds for its facts",
        ),
    ],
)
def test_each_fault_is_caught(change: Mapping[str, Any], fault: str) -> None:
    assert fault in faults(change)


def test_unattended_may_not_exceed_what_the_intent_allows() -> None:
    script = {**GOOD, "intent": "complain"}
    found = check(source(script, scene="trouble"), unscripted=("greet", "nlu_fallback"))
    assert found == ["data/scripts/trouble/hello.yml: unattended: answer is more than complain allows (ack)"]


def test_a_script_stands_in_the_folder_of_its_scene() -> None:
    found = check(source(GOOD, scene="trouble"))
    assert found == ["data/scripts/trouble/hello.yml: greet belongs to the folder 'talk', not 'trouble'"]


def test_an_unknown_intent_is_named() -> None:
    assert "data/scripts/talk/hello.yml: unknown intent 'gret'" in check(source({**GOOD, "intent": "gret"}))


def test_names_are_never_used_twice() -> None:
    found = check(source(GOOD), source(GOOD, name="again"))
    assert (
        "data/scripts/talk/again.yml: the script 'hello' exists already: data/scripts/talk/hello.yml" in found
    )


def test_an_intent_without_an_active_script_is_a_fault_unless_it_is_listed() -> None:
    path = "data/scripts/_unscripted.yml: "
    assert check(source({**GOOD, "status": "draft"})) == [path + "greet has no active script"]
    assert check(source(GOOD), unscripted=("greet", "complain", "nlu_fallback")) == [
        path + "greet has an active script now: take it off the list"
    ]
    assert check(source(GOOD), unscripted=("complain", "nlu_fallback", "gret")) == [
        path + "unknown intent 'gret'"
    ]


def test_forbidden_words_are_found_in_every_wording() -> None:
    change = {
        **variants({"texts": ["{shop.name}在的", "顶级服务在的"]}),
        "cases": [{"buyer": "在吗", "facts": {"shop.name": "顶级小店"}, "expect": "顶级小店在的"}],
    }
    assert faults(change) == ["case 1: forbidden wording '顶级' (absolute: 极限词)"]


def test_a_claim_of_action_needs_the_fact_that_records_it() -> None:
    wording = {"when": {"refund.done": True}, "text": "已退款哦"}
    case = {"buyer": "退了吗", "facts": {"refund.done": True}, "expect": "已退款哦"}
    assert faults({**variants(wording), "optional": True, "cases": [case]}) == []
    unproven = {**variants({"text": "已退款哦"}), "cases": [{**case, "facts": {}}]}
    assert faults(unproven) == ["case 1: forbidden wording '已退款' (refund: 无记录)"]


def test_lines_that_rasa_would_take_for_training_data_are_reserved() -> None:
    text = "script: hello\n  rules: x\n"
    assert check(source(GOOD, text=text)) == [
        "data/scripts/talk/hello.yml: line 2 begins with rules:, which Rasa takes for training data"
    ]


def test_money_in_cases_is_written_in_yuan() -> None:
    facts = {**FACTS, "order.sum": {**FACTS["order.sum"], "given": "always"}}
    change = {
        **variants({"text": "一共{order.sum}元"}),
        "cases": [{"buyer": "多少", "facts": {"order.sum": 129.5}, "expect": "一共129.5元"}],
    }
    assert faults(change, facts=facts) == []
    wrong = {**change, "cases": [{"buyer": "多少", "facts": {"order.sum": "many"}, "expect": "x"}]}
    assert any("not an amount in yuan" in fault for fault in faults(wrong, facts=facts))


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        ({"means": "x", "type": "text"}, "x.y lacks 'example'"),
        ({"means": "x", "type": "colour", "example": "1"}, "x.y: type is one of"),
        (
            {"means": "x", "type": "choice", "example": "1"},
            "x.y: values belong to a choice, and a choice needs values",
        ),
        ({"means": "x", "type": "flag", "example": "ja"}, "x.y: the example 'ja' is no flag"),
        (
            {"means": "x", "type": "text", "example": "a", "given": {"z.z": True}},
            "x.y: given compares z.z, which is an unknown fact",
        ),
        (
            {"means": "x", "type": "text", "example": "a", "longest": 0},
            "x.y: longest must be a number of characters",
        ),
    ],
)
def test_a_broken_vocabulary_is_named(fact: Mapping[str, Any], fault: str) -> None:
    found = check(source(GOOD), facts={**FACTS, "x.y": fact})
    assert any(fault in one and one.startswith("data/scripts/_facts.yml: ") for one in found), found


def test_all_faults_are_reported_at_once_and_in_order() -> None:
    broken = source({**GOOD, "status": "on", "variants": [{"text": "{x.y}"}], "rank": "a"})
    unread = Source("data/scripts/talk/torn.yml", "talk", "torn", "", fault="no YAML")
    found = check(broken, unread, forbidden={"forbidden": [{}]}, unscripted=())
    assert found == sorted(found)
    assert len({one.split(":")[0] for one in found}) == 4
    assert len(found) > 8


@pytest.mark.parametrize("document", [None, [], "text", 3, {"variants": 3, "cases": {"a": 1}}])
def test_a_file_of_another_shape_is_a_fault_not_a_crash(document: object) -> None:
    assert check(source(document))
    assert check(source(GOOD), facts=document)
    assert check(source(GOOD), forbidden=document)


def test_a_script_says_what_part_it_is_and_has_a_name_that_can_be_joined() -> None:
    assert faults({"part": "courtesy"}) == []
    (fault,) = faults({"part": "chorus"})
    assert fault.startswith("the script: part is one of courtesy, feeling, answer")
    (fault,) = faults(variants({"text": "在的", "part": "chorus"}) | {"cases": [CASE]})
    assert fault.startswith("variant 1: part is one of courtesy")
    long = "h" * 33
    (fault,) = check(source({**GOOD, "script": long}, long))
    assert "at most 32 letters" in fault


@pytest.mark.parametrize(
    ("joints", "fault"),
    [
        ({"longest": 0}, "longest must be a whole number above 0, not 0"),
        ({"openings": ["("]}, "openings holds '(', which is no regular expression"),
        ({"openings": "好的"}, "the file: openings must be a list"),
        ({"once": {"apology": {"sign": "抱歉"}}}, "once: apology lacks 'phrases'"),
        ({"again": [{"pattern": "尾号"}]}, "again lacks 'into'"),
        ({"contradictions": [["没货"]]}, "contradictions holds ['没货'], which is no pair"),
        ({"covers": {"complain": "greet"}}, "covers holds 'greet', which is no list of words"),
        ({"covers": {"complian": ["greet"]}}, "unknown intent 'complian'"),
        ({"covers": {"greet": ["greet"]}}, "greet covers itself"),
        ({"names": {"shop.nmae": "店里"}}, "unknown fact 'shop.nmae'"),
        ({"matters": [["talk", "sice"]]}, "unknown scene 'sice'"),
        ({"joins": []}, "the file has an unknown key 'joins'"),
    ],
)
def test_faults_of_the_joints_are_named_with_their_file(joints: object, fault: str) -> None:
    (found,) = check(source(GOOD), joints=joints)
    assert found.startswith(f"data/scripts/_joints.yml: {fault}")


def test_faults_of_the_register_are_named_with_their_file() -> None:
    found = check(source(GOOD), register={"dear": "(", "terse_up_to": "four"})
    assert [fault.removeprefix("data/scripts/_register.yml: ")[:24] for fault in found] == [
        "dear is no regular expre",
        "terse_up_to must be a wh",
    ]


def test_a_variant_for_a_person_may_promise_a_persons_next_step() -> None:
    documents = variants({"text": "我这就去看", "unattended": "ack"})
    case = {"buyer": "在吗", "facts": {}, "expect": "我这就去看"}
    assert faults({**documents, "cases": [case]}) == []
