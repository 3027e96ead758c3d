"""The document of data/scripts/_facts.yml turned into a vocabulary, with every fault."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.fact_meanings import LONGEST_SAID, FactMeaning, FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.script_reading import read_conditions, read_value
from bot.core.script_sources import Document, Fault, Reading, Source

NEEDED = frozenset({"means", "type", "example"})
ALLOWED = NEEDED | {"values", "given", "longest", "records", "joined_by", "beside"}
ALWAYS = "always"


def read_vocabulary(source: Source) -> tuple[Vocabulary, list[Fault]]:
    reading = Reading(source.path)
    if source.fault or not isinstance(source.document, Mapping):
        reading.wrong(source.fault or "the vocabulary must be a mapping of facts")
        return Vocabulary({}), reading.faults
    meanings = {
        str(name): _meaning(reading, str(name), document) for name, document in source.document.items()
    }
    vocabulary = Vocabulary(meanings)
    _check_conditions(reading, vocabulary)
    return vocabulary, reading.faults


def _meaning(reading: Reading, name: str, document: object) -> FactMeaning:
    fact = reading.mapping(document, name, ALLOWED, NEEDED)
    given = fact.get("given", [])
    alternatives = given if isinstance(given, list) else [given]
    longest = fact.get("longest", LONGEST_SAID)
    if not isinstance(longest, int) or longest < 1:
        reading.wrong(f"{name}: longest must be a number of characters")
        longest = LONGEST_SAID
    kind = reading.word(fact, "type", name, FactType.TEXT)
    meaning = FactMeaning(
        name=name,
        type=kind,
        means=reading.text(fact, "means", name),
        example=read_value(reading, name, fact.get("example", ""), kind),
        words=_words(reading, name, fact),
        joined_by=str(fact.get("joined_by", "、")),
        given=() if given == ALWAYS else tuple(read_conditions(reading, one, name) for one in alternatives),
        always=given == ALWAYS,
        longest=longest,
        records=reading.text(fact, "records", name),
        beside=reading.text(fact, "beside", name),
    )
    if not meaning.fits(meaning.example):
        reading.wrong(f"{name}: the example {meaning.example!r} is no {kind.value}")
    return meaning


def _words(reading: Reading, name: str, fact: Document) -> Mapping[str, str]:
    """`values: [a, b]` for values that are never said, `values: {a: word}` for those that are."""
    values = fact.get("values", [])
    choice = fact.get("type") in (FactType.CHOICE.value, FactType.CHOICES.value)
    if choice != bool(values):
        reading.wrong(f"{name}: values belong to a choice, and a choice needs values")
    if isinstance(values, Mapping):
        return {str(value): str(word) for value, word in values.items()}
    return dict.fromkeys(reading.texts(fact, "values", name), "")


def _check_conditions(reading: Reading, vocabulary: Vocabulary) -> None:
    for name, meaning in vocabulary.meanings.items():
        if meaning.beside and meaning.beside not in vocabulary.meanings:
            reading.wrong(f"{name}: beside names an unknown fact: {meaning.beside}")
        for given in meaning.given:
            for fault in vocabulary.faults_in(given):
                reading.wrong(f"{name}: given compares {fault}")
