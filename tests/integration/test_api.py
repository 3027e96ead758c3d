"""The HTTP API on the real application, with Rasa out of reach: what must hold whatever the model does."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Role
from bot.core.conversations import Route
from bot.core.suggestions import Drafted, Suggestion
from bot.services.people import OPERATOR
from tests.integration.conftest import Clock
from tests.pictures import drawn


@pytest.fixture
def api(home: House, app: FastAPI) -> Iterator[TestClient]:
    token = home.tokens.new("test", Role.AGENT, OPERATOR)
    with TestClient(app, headers={"Authorization": f"Bearer {token}"}) as client:
        yield client


def message(text: str = "在吗", **more: Any) -> dict[str, Any]:
    return {
        "channel": "shop",
        "conversation": "c1",
        "message_id": "m1",
        "sender": "buyer",
        "kind": "text",
        "buyer": {"id": "b1", "name": "小鹿"},
        "text": text,
        **more,
    }


def post(api: TestClient, text: str = "在吗", **more: Any) -> int:
    answer = api.post("/api/v1/messages", json=message(text, **more))
    assert answer.status_code == 202, answer.text
    return int(answer.json()["conversation_id"])


def suggest(home: House, conversation_id: int, *texts: str) -> list[int]:
    """Store a draft as if Rasa had made it; returns the suggestions' ids."""
    suggestions = tuple(Suggestion(text, "greet", "greet", 0.9, {}) for text in texts)
    with home.store.write() as work:
        last = work.messages.of(conversation_id)[-1]
        drafted = Drafted(last.text, ("greet",), suggestions, Route.AGENT, "in_hours")
        work.suggestions.add_draft(conversation_id, last.id, drafted, home.clock())
    view = home.conversation(conversation_id)
    assert view
    return [stored.id for stored in view.pending]


def test_a_message_is_taken_and_its_conversation_can_be_read(api: TestClient) -> None:
    talk = post(api)
    body = api.get(f"/api/v1/conversations/{talk}").json()
    assert (body["state"], body["buyer"], body["messages"][0]["text"]) == ("waiting", "小鹿", "在吗")


def test_the_same_message_again_gets_the_same_answer(api: TestClient) -> None:
    first = api.post("/api/v1/messages", json=message()).json()
    again = api.post("/api/v1/messages", json=message()).json()
    assert again == {**first, "duplicate": True}


def test_a_known_id_with_another_text_is_a_conflict(api: TestClient) -> None:
    post(api)
    answer = api.post("/api/v1/messages", json=message("不在吗"))
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("text", ["", "  ", "\n", "\x00\x00"])
def test_a_blank_message_is_a_clear_error(api: TestClient, text: str) -> None:
    answer = api.post("/api/v1/messages", json=message(text))
    assert (answer.status_code, "blank" in answer.json()["detail"]) == (422, True)


@pytest.mark.parametrize(
    "text", ["😀😀😀", "a\x07b\x1b[31m", "/request_refund", "好" * 10_000, "\u202e反\u200b的"]
)
def test_odd_texts_are_kept_and_shown(api: TestClient, text: str) -> None:
    talk = post(api, text)
    assert api.get(f"/api/v1/conversations/{talk}").json()["messages"][0]["text"] == text


def test_a_text_beyond_every_measure_is_refused_in_one_sentence(api: TestClient) -> None:
    answer = api.post("/api/v1/messages", json=message("好" * 20_001))
    assert (answer.status_code, "20000" in answer.json()["detail"]) == (422, True)


