"""The actions' side of a turn: what stands in the tracker in, a draft or a failure out."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions import drafting
from actions.talk import ActionTalk
from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.scripts.intents import load_intents
from bot.core.shop import Shop
from bot.core.suggestions import drafted_from_document
from bot.core.turns import BuyerTurn
from bot.core.understanding import Candidate, Clause, Parse
from bot.services.scenes.registry import SCENES
from bot.services.suggest import Suggest
from tests.unit.services.fakes import FakeStore

DATA = Path(__file__).resolve().parents[3] / "data"
TURN = BuyerTurn("在吗", datetime(2026, 11, 20, 6, 0, tzinfo=timezone.utc), "demo", "小鱼")
PARSE = Parse("在吗", (Clause("在吗", (Candidate("greet", 0.97),)),), abstain=False, intents=("greet",))


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> None:
    intents = load_intents(DATA / "intents.yml")
    suggest = Suggest(FakeStore(Shop("demo", "青禾小筑")), load_book(DATA), load_guard(DATA), intents)
    monkeypatch.setattr(drafting, "_suggest", lambda: suggest)


def tracker(message: dict[str, Any], metadata: dict[str, Any] | None) -> Tracker:
    events = [] if metadata is None else [{"event": "user", "metadata": metadata}, {"event": "action"}]
    return Tracker("s", {}, message, events, False, None, {}, None)


def run(of: Tracker) -> dict[str, Any]:
    dispatcher = CollectingDispatcher()
    asyncio.run(ActionTalk().run(dispatcher, of, {}))
    answer = dispatcher.messages[0]["custom"]
    return dict(json.loads(json.dumps(answer)))


def test_a_turn_becomes_a_draft() -> None:
    answer = run(tracker({"understanding": PARSE.to_document()}, TURN.to_metadata()))
    drafted = drafted_from_document(answer["drafted"])
    assert drafted.intents == ("greet",)
    assert "青禾小筑" in drafted.suggestions[0].text
    assert drafted.suggestions[0].confidence == 0.97


def test_an_intent_that_an_agent_named_outweighs_the_model() -> None:
    turn = {**TURN.to_metadata(), "meant": "thanks"}
    named = run(tracker({"text": "/thanks"}, turn))
    assert drafted_from_document(named["drafted"]).suggestions[0].script == "thanks"


@pytest.mark.parametrize(
    ("message", "metadata", "code"),
    [
        ({"understanding": PARSE.to_document()}, None, "bad_turn"),
        ({"understanding": PARSE.to_document()}, {}, "bad_turn"),
        ({"understanding": {"text": "在吗"}}, TURN.to_metadata(), "bad_turn"),
        ({}, TURN.to_metadata(), "bad_turn"),
        ({"understanding": PARSE.to_document()}, {**TURN.to_metadata(), "shop": "other"}, "unknown_shop"),
    ],
)
def test_what_can_not_be_drafted_is_a_failure_with_a_reason(
    message: dict[str, Any], metadata: dict[str, Any] | None, code: str
) -> None:
    failure = run(tracker(message, metadata))["failure"]
    assert failure["code"] == code
    assert failure["reason"]


def test_an_exception_never_leaves_an_empty_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Suggest:
        raise RuntimeError("database is locked")

    monkeypatch.setattr(drafting, "_suggest", broken)
    failure = run(tracker({"understanding": PARSE.to_document()}, TURN.to_metadata()))["failure"]
    assert failure == {"code": "drafting_failed", "reason": "the draft failed: RuntimeError"}


def test_every_scene_has_its_action() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert {f"action_{scene.name}" for scene in SCENES} <= executor.actions.keys()
