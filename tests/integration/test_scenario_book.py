"""Every talk of the scenario book, played with the trained model and the demo shop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.demo_times import RelativeTimes
from bot.adapters.models import Models
from bot.bootstrap import DATA, House
from bot.cli.replaying import Talks
from bot.nlu.loading import Understanding, load
from bot.settings import Settings
from tests.another_shop import another_shop, told_words
from tests.integration.conftest import NOW, Clock
from tests.scenario_book import Scenario, read_scenarios

SCENARIOS = read_scenarios()
LEAST_UNDERSTOOD = 0.9
"""Share of turns whose intents the model must find; what it misses is no fault of a script."""

Answers = Sequence[Mapping[str, Any]]
Play = Callable[[Scenario], Answers]


@pytest.fixture(scope="module")
def understanding(models: Path) -> Understanding:
    active = Models(models).active()
    assert active is not None
    return load(active.path)


def shop_player(home: Path, understanding: Understanding, demo: Path) -> Play:
    """Plays scenarios, each as a talk of its own, in a shop of its own."""
    house = House(Settings(home=home), Clock())
    house.load_demo(demo)
    talks = Talks(house, understanding, record=False)
    times = RelativeTimes(NOW, house.zone)

    def play(scenario: Scenario) -> Answers:
        at = times.moment(scenario.at) if scenario.at else NOW
        context = {"buyer": scenario.buyer, "product": scenario.product, "order": scenario.order, "at": at}
        return [talks.answer(turn.text, scenario.name, [], context) for turn in scenario.turns]

    return play


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, understanding: Understanding) -> dict[str, Answers]:
    play = shop_player(tmp_path_factory.mktemp("book"), understanding, DATA / "demo")
    return {scenario.name: play(scenario) for scenario in SCENARIOS}


@pytest.fixture(scope="module")
def other_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return another_shop(DATA / "demo", tmp_path_factory.mktemp("other") / "demo")


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, understanding: Understanding, other_demo: Path
) -> dict[str, Answers]:
    """The same talks in a shop where every fact is another one."""
    play = shop_player(tmp_path_factory.mktemp("elsewhere"), understanding, other_demo)
    return {scenario.name: play(scenario) for scenario in SCENARIOS}


def test_the_book_is_thick_and_every_talk_has_a_name_of_its_own() -> None:
    assert len(SCENARIOS) >= 150
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)


def test_the_book_reaches_every_intent(home_intents: frozenset[str]) -> None:
    assert home_intents <= {
        intent for scenario in SCENARIOS for turn in scenario.turns for intent in turn.means
    }


@pytest.fixture
def home_intents(tmp_path: Path) -> frozenset[str]:
    return frozenset(House(Settings(home=tmp_path), Clock()).intents)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_a_talk_gets_the_drafts_that_the_book_expects(scenario: Scenario, played: dict[str, Answers]) -> None:
    for turn, answer in zip(scenario.turns, played[scenario.name], strict=True):
        if frozenset(answer["intents"]) == turn.means:
            assert not list(turn.faults(answer)), [one["text"] for one in answer["suggestions"]]


def test_the_model_understands_the_book(played: dict[str, Answers]) -> None:
    pairs = [
        (turn, answer)
        for scenario in SCENARIOS
        for turn, answer in zip(scenario.turns, played[scenario.name], strict=True)
    ]
    missed = [
        f"{turn.text}: {answer['intents']}" for turn, answer in pairs if turn.means != set(answer["intents"])
    ]
    assert len(missed) <= (1 - LEAST_UNDERSTOOD) * len(pairs), missed


def test_no_talk_hears_the_same_sentence_twice(played: dict[str, Answers]) -> None:
    for name, answers in played.items():
        said = [answer["suggestions"][0]["text"] for answer in answers if answer["suggestions"]]
        assert len(set(said)) == len(said), name


def test_what_only_the_old_shop_would_say_is_not_said_elsewhere(
    elsewhere: dict[str, Answers], other_demo: Path
) -> None:
    """A fact that survives a change of the data would be wording."""
    old = told_words(DATA / "demo", other_demo)
    for scenario in SCENARIOS:
        asked = "".join(turn.text for turn in scenario.turns)
        for text in _texts(elsewhere[scenario.name]):
            assert not [word for word in old if word in text and word not in asked], (scenario.name, text)


def test_a_draft_changes_with_the_facts_that_it_states(
    played: dict[str, Answers], elsewhere: dict[str, Answers]
) -> None:
    for name, answers in played.items():
        for here, there in zip(answers, elsewhere[name], strict=True):
            for one, other in _same_script(here, there):
                changed = {fact for fact, value in one["facts"].items() if other["facts"].get(fact) != value}
                if {fact for fact in changed if str(one["facts"][fact]) in one["text"]}:
                    assert one["text"] != other["text"], (name, one["text"], changed)


def _texts(answers: Answers) -> Iterator[str]:
    return (suggestion["text"] for answer in answers for suggestion in answer["suggestions"])


def _same_script(here: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    others = {suggestion["script"]: suggestion for suggestion in there["suggestions"]}
    return (
        (suggestion, others[suggestion["script"]])
        for suggestion in here["suggestions"]
        if suggestion["script"] in others
    )
