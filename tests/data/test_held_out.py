"""The frozen held-out set: large enough, well-formed, and never trained on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.adapters.judged_messages import read_judged
from bot.adapters.training_data import read_sentences
from bot.bootstrap import house
from bot.core.evaluation.judged import Kind
from bot.core.intents import Unattended
from bot.core.training_sentences import letters
from bot.core.understanding import FALLBACK_INTENT
from bot.nlu.project import parted_documents

PROJECT = Path(__file__).resolve().parents[2]
HELD_OUT = read_judged(PROJECT / "tests" / "data" / "held_out")
LEAST, LEAST_ANSWERABLE, LEAST_OUT_OF_SCOPE = 20, 60, 150


def test_every_intent_is_judged_often_enough() -> None:
    counts = Counter(judged.intents[0] for judged in HELD_OUT if judged.kind is Kind.SINGLE)
    wanted = {
        name: LEAST_ANSWERABLE if intent.unattended is Unattended.ANSWER else LEAST
        for name, intent in house().intents.items()
    } | {"out_of_scope": LEAST_OUT_OF_SCOPE}
    assert {name: counts[name] for name, least in wanted.items() if counts[name] < least} == {}


def test_every_kind_of_message_is_judged() -> None:
    assert {judged.kind for judged in HELD_OUT} == set(Kind)


def test_only_intents_of_the_closed_list_are_judged() -> None:
    named = {intent for judged in HELD_OUT for intent in judged.accepted}
    assert named <= set(house().intents)


def test_no_judged_message_stands_twice() -> None:
    counts = Counter((judged.kind, letters(judged.text), judged.previous) for judged in HELD_OUT)
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_judged_message_is_trained_on() -> None:
    learned = {letters(text) for texts in read_sentences(PROJECT / "data" / "nlu").values() for text in texts}
    learned |= {letters(document["text"]) for document in parted_documents(PROJECT / "data" / "several")}
    standing_alone = [judged.text for judged in HELD_OUT if judged.kind is not Kind.CONTEXT]
    assert [text for text in standing_alone if letters(text) in learned and letters(text)] == []


def test_every_entity_stands_in_its_message() -> None:
    told = [(judged.text, entity.raw) for judged in HELD_OUT for entity in judged.entities]
    assert [pair for pair in told if pair[1] not in pair[0]] == []


def test_fragments_are_trained_on_too() -> None:
    assert len(read_sentences(PROJECT / "data" / "nlu")[FALLBACK_INTENT]) > LEAST_OUT_OF_SCOPE
