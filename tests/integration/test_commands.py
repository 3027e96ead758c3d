"""`python -m bot parse | suggest | guard | learn evaluate`: JSON out, one sentence a fault, no server."""

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
    assert "165/108斤" in first["text"]
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


JUDGED = [
    {"kind": "single", "text": "在吗", "intents": ["greet"]},
    {"kind": "single", "text": "165 108斤穿什么码", "intents": ["ask_size"]},
    {"kind": "multi", "text": "多少钱，几天能到", "intents": ["ask_price", "ask_eta"]},
    {"kind": "fragment", "text": "那个"},
    {
        "kind": "context",
        "text": "168 62",
        "previous": [{"sender": "agent", "text": "您的身高体重是多少呢？"}],
        "intents": ["ask_size"],
        "alt": ["inform"],
    },
    {
        "kind": "entities",
        "text": "3岁 身高98 穿多大",
        "entities": [
            {"entity": "age", "raw": "3岁", "value": 3},
            {"entity": "height", "raw": "98", "value": 98},
        ],
    },
]


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    file = tmp_path / "judged.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in JUDGED), encoding="utf-8")
    return file


@pytest.mark.rasa
def test_a_model_is_measured_on_judged_messages_of_every_kind(
    environment: dict[str, str], judged: Path
) -> None:
    page = judged.parent / "reports" / "page.html"
    answer = bot(environment, "learn", "evaluate", "--on", str(judged), "--report", str(page))
    told = answer.stdout.decode()
    assert answer.returncode == 0, answer.stderr.decode()
    assert told.splitlines()[0].endswith(f" on {judged.name}, {len(JUDGED)} messages")
    assert answer.stderr.decode().splitlines()[-1] == f"report: {page}"
    html = page.read_text(encoding="utf-8")
    for name in ("single: accuracy", "several: F1", "fragments: abstained", "context: right", "entities: F1"):
        assert name in told
        assert name in html


@pytest.mark.rasa
def test_an_evaluation_as_json_has_every_part_and_its_report_goes_home(
    environment: dict[str, str], judged: Path
) -> None:
    answer = bot(environment, "learn", "evaluate", "--on", str(judged), "--json")
    (document,) = documents(answer)
    parts = {"model", "figures", "intents", "entities", "confusions", "reliability", "mistakes"}
    assert set(document) == parts
    figures = {figure["name"]: figure for figure in document["figures"]}
    assert (figures["single: accuracy"]["value"], figures["single: accuracy"]["count"]) == (1.0, 2)
    assert {"name": "age", "meant": 1, "understood": 1, "right": 1}.items() <= document["entities"][0].items()
    report = Path(environment["BOT_HOME"]) / "reports" / f"{document['model']}-judged.html"
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b'{"kind": "fragment", "text": "x"}\nnot json\n', "judged.jsonl, line 2: "),
        (b'{"kind": "single", "text": "x"}\n', "judged.jsonl, line 1: "),
        (b"\xff\xfe", "judged.jsonl is not in UTF-8"),
        (b"\n", "there are no judged messages in "),
        (None, "[Errno 2] No such file or directory: "),
    ],
    ids=str,
)
def test_judged_messages_that_cannot_be_read_are_named_in_one_sentence(
    environment: dict[str, str], tmp_path: Path, raw: bytes | None, fault: str
) -> None:
    file = tmp_path / "judged.jsonl"
    if raw is not None:
        file.write_bytes(raw)
    answer = bot(environment, "learn", "evaluate", "--on", str(file))
    assert (answer.returncode, answer.stdout) == (2, b"")
    (sentence,) = answer.stderr.decode().splitlines()
    assert sentence.startswith(fault)


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
