"""A draft that waits while the shop's data change is read against the new data when it is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.store import views
from bot.core.conversations import Route, Verdict
from bot.core.money import Fen
from bot.core.suggestions import Drafted, Suggestion
from bot.services.decide import Decide, Decided, Decision
from bot.services.faults import Blocked
from tests.integration.orders.conftest import AGENT, DRESS, Desk


def waiting(desk: Desk, text: str) -> int:
    """A draft that the guard had nothing against; returns the suggestion."""
    talk = desk.talk("这件多少钱")
    with desk.store.write() as work:
        last = work.messages.of(talk)[-1]
        offered = Suggestion(text, "price", "ask_price", 0.9, {})
        drafted = Drafted(last.text, ("ask_price",), (offered,), Route.AGENT, "in_hours")
        work.suggestions.add_draft(talk, last.id, drafted, desk.clock())
        view = views.conversation(work.session, talk)
    assert view
    return view.pending[0].id


def sent(desk: Desk, suggestion: int) -> Decided:
    decide = Decide(desk.store, desk.reply, frozenset({"ask_price"}), desk.clock)
    return decide.suggestion(suggestion, Decision(Verdict.ACCEPT, AGENT.login))


def rules(decided: Decided) -> set[str]:
    assert decided.sent
    return {finding.rule for finding in decided.sent.findings}


def put(desk: Desk, **more: object) -> None:
    with desk.store.write() as work:
        work.catalogue.put("demo", replace(DRESS, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("这件价格是189元哦", "wrong_price"), ("奶杏M码有货的，拍下就能发", "wrong_stock_there")],
)
def test_a_price_or_a_stock_that_has_changed_is_told_at_sending(desk: Desk, text: str, rule: str) -> None:
    assert rules(sent(desk, waiting(desk, text))) == set()
    suggestion = waiting(desk, text)
    skus = tuple(replace(sku, price=Fen(21900), stock=0) for sku in DRESS.skus)
    put(desk, price=Fen(21900), skus=skus)
    assert rule in rules(sent(desk, suggestion))


def test_a_price_that_a_raised_floor_rules_out_does_not_leave(desk: Desk) -> None:
    suggestion = waiting(desk, "给您170元，拍下我来改价")
    put(desk, floor=Fen(17900))
    with pytest.raises(Blocked) as fault:
        sent(desk, suggestion)
    assert {finding.rule for finding in fault.value.findings} == {"below_floor"}
