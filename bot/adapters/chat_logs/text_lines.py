"""Lines of a text file in whatever encoding, each of bounded length, numbered as in an editor."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.core.imports import Rejected
from bot.core.log_bubbles import FileLine

LONGEST_LINE = 200_000
"""Bytes; characters in UTF-16."""
LEAST_CJK = 0x800
"""Below it stand the letters of which UTF-8 has two bytes: Chinese in GB18030 may look like them."""
UNREAD = "the line is neither UTF-8 nor GB18030"

Progress = Callable[[int], None]
"""Told how many bytes have been read so far."""


def text_lines(path: Path, head: bytes, progress: Progress) -> Iterator[FileLine | Rejected]:
    """Lines may be in different encodings: logs are glued together from several files."""
    with path.open("rb") as file:
        wide = _wide_encoding(head)
        if wide:
            yield from _wide_lines(file, wide, progress)
        else:
            yield from _byte_lines(file, _is_gb18030(head), progress)


def _byte_lines(file: BinaryIO, is_gb18030: bool, progress: Progress) -> Iterator[FileLine | Rejected]:
    number, read = 0, 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        read += len(raw)
        is_cut = len(raw) == LONGEST_LINE and not raw.endswith(b"\n")
        while is_cut and (rest := file.readline(LONGEST_LINE)):
            read += len(rest)
            is_cut = not rest.endswith(b"\n")
            raw = b""
        progress(read)
        yield _decoded(number, raw, is_gb18030) if raw else _too_long(number)


def _decoded(number: int, raw: bytes, is_gb18030: bool) -> FileLine | Rejected:
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        if not is_gb18030 or text.isascii() or _has_cjk(text):
            return FileLine(number, text.rstrip("\r\n"))
    except UnicodeDecodeError:
        pass
    try:
        return FileLine(number, raw.decode("gb18030").rstrip("\r\n"))
    except UnicodeDecodeError:
        return Rejected(number, UNREAD)


def _wide_lines(file: BinaryIO, encoding: str, progress: Progress) -> Iterator[FileLine | Rejected]:
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
    number, read = 0, 0
    while row := text.readline(LONGEST_LINE):
        number += 1
        read += 2 * len(row)
        is_whole = len(row) < LONGEST_LINE or row.endswith("\n")
        while not is_whole and (rest := text.readline(LONGEST_LINE)):
            read += 2 * len(rest)
            is_whole = rest.endswith("\n")
            row = ""
        progress(read)
        yield FileLine(number, row.lstrip("\ufeff").rstrip("\r\n")) if row else _too_long(number)


def _too_long(number: int) -> Rejected:
    return Rejected(number, f"the line is longer than {LONGEST_LINE} characters")


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 by its mark, or by the zeros that every second byte of digits and spaces is."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head) or min(even, odd) * 5 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_gb18030(head: bytes) -> bool:
    """Short Chinese words in GB18030 are UTF-8 too (小鹿 is С¹): they count when nothing else does."""
    verdicts = [_says_utf8(line) for line in head.split(b"\n")[:-1] or [head] if not line.isascii()]
    against = verdicts.count(False)
    return against > verdicts.count(True) or (bool(verdicts) and True not in verdicts)


def _says_utf8(line: bytes) -> bool | None:
    """None where it may as well be something else."""
    try:
        return True if _has_cjk(line.decode("utf-8")) else None
    except UnicodeDecodeError:
        return False


def _has_cjk(text: str) -> bool:
    return any(ord(letter) >= LEAST_CJK for letter in text)
