"""`python -m bot parse | suggest | guard`: JSON Lines out, one sentence for every fault, no server needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from bot.cli.app import app
from tests.running import PROJECT

DRESS = "L101"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, models: Path) -> dict[str, str]:
    """A home of its own with the demo shop, loaded by the first command that needs it."""
    home = tmp_path_factory.mktemp("commands")
    (home / "models").symlink_to(models, target_is_directory=True)
    return {**os.environ, "BOT_HOME": str(home)}


def bot(
    environment: dict[str, str], *arguments: str, lines: list[Any] | None = None, raw: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    given = raw if raw is not None else "\n".join(json.dumps(line) for line in lines or []).encode()
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=PROJECT,
        env=environment,
        input=given,
        capture_output=True,
        check=False,
        timeout=300,
    )


def documents(answer: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.decode().splitlines()]


@pytest.mark.rasa
def test_parse_prints_one_document_a_line_and_nothing_else(environment: dict[str, str]) -> None:
    answer = bot(environment, "parse", "--batch", "-", lines=[{"text": "165 108斤穿什么码"}, {"text": "😀"}])
    size, emoji = documents(answer)
    assert answer.returncode == 0
    assert set(size) == {"text", "intents", "abstain", "clauses"}
    assert (size["intents"], size["abstain"]) == (["ask_size"], False)
    (clause,) = size["clauses"]
    assert len(clause["ranking"]) == 5
    assert {(e["entity"], e["value"]) for e in clause["entities"]} >= {("height", 165.0), ("weight", 54.0)}
    assert (emoji["intents"], emoji["abstain"]) == ([], True)


@pytest.mark.rasa
def test_parse_reads_an_answer_in_the_light_of_the_question(environment: dict[str, str]) -> None:
    asked = [
        {"sender": "buyer", "text": "我该穿多大的码"},
        {"sender": "agent", "text": "您的身高体重是多少呢？"},
    ]
    answer = bot(
        environment,
        "parse",
        "--batch",
        "-",
        lines=[{"text": "168 62", "previous": asked}, {"text": "3岁 身高98 穿多大"}],
    )
    body, child = documents(answer)
    assert body["intents"] == ["ask_size"]
    ages = [e["value"] for clause in child["clauses"] for e in clause["entities"] if e["entity"] == "age"]
    assert ages == [3.0], "years, as documented"


@pytest.mark.rasa
def test_suggest_answers_from_the_shops_data(environment: dict[str, str]) -> None:
    answer = bot(environment, "suggest", "--product", DRESS, "165 108斤穿什么码")
    (document,) = documents(answer)
    assert answer.returncode == 0, answer.stderr.decode()
    assert set(document) == {"text", "intents", "route", "reason", "suggestions"}
    first = document["suggestions"][0]
    assert set(first) == {"text", "script", "intent", "confidence", "facts", "findings"}
    assert "165/54kg" in first["text"]
    assert first["facts"]["size.name"] in first["text"]


@pytest.mark.rasa
def test_lines_of_one_conversation_are_successive_turns(environment: dict[str, str]) -> None:
    lines = [{"text": "便宜点呗", "conversation": "c1", "product": DRESS} for _ in range(4)]
    answered = documents(bot(environment, "suggest", "--batch", "-", lines=lines))
    texts = [document["suggestions"][0]["text"] for document in answered]
    assert len(set(texts)) == 4, "the ladder moves on, one step a turn"


@pytest.mark.rasa
def test_suggest_stores_nothing_unless_told_to(environment: dict[str, str]) -> None:
    assert bot(environment, "suggest", "在吗").returncode == 0
    assert bot(environment, "suggest", "--record", "--buyer", "小鹿", "在吗").returncode == 0
    check = (
        "from bot.bootstrap import house; from bot.core.conversations import Sender\n"
        "print([line.buyer_nick for line in house().inbox(None)])"
    )
    seen = subprocess.run(
        [sys.executable, "-c", check],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "['小鹿']"


@pytest.mark.rasa
def test_after_hours_a_talk_is_held_and_in_hours_it_waits_for_the_agent(environment: dict[str, str]) -> None:
    night = bot(environment, "suggest", "--at", "2026-11-21T03:00:00+08:00", "在吗")
    day = bot(environment, "suggest", "--at", "2026-11-21T14:00:00+08:00", "在吗")
    assert [documents(night)[0]["route"], documents(day)[0]["route"]] == ["hold", "agent"]


def test_guard_finds_what_may_not_be_said_and_says_so_by_its_exit_code(environment: dict[str, str]) -> None:
    lines = [{"text": "保证明天一定到"}, {"text": "这是最后一件了，喜欢可以拍哦"}]
    answer = bot(environment, "guard", "--batch", "-", lines=lines)
    bad, good = documents(answer)
    assert answer.returncode == 1
    assert bad["verdict"] == "block"
    assert {"rule", "excerpt", "reason", "source", "severity"} <= set(bad["findings"][0])
    assert (good["verdict"], good["findings"]) == ("ok", [])


def test_a_clean_text_passes_the_guard(environment: dict[str, str]) -> None:
    assert bot(environment, "guard", "在的，您说").returncode == 0


@pytest.mark.parametrize(
    "raw", [b"not json\n", b'{"text": 5}\n', b'["text"]\n', b'{"text": "\xff\xfe"}\n'], ids=str
)
def test_a_bad_batch_line_is_named_in_one_sentence(environment: dict[str, str], raw: bytes) -> None:
    answer = bot(environment, "guard", "--batch", "-", raw=raw)
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.decode().startswith("line 1 ")
    assert len(answer.stderr.decode().strip().splitlines()) == 1


def test_neither_text_nor_batch_is_a_usage_fault(environment: dict[str, str]) -> None:
    answer = bot(environment, "guard")
    assert (answer.returncode, answer.stderr.decode().strip()) == (
        2,
        "give either one text or --batch FILE",
    )


def commands(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        here = f"{path} {name}".strip()
        found += commands(command, here) if isinstance(command, click.Group) else [(here, command)]
    return found


def test_every_command_has_a_help_with_an_example() -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, click.Group)
    without = [name for name, c in commands(root) if f"Example: python -m bot {name}" not in (c.help or "")]
    assert without == []