def test_broken_utf8_is_a_clear_error_and_no_stack_trace(api: TestClient) -> None:
    body = b'{"channel":"shop","text":"\xff\xfe"}'
    answer = api.post("/api/v1/messages", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text


def test_a_body_that_lacks_fields_names_the_first(api: TestClient) -> None:
    answer = api.post("/api/v1/messages", json={"channel": "shop"})
    assert answer.status_code == 422
    assert "conversation" in answer.json()["detail"]


@pytest.mark.parametrize("field", ["product", "order"])
def test_an_unknown_product_or_order_does_not_lose_the_message(api: TestClient, field: str) -> None:
    talk = post(api, **{field: "NOSUCH99"})
    assert api.get(f"/api/v1/conversations/{talk}").json()[field] == "NOSUCH99"


def test_without_rasa_the_talk_waits_with_a_visible_reason(api: TestClient) -> None:
    talk = post(api)
    deadline = time.monotonic() + 30
    draft = None
    while draft is None and time.monotonic() < deadline:
        draft = api.get(f"/api/v1/conversations/{talk}").json()["draft"]
    assert draft
    assert draft["failure"] == "rasa_unreachable"
    assert "Rasa" in draft["reason"]


def test_a_decision_sends_the_reply_and_a_second_one_is_a_conflict(
    api: TestClient, home: House, clock: Clock
) -> None:
    talk = post(api)
    (suggestion,) = suggest(home, talk, "在的，您说")
    url = f"/api/v1/suggestions/{suggestion}/decision"
    assert api.post(url, json={"decision": "accept"}).status_code == 200
    assert api.post(url, json={"decision": "accept"}).status_code == 409
    clock.advance(seconds=4)
    (delivery,) = api.get("/api/v1/deliveries", params={"channel": "shop"}).json()
    assert (delivery["text"], delivery["conversation"]) == ("在的，您说", "c1")
    api.post(f"/api/v1/deliveries/{delivery['id']}/ack", json={"channel_message_id": "x1"})
    assert api.get("/api/v1/deliveries", params={"channel": "shop"}).json() == []
    echo = api.post("/api/v1/messages", json=message("在的，您说", message_id="x1", sender="agent"))
    assert echo.json()["duplicate"] is True


def test_a_reply_that_the_guard_blocks_names_the_finding(api: TestClient) -> None:
    talk = post(api)
    answer = api.post(
        f"/api/v1/conversations/{talk}/replies", json={"text": "加我微信 wx12345 聊", "client_id": "c1"}
    )
    assert answer.status_code == 422
    assert answer.json()["findings"][0]["severity"] == "block"


def test_a_reply_is_sent_once_per_client_id(api: TestClient) -> None:
    talk = post(api)
    url = f"/api/v1/conversations/{talk}/replies"
    first = api.post(url, json={"text": "在的呢", "client_id": "c1"})
    again = api.post(url, json={"text": "在的呢", "client_id": "c1"})
    assert (first.status_code, again.json()["message_id"]) == (201, first.json()["message_id"])
    assert len(api.get(f"/api/v1/conversations/{talk}").json()["messages"]) == 2


def test_the_list_shows_who_waits(api: TestClient) -> None:
    talk = post(api)
    waiting = api.get("/api/v1/conversations", params={"state": "waiting"}).json()
    assert [line["id"] for line in waiting] == [talk]
    assert api.get("/api/v1/conversations", params={"state": "closed"}).json() == []


@pytest.mark.parametrize("path", ["/conversations", "/events", "/deliveries?channel=shop"])
def test_without_a_token_nothing_is_told(app: FastAPI, path: str) -> None:
    with TestClient(app) as stranger:
        answer = stranger.get(f"/api/v1{path}")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_an_unknown_conversation_is_a_problem_document(api: TestClient) -> None:
    answer = api.get("/api/v1/conversations/999")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "there is no conversation 999",
    }


def test_the_desk_is_alive_but_not_ready_without_rasa(api: TestClient) -> None:
    assert api.get("/healthz").json() == {"status": "alive"}
    ready = api.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["drafting"].startswith("rasa_unreachable")


def test_figures_are_there_for_prometheus(api: TestClient) -> None:
    post(api)
    assert "bot_conversations_waiting 1.0" in api.get("/metrics").text


def test_the_model_server_answers_204_until_there_is_a_model(api: TestClient, home: House) -> None:
    token = home.settings.secret("model")
    assert api.get("/internal/model", params={"token": token}).status_code == 204
    assert api.get("/internal/model", params={"token": "guess"}).status_code == 401
    home.settings.models.mkdir()
    (home.settings.models / "m1.tar.gz").write_bytes(b"model")
    home.models.activate("m1")
    served = api.get("/internal/model", params={"token": token})
    assert (served.content, served.headers["ETag"]) == (b"model", "m1")
    unchanged = api.get("/internal/model", params={"token": token}, headers={"If-None-Match": "m1"})
    assert unchanged.status_code == 204


