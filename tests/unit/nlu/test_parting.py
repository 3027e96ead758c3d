"""Where one wish ends and the next begins."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.wish_borders import PAUSES, PartedMessage, border_faults, parted_message
from bot.nlu.featuriser import Sight
from bot.nlu.fitting import Recipe, fit
from bot.nlu.intent_model import IntentModel
from bot.nlu.lessons import Lessons
from bot.nlu.lexicon import Lexicon
from bot.nlu.parting.hints import hints, places
from bot.nlu.parting.parting import MOST_WISHES, Parting
from bot.nlu.parting.words import Around, words_around
from bot.nlu.passages import Passages

COURIERS = ["发什么快递", "用什么快递", "走什么快递呀", "快递是哪家", "哪家快递", "快递用的哪家"]
TIMES = ["今天发吗", "今天能发吗", "几时发货", "什么时候发货", "今天发得了吗", "几时能发"]
FEES = ["邮费多少", "运费多少呀", "要邮费吗", "包邮吗", "邮费几块", "运费要几块"]
SENTENCES = [
    *((text, "ask_courier") for text in COURIERS),
    *((text, "ask_dispatch_time") for text in TIMES),
    *((text, "ask_shipping_fee") for text in FEES),
]
PARTED = [
    parted_message({"intents": [first, second], "text": f"{one}|{two}"})
    for one, first in SENTENCES[::2]
    for two, second in SENTENCES[1::2]
    if first != second
]


TWO = parted_message({"intents": ["ask_eta", "ask_shipping_fee"], "text": "几天能到 |要邮费吗"})


@pytest.fixture(scope="module")
def learned() -> tuple[IntentModel, Parting]:
    sight = Sight((), 2, 3, letter_weight=1.0, concept_weight=0.5, length_reward=0.25, lexicon=Lexicon([]))
    recipe = Recipe(sight, c=10.0, steps=40, last_steps=20, folds=2, part_from=0.5)
    texts, intents = [text for text, _ in SENTENCES] * 2, [intent for _, intent in SENTENCES] * 2
    lessons = Lessons.of(texts, intents, PARTED, (), 2)
    model, parting = fit(lessons, recipe, lambda _: None)
    assert parting is not None
    return model, parting


def parts(learned: tuple[IntentModel, Parting], text: str) -> list[str]:
    model, parting = learned
    return [text[start:end] for start, end, _ in parting.spans(text, Passages(model).chances)]


def test_two_questions_run_together_are_parted(learned: tuple[IntentModel, Parting]) -> None:
    assert parts(learned, "走什么快递呀邮费几块") == ["走什么快递呀", "邮费几块"]


def test_one_question_stays_whole(learned: tuple[IntentModel, Parting]) -> None:
    assert parts(learned, "走什么快递呀") == ["走什么快递呀"]


def test_a_kept_parting_parts_alike(learned: tuple[IntentModel, Parting], tmp_path: Path) -> None:
    model, parting = learned
    parting.save(tmp_path)
    kept = Parting.load(tmp_path)
    assert kept is not None
    assert parts((model, kept), "今天发吗包邮吗") == parts(learned, "今天发吗包邮吗")
    assert Parting.load(tmp_path / "nothing") is None


@given(st.text(alphabet="发什么快递今天吗邮费多少 ，,?？1a\n", max_size=60))
def test_any_text_is_parted_in_order_and_only_pauses_fall_between(
    learned: tuple[IntentModel, Parting], text: str
) -> None:
    model, parting = learned
    spans = parting.spans(text, Passages(model).chances)
    assert 1 <= len(spans) <= MOST_WISHES
    ends: Sequence[int] = [0, *(span.end for span in spans)]
    for end, span in zip(ends, spans, strict=False):
        assert end <= span.start <= span.end
        assert not text[end : span.start].strip(PAUSES + "，？")
        assert 0 < span.chance <= 1
    assert spans[-1].end == len(text)


@given(st.text(max_size=30))
def test_a_border_never_stands_inside_a_figure_or_at_an_end(text: str) -> None:
    for place in places(text):
        assert 2 <= place <= len(text) - 2
        assert not (text[place - 1].isdigit() and text[place].isdigit() and text.isascii())
        assert list(hints(text, place))


def test_a_place_knows_the_words_on_its_two_sides_or_the_word_it_stands_in() -> None:
    around = words_around("已付款 请发货")
    assert around[4].behind == "请"
    assert (around[4].inside, around[4].before) == ("", "付款")
    assert around[2].inside == "付款"
    assert around[len("已付款 请发货")] == Around("", "发货", "")


@given(st.text(max_size=40))
def test_every_place_of_any_text_has_something_around_it(text: str) -> None:
    assert len(words_around(text)) == len(text) + 1


def test_the_words_are_read_without_the_cache_that_anybody_may_write_into_the_shared_folder(
    tmp_path: Path,
) -> None:
    script = "from bot.nlu.parting.words import words_around; words_around('包邮吗')"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "ignore", "-c", script], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_a_message_of_two_wishes_is_a_lesson_for_both_as_a_whole_and_in_parts() -> None:
    lessons = Lessons.of(["几天到", "包邮吗"], ["ask_eta", "ask_shipping_fee"], [TWO], (), 2)
    assert lessons.texts[2:] == ["几天能到", "要邮费吗", "几天能到 要邮费吗"]
    assert lessons.shares[2:].tolist() == [[1, 0], [0, 1], [0.5, 0.5]]
    assert lessons.is_single.tolist() == [True, True, True, True, False]
    assert ("几天能到 要邮费吗", "ask_eta") not in lessons.wishes(np.ones(5, dtype=bool))


def test_a_message_with_an_intent_that_has_no_sentences_teaches_nothing() -> None:
    lessons = Lessons.of(["几天到", "谢谢"], ["ask_eta", "thanks"], [TWO], (), 2)
    assert list(lessons.texts) == ["几天到", "谢谢"]


def test_the_mark_between_wishes_becomes_a_place_in_the_text() -> None:
    message = parted_message(
        {"intents": ["ask_courier", "ask_eta"], "text": "發什麼快遞 |几天到"}, lambda t: t
    )
    assert message == PartedMessage("發什麼快遞 几天到", ("ask_courier", "ask_eta"), (6,))
    assert message.parts == ("發什麼快遞", "几天到")


@pytest.mark.parametrize(
    "document",
    [
        {"intents": ["ask_courier"], "text": "发什么快递|几天到"},
        {"intents": ["ask_courier", "ask_eta"], "text": "发什么快递|"},
        {"intents": ["ask_courier", "nothing"], "text": "发什么快递|几天到"},
        {"text": "发什么快递"},
    ],
)
def test_a_message_that_does_not_fit_its_intents_is_a_fault(document: dict[str, object]) -> None:
    assert list(border_faults([document], {"ask_courier", "ask_eta"}))


def test_a_message_that_stands_twice_is_a_fault() -> None:
    twice = [{"intents": ["ask_eta"], "text": "几天到"}] * 2
    assert list(border_faults(twice, {"ask_eta"})) == ["several wishes: stands twice: 几天到"]


def test_chances_are_a_distribution(learned: tuple[IntentModel, Parting]) -> None:
    chances = Passages(learned[0]).chances(["今天发吗", "包邮吗"])
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
