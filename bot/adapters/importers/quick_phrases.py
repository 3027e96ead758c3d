"""Quick phrases as shop tools export them: a table with 快捷短语, 场景/分组, 内容."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.adapters.importers.reading import read_each
from bot.adapters.importers.tables import Layout, Row, open_table
from bot.core.imports import Read, Rejected
from bot.core.quick_phrases import QuickPhrase

SHORTCUT = ("快捷短语", "快捷编码", "快捷键", "shortcut")
GROUP = ("场景/分组", "场景", "分组", "分组名称", "scene")
TEXT = ("内容", "短语内容", "话术内容", "text")

PHRASES = Layout("a table of quick phrases", needs=(SHORTCUT, TEXT))


def read_quick_phrases(path: Path) -> Iterator[Read[QuickPhrase] | Rejected]:
    """Raises UnreadableFile at once when this is no such table."""
    return read_each(open_table(path, PHRASES).rows(), _phrase)


def _phrase(row: Row) -> Read[QuickPhrase]:
    phrase = QuickPhrase(_cell(row.cells, SHORTCUT), _cell(row.cells, GROUP), _cell(row.cells, TEXT))
    return Read(row.line, phrase)


def _cell(cells: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")