def test_every_answer_carries_the_security_headers(api: TestClient) -> None:
    headers = api.get("/healthz").headers
    assert "script-src" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"


def test_a_locked_database_is_a_clear_503(
    api: TestClient, home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.adapters.store.engine.BUSY_SECONDS", 0)
    blocker = home.store.writing.raw_connection() if home.store.writing else None
    assert blocker
    blocker.execute("BEGIN IMMEDIATE")
    try:
        answer = api.post("/api/v1/messages", json=message())
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()
    assert answer.status_code == 503
    assert "database" in answer.json()["detail"]
    post(api)


def test_the_openapi_document_describes_every_public_route(api: TestClient) -> None:
    paths = api.get("/openapi.json").json()["paths"]
    assert {
        "/api/v1/messages",
        "/api/v1/conversations",
        "/api/v1/conversations/{conversation_id}",
        "/api/v1/conversations/{conversation_id}/replies",
        "/api/v1/suggestions/{suggestion_id}/decision",
        "/api/v1/deliveries",
        "/api/v1/deliveries/{delivery_id}/ack",
        "/api/v1/events",
        "/healthz",
        "/readyz",
        "/metrics",
    } <= paths.keys()


def png() -> str:
    return base64.b64encode(drawn()).decode()


def test_a_reply_that_would_be_a_second_one_is_refused_when_the_writer_says_what_it_has_seen(
    api: TestClient, home: House
) -> None:
    talk = post(api)
    url = f"/api/v1/conversations/{talk}/replies"
    seen = api.get(f"/api/v1/conversations/{talk}").json()["messages"][-1]["id"]
    home.reply.typed(talk, "在的，您说", "of-a-person", "xiaomei")
    refused = api.post(url, json={"text": "在的呢", "client_id": "c1", "seen": seen})
    assert refused.status_code == 409
    assert "answered in the meantime" in refused.json()["detail"]
    newest = api.get(f"/api/v1/conversations/{talk}").json()["messages"][-1]["id"]
    assert api.post(url, json={"text": "在的呢", "client_id": "c1", "seen": newest}).status_code == 201


def test_a_decision_that_would_be_a_second_reply_is_refused_and_the_suggestion_stays(
    api: TestClient, home: House
) -> None:
    talk = post(api)
    seen = api.get(f"/api/v1/conversations/{talk}").json()["messages"][-1]["id"]
    home.reply.typed(talk, "在的，您说", "of-a-person", "xiaomei")
    (offered,) = suggest(home, talk, "您好，请问想看哪款")
    url = f"/api/v1/suggestions/{offered}/decision"
    assert api.post(url, json={"decision": "accept", "seen": seen}).status_code == 409
    assert api.post(url, json={"decision": "accept"}).status_code == 200


def test_a_reply_carries_pictures_where_the_channel_does(api: TestClient, home: House) -> None:
    talk = post(api, channel="web")
    url = f"/api/v1/conversations/{talk}/replies"
    sent = api.post(url, json={"client_id": "c1", "attachments": [{"content": png()}]})
    assert sent.status_code == 201, sent.text
    last = api.get(f"/api/v1/conversations/{talk}").json()["messages"][-1]
    assert (last["kind"], len(last["pictures"])) == ("image", 1)
    again = api.post(url, json={"client_id": "c1", "attachments": [{"content": png()}]}).json()
    assert (again["duplicate"], again["message_id"]) == (True, sent.json()["message_id"])


@pytest.mark.parametrize("content", ["bm8gcGljdHVyZQ==", "not base64!"])
def test_what_is_no_picture_sends_nothing(api: TestClient, content: str) -> None:
    talk = post(api, channel="web")
    url = f"/api/v1/conversations/{talk}/replies"
    body = {"text": "给您看图", "client_id": "c1", "attachments": [{"content": content}]}
    assert api.post(url, json=body).status_code == 422
    assert len(api.get(f"/api/v1/conversations/{talk}").json()["messages"]) == 1


def test_a_picture_for_a_channel_of_texts_is_refused(api: TestClient) -> None:
    talk = post(api)
    url = f"/api/v1/conversations/{talk}/replies"
    assert api.post(url, json={"client_id": "c1", "attachments": [{"content": png()}]}).status_code == 422
