"""What a file really is, told from its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from bot.core.imports import UnreadableFile

HEAD_BYTES = 64 * 1024
ZIP = b"PK\x03\x04"
FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old (.xls) or password-protected Excel file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
TEXT_CONTROLS = frozenset(b"\0\t\n\x0b\x0c\r\x1b")


def head_of(path: Path, expected: str) -> bytes:
    """The file's first bytes. Raises UnreadableFile when there are none."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise UnreadableFile(f"{path.name} can't be opened: {error.strerror or error}") from None
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise UnreadableFile(f"{path.name}: expected {expected}, found an empty file")
    return head


def is_zip(head: bytes) -> bool:
    return head.startswith(ZIP)


def is_json(head: bytes) -> bool:
    return _opening(head).startswith((b"{", b"["))


def foreign_content(head: bytes) -> str | None:
    """In words what this is when it is nothing that a table or a JSON document could be in."""
    for signature, name in FOREIGN:
        if head.startswith(signature):
            return name
    opening = _opening(head).lower()
    if opening.startswith(b"<"):
        return "a web page (HTML)" if b"<table" in opening or b"<html" in opening else "an XML document"
    return None


def looks_binary(head: bytes) -> bool:
    """Many control characters. Asked last, since Chinese in UTF-16 has some too."""
    controls = sum(byte < 0x20 and byte not in TEXT_CONTROLS for byte in head)
    return controls > len(head) // 20


def _opening(head: bytes) -> bytes:
    """The head as far as it is ASCII, whichever of the usual encodings it is in."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
