"""The kinds and judged replies in data/guard, and what is kept of having read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.adapters.scripts.book import BrokenBook
from bot.adapters.scripts.second_reading import load_second_reading

KINDS = """
doubt_from: 0.6
block_from: 0.95
soft_below: 0.2
drop_below: 0.05
kinds:
  promise: {reason: 打包票, source: E2, rules: [binding_promise]}
"""


def data(folder: Path, *judged: dict[str, object]) -> Path:
    (folder / "data/guard/judged").mkdir(parents=True)
    (folder / "data/guard/kinds.yml").write_text(KINDS, "utf-8")
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in judged)
    (folder / "data/guard/judged/ours.jsonl").write_text(lines, "utf-8")
    return folder / "data"


GOOD = [{"text": f"大概{day}到", "verdict": "good"} for day in ("明天", "后天", "周五")]
BAD = [
    {"text": f"保证{day}到", "verdict": "bad", "rule": "binding_promise"} for day in ("明天", "后天", "周五")
]


def test_it_is_learned_once_for_each_state_of_the_files(tmp_path: Path) -> None:
    folder, kept = data(tmp_path, *GOOD, *BAD), tmp_path / "kept"
    first = load_second_reading(folder, kept).doubt("保证周六到")
    assert [path.suffix for path in kept.iterdir()] == [".npz"]
    assert load_second_reading(folder, kept).doubt("保证周六到") == first
    assert len(list(kept.iterdir())) == 1
    (folder / "guard/judged/more.jsonl").write_text('{"text": "保证书", "verdict": "good"}\n', "utf-8")
    load_second_reading(folder, kept)
    assert len(list(kept.iterdir())) == 2


def test_an_unknown_kind_is_told_with_its_line(tmp_path: Path) -> None:
    folder = data(tmp_path, *GOOD, {"text": "哈", "verdict": "bad", "rule": "nonsense"})
    with pytest.raises(
        BrokenBook, match=r"data/guard/judged/ours.jsonl: line 4 names the unknown kind 'nonsense'"
    ):
        load_second_reading(folder, tmp_path / "kept")


def test_it_learns_from_the_view_of_a_text_that_the_guard_hands_to_it(tmp_path: Path) -> None:
    """Of one width and case: ＶＸ and VX are vx there."""
    good = [{"text": f"单号ＹＴ{number}收到", "verdict": "good"} for number in range(1, 7)]
    bad = [{"text": f"单号{name}收到", "verdict": "bad", "rule": "promise"} for name in "甲乙丙丁戊己"]
    reading = load_second_reading(data(tmp_path, *good, *bad), tmp_path / "kept")
    assert reading.doubt("单号yt4收到").chance < 0.5
