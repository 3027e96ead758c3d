"""Sentence encodings by text and encoder, kept in a file: a training embeds only what it has not seen before.

Keys are hashes. What is encoded in small batches is what buyers write: it stays in memory.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.nlu import encoders
from bot.nlu.encoders import Embeddings, Encode

KEPT_FROM = 64
"""Texts in one batch from which they are sentences to train on."""
MOST_KEPT = 200_000
MOST_REMEMBERED = 40_000
AT_ONCE = 500
"""Keys in one question to SQLite."""
Row = NDArray[np.float32]


class KeptEncodings:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._remembered: dict[bytes, Row] = {}

    def around(self, name: str, encode: Encode) -> Encode:
        """The same encoder, asked only for what is not known."""

        def kept(texts: Sequence[str]) -> Embeddings:
            keys = [_key(name, text) for text in texts]
            unknown = {
                key: text for key, text in zip(keys, texts, strict=True) if key not in self._remembered
            }
            found = {key: self._remembered[key] for key in keys if key in self._remembered}
            if len(unknown) >= KEPT_FROM:
                found |= self._read(list(unknown))
            missing = [key for key in unknown if key not in found]
            if missing:
                fresh = dict(zip(missing, encode([unknown[key] for key in missing]), strict=True))
                self._remember(fresh, on_disk=len(unknown) >= KEPT_FROM)
                found |= fresh
            return np.stack([found[key] for key in keys]) if keys else encode(texts)

        return kept

    def _remember(self, fresh: dict[bytes, Row], *, on_disk: bool) -> None:
        if on_disk:
            self._write(fresh)
        elif len(self._remembered) < MOST_REMEMBERED:
            self._remembered |= fresh

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Row]:
        found: dict[bytes, Row] = {}
        with self._open() as opened:
            for begin in range(0, len(keys), AT_ONCE):
                asked = keys[begin : begin + AT_ONCE]
                marks = ",".join("?" * len(asked))
                query = f"SELECT key, vector FROM encoding WHERE key IN ({marks})"  # noqa: S608 - marks only
                found |= {key: np.frombuffer(row, np.float32) for key, row in opened.execute(query, asked)}
        return found

    def _write(self, fresh: dict[bytes, Row]) -> None:
        rows = [(key, np.asarray(row, np.float32).tobytes()) for key, row in fresh.items()]
        with self._open() as opened:
            opened.executemany("INSERT OR REPLACE INTO encoding (key, vector) VALUES (?, ?)", rows)
            oldest = "SELECT max(rowid) - ? FROM encoding"
            opened.execute(f"DELETE FROM encoding WHERE rowid <= ({oldest})", (MOST_KEPT,))  # noqa: S608

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=30)) as opened, opened:
            opened.execute(
                "CREATE TABLE IF NOT EXISTS encoding (key BLOB UNIQUE NOT NULL, vector BLOB NOT NULL)"
            )
            yield opened


def _key(name: str, text: str) -> bytes:
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).digest()


@contextmanager
def kept_encodings(file: Path) -> Iterator[None]:
    """While it lasts, every encoder of this process asks the file first."""
    kept, plain = KeptEncodings(file), encoders.encoder
    wrapped: dict[str, Encode] = {}

    def remembering(name: str) -> Encode:
        if name not in wrapped:
            wrapped[name] = kept.around(name, plain(name))
        return wrapped[name]

    encoders.encoder = remembering  # type: ignore[assignment]
    try:
        yield
    finally:
        encoders.encoder = plain
