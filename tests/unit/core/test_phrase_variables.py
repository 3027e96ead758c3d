"""What a quick phrase leaves open is filled from the talk, else asked for; no brace is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.phrase_variables import load_variables
from bot.adapters.scripts.book import script_files
from bot.adapters.scripts.labels import load_labels
from bot.bootstrap import DATA
from bot.core.phrase_variables import Piece, has_stray_braces, pieces_of

NAMES = load_variables(DATA / "phrase_variables.yml")


def known(**people: str) -> dict[str, str]:
    vocabulary = script_files(DATA).vocabulary
    facts = {
        "order.number": "4028263270025992231",
        "order.tail": "2231",
        "shop.name": "演示店",
        "order.known": True,
    }
    return dict(NAMES.values(facts, people, vocabulary, load_labels(DATA)))


def test_the_same_thing_goes_by_several_names() -> None:
    values = known(nickname="小鹿", agent="小美")
    assert {values[name] for name in ("订单号", "order", "order.number", "订单编号")} == {
        "4028263270025992231"
    }
    assert {values[name] for name in ("昵称", "nickname", "买家")} == {"小鹿"}
    assert (values["客服"], values["店名"], values["尾号"]) == ("小美", "演示店", "2231")


def test_a_hostile_nickname_brings_in_no_brace_and_no_line() -> None:
    assert known(nickname="{{7*7}}\n小鹿")["昵称"] == "7*7 小鹿"
    assert "昵称" not in known(nickname="{}")


def test_what_is_not_known_is_asked_for_by_its_name() -> None:
    assert pieces_of("{ 昵称 }您好，补{金额}元", {"昵称": "小鹿"}) == (
        Piece("小鹿您好，补"),
        Piece("", "金额"),
        Piece("元"),
    )
    assert pieces_of("没有空的", {}) == (Piece("没有空的"),)


@pytest.mark.parametrize(
    "text", ["{", "}{", "{}", "{ }", "{{昵称}}", "{昵称", "{很长" + "长" * 20 + "}", "{a\nb}"]
)
def test_a_brace_that_encloses_no_name_is_a_fault(text: str) -> None:
    assert has_stray_braces(text)


@given(st.text("{}昵称金额a \n"), st.dictionaries(st.sampled_from(["昵称", "金额"]), st.text("小鹿{}")))
def test_no_brace_is_ever_put_in(text: str, values: dict[str, str]) -> None:
    plain = {name: value.replace("{", "").replace("}", "") for name, value in values.items()}
    for piece in pieces_of(text, plain):
        assert not {"{", "}"} & set(piece.text + piece.asked)
        assert bool(piece.text) != bool(piece.asked) or not piece.text
