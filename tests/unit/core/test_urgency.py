from __future__ import annotations

from bot.core.urgency import best_of_each_first, most_urgent_first


def test_anger_comes_before_money_before_questions_before_courtesies() -> None:
    asked = ["thanks", "ask_size", "request_refund", "complain"]
    assert most_urgent_first(asked) == ("complain", "request_refund", "ask_size", "thanks")


def test_equally_urgent_wishes_keep_the_buyers_order() -> None:
    assert most_urgent_first(["ask_stock", "ask_size"]) == ("ask_stock", "ask_size")


def test_every_wish_is_answered_before_any_gets_a_second_offer() -> None:
    assert best_of_each_first([["a1", "a2"], [], ["b1"]]) == ["a1", "b1", "a2"]
    assert best_of_each_first([]) == []
