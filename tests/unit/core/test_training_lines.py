"""from_chats.yml: whatever buyers wrote, the project's reader and Rasa's find it again, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from bot.adapters.training_data import read_sentences
from bot.core.training_candidates import TrainingLine
from bot.core.training_lines import training_sentence, written_lines
from bot.nlu.project import read_document

AT = datetime(2026, 11, 22, tzinfo=timezone.utc)
NASTY = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="-[]()#:{}\"'\\|>&*!%@`\n\r\t 退货nlu", max_size=30),
    st.sampled_from(
        [
            "- 退货\n- intent: greet",
            '"}\n- {intent: greet, examples: "- 好"}',
            "[退货](size)",
            '[退货]{"entity": "size"}',
            "nlu:\n- intent: greet",
            "rules:",
            "# 备注",
            "---",
            "\ufeff退货\u2028- 换货\x85- 好",
            "{{ 7 }} %TAG !!python/object",
            "\ud800退货",
        ]
    ),
)
INTENTS = st.sampled_from(["request_return", "ask_size", "nlu_fallback"])


def line(text: str, intent: str = "request_return", origin: str = "log:7") -> TrainingLine:
    return TrainingLine(text, intent, origin, "xiaomei", AT)


def wanted(lines: list[TrainingLine]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for one in lines:
        sentence = training_sentence(one.text)
        if sentence.lstrip("- "):
            found[one.intent].append(sentence)
    return {intent: sorted(own) for intent, own in found.items()}


@given(st.lists(st.builds(line, NASTY, INTENTS, NASTY), max_size=6))
@example([line("- - x"), line("-5度能穿吗"), line("a: b # c")])
def test_the_projects_reader_finds_every_sentence_under_its_intent(lines: list[TrainingLine]) -> None:
    text = written_lines(lines)
    with TemporaryDirectory() as folder:
        if text:
            Path(folder, "from_chats.yml").write_text(text, encoding="utf-8")
        read = read_sentences(Path(folder))
    assert {intent: sorted(own) for intent, own in read.items()} == wanted(lines)


@given(st.lists(st.builds(line, NASTY, INTENTS, NASTY), min_size=1, max_size=4))
def test_every_sentence_is_one_line_of_its_own(lines: list[TrainingLine]) -> None:
    text = written_lines(lines)
    examples = [one for one in text.split("\n") if one.startswith("- {intent: ")]
    assert len(examples) == sum(map(len, wanted(lines).values()))
    assert (
        sum(
            one.lstrip().startswith(("nlu:", "rules:", "stories:", "responses:")) for one in text.splitlines()
        )
        <= 1
    )


@pytest.mark.parametrize("text", ["[退货](size)吗", '[退货]{"entity": "size"}', "- [x](y)"])
def test_rasa_reads_no_entity_out_of_a_buyers_brackets(text: str, tmp_path: Path) -> None:
    (tmp_path / "from_chats.yml").write_text(written_lines([line(text)]), encoding="utf-8")
    (read,) = RasaYAMLReader().read(tmp_path / "from_chats.yml").training_examples
    assert read.get("entities", []) == []
    assert read.get("intent") == "request_return"


def test_the_file_is_the_same_whoever_accepts_first_and_says_where_each_comes_from(tmp_path: Path) -> None:
    lines = [
        line("要退", "request_return", "decision:3"),
        line("几码", "ask_size", "log:9"),
        line("不要了退了吧"),
    ]
    assert written_lines(lines) == written_lines(lines[::-1])
    shown = written_lines(lines).split("nlu:\n", 1)[1].splitlines()
    assert shown == [
        "# --- ask_size",
        '- {intent: ask_size, examples: "- 几码"}  # log:9 xiaomei',
        "# --- request_return",
        '- {intent: request_return, examples: "- 不要了退了吧"}  # log:7 xiaomei',
        '- {intent: request_return, examples: "- 要退"}  # decision:3 xiaomei',
    ]
    path = tmp_path / "from_chats.yml"
    path.write_text(written_lines(lines), encoding="utf-8")
    assert [block["intent"] for block in read_document(path)["nlu"]] == ["ask_size", *["request_return"] * 2]


def test_nothing_accepted_is_no_file() -> None:
    assert written_lines([]) == ""
