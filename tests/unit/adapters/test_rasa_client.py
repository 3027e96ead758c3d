"""What the desk makes of every kind of answer, and silence, of a Rasa server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import httpx
import pytest

from bot.adapters.rasa.client import RasaClient
from bot.core.conversations import Route, Sender, Turn
from bot.core.fact_sources import FactSource, SourceKind
from bot.core.suggestions import Drafted, Finding, Severity, Suggestion, drafted_to_document
from bot.core.turns import BuyerTurn
from bot.core.understanding import Candidate, Clause, Entity
from bot.services.ports import DraftingFailure

Handler = Callable[[httpx.Request], httpx.Response]

AT = datetime(2026, 11, 21, tzinfo=timezone.utc)
DRAFTED = Drafted(
    text="包邮不",
    intents=("ask_shipping_fee",),
    suggestions=(
        Suggestion(
            text="满99元包邮",
            script="postage",
            intent="ask_shipping_fee",
            confidence=0.9,
            facts={"shop.free_from": 9900},
            findings=(Finding("promise", "包邮", "binds", "A11", Severity.WARN),),
            memory={"step": 1},
            variant=2,
            sources={"shop.free_from": (FactSource(SourceKind.SHOP, "demo", AT),)},
        ),
    ),
    route=Route.HOLD,
    reason="ack",
    entities=(Entity("province", "浙江", "浙江", 0, 2),),
    learned={"body": {"height": 165.0}},
    model="20261121",
    clauses=(Clause("包邮不", (Candidate("ask_shipping_fee", 0.9),)),),
)


def turn(text: str = "包邮不") -> BuyerTurn:
    return BuyerTurn(text=text, at=AT, shop="demo", previous=(Turn(Sender.AGENT, "您好"),))


def drafted_by(handler: Handler, asked: BuyerTurn | None = None) -> Drafted:
    async def ask() -> Drafted:
        client = RasaClient("http://rasa.test", "secret", 2.0, httpx.MockTransport(handler))
        try:
            return await client.draft(asked or turn())
        finally:
            await client.close()

    return asyncio.run(ask())


def failure_of(handler: Handler) -> str:
    with pytest.raises(DraftingFailure) as caught:
        drafted_by(handler)
    return caught.value.code


def answering(answer: Any, status: httpx.Response | None = None) -> Handler:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/status":
            assert request.url.params["token"] == "secret"
            return status or httpx.Response(200, json={"model_file": "20261121.tar.gz"})
        return httpx.Response(200, json=answer)

    return handle


def test_a_draft_comes_back_as_the_actions_made_it() -> None:
    answer = [{"recipient_id": "x", "custom": {"drafted": drafted_to_document(DRAFTED)}}]
    assert drafted_by(answering(json.loads(json.dumps(answer)))) == DRAFTED


def test_the_whole_turn_travels_as_metadata_under_a_fresh_sender() -> None:
    seen: list[dict[str, Any]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[{"custom": {"drafted": drafted_to_document(DRAFTED)}}])

    drafted_by(handle)
    drafted_by(handle)
    assert BuyerTurn.from_metadata(seen[0]["metadata"]) == turn()
    assert seen[0]["sender"] != seen[1]["sender"]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [("/restart", "／restart"), ("  /request_refund", "／request_refund"), ("  ", "…"), ("好\ud83d", "好?")],
)
def test_a_buyers_text_cannot_command_rasa(typed: str, sent: str) -> None:
    seen: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content)["message"])
        return httpx.Response(200, json=[{"custom": {"drafted": drafted_to_document(DRAFTED)}}])

    drafted_by(handle, turn(typed))
    assert seen == [sent]


def test_silence_without_a_model_is_no_model() -> None:
    assert failure_of(answering([], httpx.Response(409, json={"reason": "no agent"}))) == "no_model"
    assert failure_of(answering([], httpx.Response(200, json={"model_file": None}))) == "no_model"


def test_silence_with_a_model_is_the_action_server() -> None:
    assert failure_of(answering([])) == "actions_unreachable"


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"text": "hi"}),
        httpx.Response(200, json=[{"text": "hi"}]),
        httpx.Response(200, json=[{"custom": {"drafted": {"text": "half"}}}]),
        httpx.Response(200, json=[None, {"custom": {"drafted": 3}}]),
    ],
)
def test_an_answer_that_is_no_draft_is_a_bad_answer(response: httpx.Response) -> None:
    assert failure_of(lambda _: response) == "bad_answer"


def test_a_refused_connection_is_tried_once_more() -> None:
    tries: list[int] = []

    def handle(request: httpx.Request) -> httpx.Response:
        tries.append(1)
        if len(tries) == 1:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, json=[{"custom": {"drafted": drafted_to_document(DRAFTED)}}])

    assert drafted_by(handle) == DRAFTED
    assert len(tries) == 2


def test_a_server_that_stays_away_is_unreachable() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    assert failure_of(handle) == "rasa_unreachable"


def test_a_slow_server_is_not_asked_again() -> None:
    tries: list[int] = []

    def handle(request: httpx.Request) -> httpx.Response:
        tries.append(1)
        raise httpx.ReadTimeout("slow")

    assert failure_of(handle) == "rasa_slow"
    assert len(tries) == 1
