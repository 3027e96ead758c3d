"""docs/settings.md is what owners go by, so it must name every setting with its real default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import PROJECT, described

ROW = re.compile(r"^\| `([A-Z][A-Z_]+)` \| (\S+) \| (.+) \| `(.+)` \|$", re.MULTILINE)
DOCUMENTED = {row[1]: row for row in ROW.finditer((PROJECT / "docs" / "settings.md").read_text("utf-8"))}


def test_every_setting_is_documented_and_no_other() -> None:
    assert sorted(DOCUMENTED) == sorted(described())


@pytest.mark.parametrize("name", described())
def test_the_documented_default_is_the_real_one(name: str) -> None:
    assert DOCUMENTED[name][2] == _as_documented(described()[name])


@pytest.mark.parametrize("name", described())
def test_the_example_says_something_else_than_the_default(name: str) -> None:
    row = DOCUMENTED[name]
    assert row[4] not in (row[2].strip("`"), "")


def _as_documented(default: object) -> str:
    if default == "":
        return "empty"
    if isinstance(default, Path):
        return f"`{default.relative_to(PROJECT)}`"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"
