"""How much one visitor may write."""

from __future__ import annotations

from bot.web.pages.rates import Rate


def test_so_many_in_a_while_and_no_more() -> None:
    now = [0.0]
    rate = Rate(2, 60.0, lambda: now[0])
    assert [rate.allows("a"), rate.allows("a"), rate.allows("a")] == [True, True, False]
    assert rate.allows("b")
    now[0] = 59.9
    assert not rate.allows("a")
    now[0] = 60.0
    assert rate.allows("a")


def test_a_refused_try_does_not_count() -> None:
    now = [0.0]
    rate = Rate(1, 60.0, lambda: now[0])
    rate.allows("a")
    now[0] = 30.0
    assert not rate.allows("a")
    now[0] = 60.0
    assert rate.allows("a")
