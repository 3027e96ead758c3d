"""Which of a turn's entities tell of the buyer's body."""

from __future__ import annotations

from bot.core.buyers import Body
from bot.core.understanding import Entity
from bot.services.scenes.body import profile_body, talk_memory
from tests.unit.services.goods_shop import draft, said


def learned(text: str, *entities: Entity) -> object:
    return draft("ask_size", text, entities=entities).learned.get("body")


def test_the_length_of_a_foot_is_learned() -> None:
    text = "脚长23.5"
    assert learned(text, said("foot_length", 23.5, "23.5", text)) == {"foot": 23.5}


def test_a_usual_size_is_learned_though_it_is_not_the_one_asked_for() -> None:
    text = "平时穿S 这款M会大吗"
    sizes = (said("usual_size", "S", "S", text), said("size", "M", "M", text))
    assert learned(text, *sizes) == {"usual_size": "S"}


def test_a_talk_adds_up_what_its_turns_tell() -> None:
    before = {"body": {"height": 160.0, "bust": 84.0, "nonsense": 1}}
    assert talk_memory({"body": {"height": 165.0}}, before) == {"body": {"height": 165.0, "bust": 84.0}}
    assert talk_memory({}, before) == {}
    assert talk_memory({"body": {"height": 165.0}}, {"body": "broken"}) == {"body": {"height": 165.0}}


def test_a_husbands_measures_are_not_kept_as_the_buyers_own() -> None:
    text = "我老公178 150斤穿多大"
    told = draft("ask_size", text, entities=(said("height", 178.0, "178", text),)).learned
    assert told["body"] == {"height": 178.0}
    assert profile_body(told) is None
    own = draft("ask_size", "我178穿多大", entities=(said("height", 178.0, "178", "我178穿多大"),)).learned
    assert profile_body(own) == Body(height=178.0)
