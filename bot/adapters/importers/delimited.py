"""Rows of a CSV as shop tools write it: any encoding and separator, stray quotation marks, NUL bytes.

The csv module alone would let one stray quotation mark swallow the rows behind it; here such a line is
rejected by itself and reading goes on with the next.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from bot.core.imports import Rejected

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")
SEPARATORS = (",", "\t", ";")
LONGEST_LINE = 1_000_000
MOST_LINES_OF_A_ROW = 50
"""Buyers' messages hold line breaks, but not more than this; beyond it a quotation mark was left open."""


class Record(NamedTuple):
    line: int
    cells: list[str]


class Line(NamedTuple):
    number: int
    text: str


@dataclass(frozen=True)
class Dialect:
    encoding: str
    separator: str


DIALECTS = tuple(Dialect(encoding, separator) for encoding in ENCODINGS for separator in SEPARATORS)


def sample_records(head: bytes, dialect: Dialect, most: int) -> list[Record]:
    """The first rows of a file as they look in this dialect."""
    text = codecs.getincrementaldecoder(dialect.encoding)(errors="replace").decode(head)
    records = _split(_physical_lines(io.StringIO(text, newline="")), dialect.separator)
    return list(islice((record for record in records if isinstance(record, Record)), most))


def file_records(path: Path, dialect: Dialect, width: int) -> Iterator[Record | Rejected]:
    """Every row of a file. `width` is the header's number of cells."""
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        yield from _split(_physical_lines(file), dialect.separator, width)


def _physical_lines(file: TextIO) -> Iterator[Line]:
    """Lines of bounded length: what exceeds LONGEST_LINE is cut off and marked by an over-long text."""
    number = 0
    while text := file.readline(LONGEST_LINE):
        number += 1
        if len(text) == LONGEST_LINE and not text.endswith(("\n", "\r")):
            text += "…"
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                pass
        yield Line(number, text.replace("\0", ""))


def _split(source: Iterator[Line], separator: str, width: int | None = None) -> Iterator[Record | Rejected]:
    given_back: deque[Line] = deque()
    while True:
        taken: list[Line] = []
        try:
            feed = _feed(given_back, source, taken)
            cells: list[str] | None = next(csv.reader(feed, delimiter=separator, strict=True))
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or _runs_together(taken, cells, width):
            given_back.extendleft(reversed(taken[1:]))
            yield _single_line(taken[0], separator)
        elif cells:
            yield Record(taken[0].number, cells)


def _runs_together(taken: list[Line], cells: list[str], width: int | None) -> bool:
    """Whether lines were joined that are no row together, or one is longer than any row may be."""
    # A separator more or less at the end of a row is a habit of some tools.
    joined = len(taken) > 1 and width is not None and abs(len(cells) - width) > 1
    return joined or any(len(line.text) > LONGEST_LINE for line in taken)


def _feed(given_back: deque[Line], source: Iterator[Line], taken: list[Line]) -> Iterator[str]:
    while len(taken) < MOST_LINES_OF_A_ROW:
        line = given_back.popleft() if given_back else next(source, None)
        if line is None:
            return
        taken.append(line)
        yield line.text


def _single_line(line: Line, separator: str) -> Record | Rejected:
    """A line read leniently, unless it is over-long or leaves a quotation mark open."""
    if len(line.text) > LONGEST_LINE:
        return Rejected(line.number, f"the line has more than {LONGEST_LINE} characters")
    asked_for_more = False

    def once() -> Iterator[str]:
        nonlocal asked_for_more
        yield line.text
        asked_for_more = True

    try:
        cells = next(csv.reader(once(), delimiter=separator))
    except csv.Error:
        return Rejected(line.number, f"a cell has more than {csv.field_size_limit()} characters")
    if asked_for_more:
        return Rejected(line.number, "a quotation mark opens a cell and is never closed")
    return Record(line.number, cells)
