"""data/scripts/_labels.yml: the console speaks Chinese about every fact; every script can be edited there."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.adapters.scripts.book import load_book, read_sources
from bot.adapters.scripts.documents import read_text
from bot.adapters.scripts.intents import load_intents
from bot.adapters.scripts.labels import load_labels
from bot.adapters.scripts.rewriting import rewritten, written
from bot.core.fact_labels import FLAG
from bot.core.script_check import check_book
from bot.core.script_edits import edit_of
from bot.core.script_versions import overlaid
from bot.core.scripts import Script
from bot.services.scenes.registry import FOLDER_OF
from bot.settings import PROJECT

DATA = PROJECT / "data"
BOOK = load_book(DATA)
FILES = read_sources(DATA)
LABELS = load_labels(DATA)
MEANINGS = BOOK.vocabulary.meanings


def test_every_fact_and_every_value_that_buyers_are_never_told_has_a_chinese_name() -> None:
    assert sorted(MEANINGS.keys() - LABELS.names.keys()) == [], "add a line to data/scripts/_labels.yml"
    wordless = {
        f"{name}: {value}"
        for name, meaning in MEANINGS.items()
        for value, word in meaning.words.items()
        if not word and value not in LABELS.values.get(name, {})
    }
    assert wordless == set()


def test_no_label_is_about_a_fact_or_value_that_does_not_exist() -> None:
    assert LABELS.names.keys() - MEANINGS.keys() == {FLAG}
    strange = {
        f"{name}: {value}"
        for name, values in LABELS.values.items()
        for value in values
        if name != FLAG and value not in MEANINGS[name].words
    }
    assert strange == set()


def test_two_facts_never_share_a_name_and_no_name_holds_a_brace() -> None:
    shared = [name for name, count in Counter(LABELS.names.values()).items() if count > 1]
    assert shared == [], "the console could not tell which one a wording means"
    assert not [name for name in LABELS.names.values() if set(name) & set("{}")]


@pytest.mark.parametrize("script", BOOK.scripts, ids=lambda script: script.name)
def test_every_wording_of_every_script_can_be_edited_without_knowing_yaml(script: Script) -> None:
    """Shown in Chinese, changed, stored: the other lines stay as they were, and the checker is content."""
    (file,) = [source for source in FILES.scripts if source.name == script.name]
    shown = {place: [LABELS.for_people(t) for t in v.texts] for place, v in enumerate(script.variants)}
    back = {place: [LABELS.for_scripts(text) for text in texts] for place, texts in shown.items()}
    assert edit_of(script, back, None, BOOK.vocabulary).is_empty
    changed = {place: [f"{text}呀", *texts[1:]] for place, texts in back.items() for text in texts[:1]}
    edit = edit_of(script, changed, None, BOOK.vocabulary)
    text = rewritten(file.text, edit)
    kept = [line for line in file.text.splitlines() if "when:" in line or "buyer:" in line or "#" in line]
    assert [line for line in text.splitlines() if "when:" in line or "buyer:" in line or "#" in line] == kept
    assert read_text(written(file.document), "", "", "").document == file.document  # type: ignore[arg-type]


def test_the_whole_book_edited_so_has_no_fault() -> None:
    edited = {}
    for script in BOOK.scripts:
        (file,) = [source for source in FILES.scripts if source.name == script.name]
        texts = {place: [f"{text}～" for text in v.texts] for place, v in enumerate(script.variants)}
        text = rewritten(file.text, edit_of(script, texts, None, BOOK.vocabulary))
        edited[script.name] = read_text(text, file.path, file.scene, file.name)
    faults = check_book(overlaid(FILES, edited), load_intents(DATA / "intents.yml"), FOLDER_OF)
    assert faults == ()
