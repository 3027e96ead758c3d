"""Which of a turn's entities tell of the buyer's body."""

from __future__ import annotations

from bot.core.understanding import Entity
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
