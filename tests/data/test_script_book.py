"""The book of scripts as it is shipped."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import yaml

from bot.adapters.scripts.book import check_scripts, load_book
from bot.core.scripts import ScriptStatus, choose, wordings
from bot.services.scenes.registry import SCENE_OF, SCENES

DATA = Path(__file__).resolve().parents[2] / "data"
BOOK = load_book(DATA)


def test_the_book_has_no_faults() -> None:
    assert [str(fault) for fault in check_scripts(DATA)] == []


def test_rasas_rules_and_the_registry_of_scenes_agree() -> None:
    rules = yaml.safe_load((DATA / "rules.yml").read_text(encoding="utf-8"))["rules"]
    actions = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
    assert actions == {intent: f"action_{scene}" for intent, scene in SCENE_OF.items()}


def test_no_intent_belongs_to_two_scenes() -> None:
    assert len(SCENE_OF) == sum(len(scene.intents) for scene in SCENES)


def test_drafts_are_short() -> None:
    said = [
        text
        for script in BOOK.scripts
        if script.status is ScriptStatus.ACTIVE
        for case in script.cases
        if (variant := choose(script, case.facts))
        for text in wordings(variant, case.facts, BOOK.vocabulary.say)
    ]
    assert median(map(len, said)) <= 40
    assert sum("亲" in text for text in said) <= len(said) * 0.1
