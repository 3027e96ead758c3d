"""A chat log in whatever form: what it is, is told from its content, not from its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from bot.adapters.chat_logs.entries import COLUMNS, NoTalk, plain_line
from bot.adapters.chat_logs.objects import lines_of
from bot.adapters.chat_logs.text_lines import Progress, text_lines
from bot.adapters.importers import signatures
from bot.adapters.importers.documents import DECODER, Entries, Entry, load_entries
from bot.adapters.importers.tables import Layout, Row, open_table
from bot.core.copied_log import read_copied
from bot.core.imports import Rejected, UnreadableFile
from bot.core.log_bubbles import FileLine, headings
from bot.core.log_cast import Cast
from bot.core.log_lines import WrittenLine, checked

EXPECTED = "a chat log"
WHOLE = "\0"
"""A key that no document has: its envelopes are opened by `lines_of`."""
TABLE = Layout("a table of chat lines", tuple(COLUMNS.values()))
BEGINNING = 2_000
"""Lines from which it is told who speaks."""
TRIED = 5
"""Lines of which one is whole when a file is JSON Lines."""

Lines = Iterator[WrittenLine | Rejected]


def silent(_read: int) -> None:
    """Nobody watches."""


def read_chat_log(path: Path, now: datetime, cast: Cast, progress: Progress = silent) -> Lines:
    """`now` is shop time. Raises UnreadableFile at once for a file that is no chat log."""
    head = signatures.head_of(path, EXPECTED)
    found = signatures.foreign_content(head)
    if found:
        raise UnreadableFile(f"{path.name}: expected {EXPECTED}, found {found}")
    if signatures.is_zip(head):
        return _table(path, now, cast)
    begun = list(islice(text_lines(path, head, silent), TRIED))
    texts = [line.text.strip() for line in begun if isinstance(line, FileLine)]
    if any(isinstance(_decoded(text), dict) for text in texts):
        return _checked(_json_lines(text_lines(path, head, progress), cast), now)
    if _begins_document(texts):
        return _checked(_entries(chain.from_iterable(_document(path).values()), cast), now)
    if _is_table(path):
        return _table(path, now, cast)
    return _copied(path, head, now, cast, progress)


def _copied(path: Path, head: bytes, now: datetime, cast: Cast, progress: Progress) -> Lines:
    begun = headings(islice(text_lines(path, head, silent), BEGINNING), now)
    if not begun:
        found = "binary data" if signatures.looks_binary(head) else "no line with a name and a time"
        raise UnreadableFile(f"{path.name}: expected {EXPECTED}, found {found}")
    cast.meet(begun)
    return read_copied(text_lines(path, head, progress), now, cast)


def _begins_document(texts: list[str]) -> bool:
    """A copied log may begin with a bracket too: [2024-01-02 10:00:00] 小鹿."""
    first = next(filter(None, texts), "")
    return first.startswith("{") or first in ("[", "[]") or first.replace(" ", "").startswith(("[{", "[["))


def _json_lines(lines: Iterator[FileLine | Rejected], cast: Cast) -> Lines:
    for line in lines:
        if isinstance(line, Rejected):
            yield line
        elif line.text.strip():
            value = _decoded(line.text)
            if isinstance(value, ValueError):
                yield Rejected(line.number, f"the line is not JSON: {value}")
            else:
                yield from lines_of(value, line.number, cast)


def _document(path: Path) -> dict[str, Entries]:
    """One JSON document: small enough to be read as a whole, or refused."""
    return load_entries(path, EXPECTED, WHOLE)


def _entries(entries: Iterable[Entry | Rejected], cast: Cast) -> Lines:
    for entry in entries:
        if isinstance(entry, Rejected):
            yield entry
        else:
            yield from lines_of(entry.value, entry.line, cast)


def _decoded(text: str) -> object:
    """The value, or what is wrong."""
    try:
        return DECODER.decode(text.strip())
    except RecursionError:
        return ValueError("it is nested too deeply")
    except ValueError as fault:
        return fault


def _is_table(path: Path) -> bool:
    try:
        open_table(path, TABLE)
    except UnreadableFile:
        return False
    return True


def _table(path: Path, now: datetime, cast: Cast) -> Lines:
    """The columns of docs/imports.md, CSV or workbook."""
    return _checked(_rows(open_table(path, TABLE).rows(), cast), now)


def _rows(rows: Iterator[Row | Rejected], cast: Cast) -> Lines:
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            yield plain_line(row.cells, row.line, cast)
        except NoTalk:
            continue
        except ValueError as fault:
            yield Rejected(row.line, str(fault))


def _checked(lines: Lines, now: datetime) -> Lines:
    for line in lines:
        yield checked(line, now) if isinstance(line, WrittenLine) else line
