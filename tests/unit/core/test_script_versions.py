from __future__ import annotations

from datetime import datetime, timezone

from bot.core.script_sources import BookSources, Source
from bot.core.script_versions import ScriptVersion, differences, in_force, overlaid
from bot.core.scripts import ScriptStatus

AT = datetime(2026, 11, 20, 6, 0, tzinfo=timezone.utc)


def source(name: str, text: str = "") -> Source:
    return Source(f"data/scripts/talk/{name}.yml", "talk", name, text)


def version(number: int, status: ScriptStatus) -> ScriptVersion:
    return ScriptVersion("greet", number, "", status, "zhuguan", AT)


def test_an_edited_script_stands_in_the_place_of_its_file_and_a_new_one_at_the_end() -> None:
    beside = source("_")
    files = BookSources((source("a"), source("b"), source("c")), *[beside] * 5)
    joined = overlaid(files, {"b": source("b", "edited"), "x": source("x", "new")})
    assert [(one.name, one.text) for one in joined.scripts] == [
        ("a", ""),
        ("b", "edited"),
        ("c", ""),
        ("x", "new"),
    ]
    assert joined.facts is files.facts


def test_a_draft_changes_nothing_until_it_is_activated() -> None:
    active, draft, retired = ScriptStatus.ACTIVE, ScriptStatus.DRAFT, ScriptStatus.RETIRED
    assert in_force([version(1, draft)]) is None
    settled = in_force([version(3, draft), version(2, active), version(1, retired)])
    assert settled and settled.number == 2
    taken_out = in_force([version(2, active), version(3, retired)])
    assert taken_out and taken_out.status is retired


def test_differences_show_what_changed_and_leave_out_what_stayed() -> None:
    before = "\n".join(f"line {number}" for number in range(30))
    after = before.replace("line 3\n", "third\n").replace("line 20\n", "")
    changed = differences(before, after)
    assert [(line.sign, line.text) for line in changed if line.sign in "+-"] == [
        ("-", "line 3"),
        ("+", "third"),
        ("-", "line 20"),
    ]
    assert [line.sign for line in changed].count("…") == 1
    assert len(changed) < 15


def test_a_new_script_is_all_addition_and_the_same_text_no_change() -> None:
    assert {line.sign for line in differences("", "a\nb\n")} == {"+"}
    assert differences("a\nb\n", "a\nb\n") == ()
