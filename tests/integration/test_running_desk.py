"""The whole desk with the real Rasa server and the real action server: both routes, and sudden ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.conftest import fresh_postgres_database
from tests.running import PROJECT, RunningDesk, buyer_message, start_desk

pytestmark = pytest.mark.rasa

DRESS = "L101"
WITHIN = 40.0


def post(api: httpx.Client, text: str, talk: str | None = None, **more: Any) -> int:
    answer = api.post("/messages", json=buyer_message(text, talk or uuid.uuid4().hex[:12], **more))
    assert answer.status_code == 202, answer.text
    return int(answer.json()["conversation_id"])


def wait_for(api: httpx.Client, talk: int, wanted: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """The conversation as soon as it is as wanted."""
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline:
        body: dict[str, Any] = api.get(f"/conversations/{talk}").json()
        if wanted(body):
            return body
        time.sleep(0.05)
    raise AssertionError(f"conversation {talk} did not become as wanted: {body}")


def pending(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in body["suggestions"] if one["state"] == "pending"]


# What both routes must answer alike: (text, buyer of the demo shop or None).
TURNS = (
    ("在吗", None),
    ("165 108斤穿什么码", None),
    ("我该穿多大", None),
    ("便宜点呗", None),
    ("有优惠券吗", None),
    ("有没有M码", None),
    ("这个起球吗", None),
    ("多少钱", None),
    ("现在拍今天能发吗", None),
    ("寄到新疆要补邮费吗", None),
    ("到成都几天", None),
    ("能开发票吗", None),
    ("你们什么破服务", None),
    ("加个微信吧", None),
    ("好评返多少", None),
    ("转人工", None),
    ("asdfgh", None),
    ("我的快递到哪了", "北风吹橘子"),
    ("显示签收我没收到", "柠檬树下等风来"),
    ("想退货", "阿茉今天也早睡"),
    ("钱什么时候退给我", "窗台上的蓝猫"),
    ("怎么还不发货", "等等我的小火车"),
    ("不想要了退款", "桃子味的盛夏"),
    ("改下地址", "等等我的小火车"),
)


def test_the_server_and_the_process_route_answer_alike(desk: RunningDesk) -> None:
    lines = [
        json.dumps(
            {"text": text, "product": DRESS, **({"buyer": buyer} if buyer else {})}, ensure_ascii=False
        )
        for text, buyer in TURNS
    ]
    answer = subprocess.run(
        [sys.executable, "-m", "bot", "suggest", "--batch", "-"],
        cwd=PROJECT,
        env=desk.environment,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    in_process = [json.loads(line) for line in answer.stdout.splitlines()]
    with desk.api() as api:
        for (text, buyer), local in zip(TURNS, in_process, strict=True):
            talk = post(api, text, product=DRESS, **({"name": buyer} if buyer else {}))
            served = wait_for(api, talk, pending)
            assert served["draft"]["intents"] == local["intents"], text
            assert served["draft"]["route"] == local["route"], text
            assert [s["text"] for s in pending(served)] == [s["text"] for s in local["suggestions"]], text


def test_each_suggestion_names_the_model_it_came_from(desk: RunningDesk) -> None:
    with desk.api() as api:
        body = wait_for(api, post(api, "在吗"), pending)
    active = json.loads((desk.home / "models" / "active.json").read_text())["history"][-1]
    note = json.loads((desk.home / "models" / f"{active}.json").read_text())
    assert body["draft"]["model"] == note["rasa_model"]


def test_a_buyer_can_not_call_an_intent_by_its_name(desk: RunningDesk) -> None:
    with desk.api() as api:
        body = wait_for(api, post(api, "/request_refund"), lambda b: b["draft"])
    assert body["draft"]["intents"] != ["request_refund"]
    assert body["messages"][0]["text"] == "/request_refund"


@pytest.mark.parametrize("text", ["😀😀", "1", "。。。", "/restart", "\u200b\u202e", "x" * 10_000])
def test_odd_messages_get_a_draft_or_a_visible_reason(desk: RunningDesk, text: str) -> None:
    with desk.api() as api:
        body = wait_for(api, post(api, text), lambda b: b["draft"])
    assert body["draft"]["failure"] is None or body["draft"]["reason"]
    assert body["messages"][0]["text"] == text


def test_rejecting_with_an_intent_drafts_for_that_intent(desk: RunningDesk) -> None:
    with desk.api() as api:
        talk = post(api, "这个", product=DRESS)
        first = pending(wait_for(api, talk, pending))[0]
        decision = {"decision": "reject", "intent": "ask_price"}
        assert api.post(f"/suggestions/{first['id']}/decision", json=decision).status_code == 200
        body = wait_for(api, talk, lambda b: any(s["intent"] == "ask_price" for s in pending(b)))
    assert "189" in pending(body)[0]["text"]


def test_events_can_be_resumed_where_a_connection_broke(desk: RunningDesk) -> None:
    with desk.api() as api:
        talk = post(api, "在吗")
        wait_for(api, talk, pending)
        with api.stream("GET", "/events", headers={"Last-Event-ID": "0"}) as stream:
            kinds = []
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    kinds.append(line.removeprefix("event: "))
                if "drafted" in kinds:
                    break
    assert "message" in kinds


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_a_killed_process_loses_no_message_and_the_draft_comes_when_it_is_back(
    desk: RunningDesk, name: str
) -> None:
    with desk.api() as api:
        os.kill(desk.child(name).pid, signal.SIGKILL)
        talk = post(api, "在吗", product=DRESS)
        failed = wait_for(api, talk, lambda b: b["draft"])
        assert failed["draft"]["failure"] in ("rasa_unreachable", "actions_unreachable", "no_model")
        assert failed["draft"]["reason"]
        back = wait_for(api, talk, pending)
    assert back["draft"]["failure"] is None


def test_a_desk_killed_in_the_middle_of_drafting_picks_its_messages_up_again(desk: RunningDesk) -> None:
    with desk.api() as api:
        talks = [post(api, "在吗", product=DRESS) for _ in range(10)]
    os.kill(desk.child("desk").pid, signal.SIGKILL)
    time.sleep(1)
    desk.wait_until_ready()
    with desk.api() as api:
        for talk in talks:
            body = wait_for(api, talk, pending)
            assert len(body["messages"]) == 1


def test_a_second_start_on_the_same_ports_says_so_and_leaves_the_first_alone(desk: RunningDesk) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=PROJECT,
        env=desk.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert second.returncode == 2
    assert "is taken" in second.stderr
    assert httpx.get(f"{desk.address}/healthz").status_code == 200


def test_the_desk_runs_on_postgresql(models: Path, tmp_path: Path, postgres: str) -> None:
    running = start_desk(tmp_path / "home", models, DATABASE_URL=fresh_postgres_database(postgres))
    try:
        with running.api() as api:
            body = wait_for(api, post(api, "165 108斤穿什么码", product=DRESS), pending)
            assert "165/108斤" in pending(body)[0]["text"]
    finally:
        left = running.stop()
    assert not left
