"""Sentence encodings kept on disk by text and encoder, so that only new sentences cost anything."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from bot.nlu.encoders import Embeddings, embedded

KEY = "S32"


class Encodings:
    def __init__(self, folder: Path, encoder: str) -> None:
        self._path = folder / f"{encoder}.npz"
        self._encoder = encoder
        self._known: dict[bytes, int] = {}
        self._vectors: Embeddings | None = None
        if self._path.exists():
            with np.load(self._path, allow_pickle=False) as kept:
                self._vectors = kept["vectors"]
                self._known = {bytes(key): row for row, key in enumerate(kept["keys"])}

    def of(self, texts: Sequence[str]) -> Embeddings:
        """One row a text."""
        keys = [sha256(text.encode()).digest().hex()[:32].encode() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._learn(new)
        assert self._vectors is not None
        return self._vectors[[self._known[key] for key in keys]]

    def _learn(self, new: dict[bytes, str]) -> None:
        fresh = embedded([self._encoder], list(new.values()))
        start = 0 if self._vectors is None else len(self._vectors)
        self._vectors = fresh if self._vectors is None else np.vstack([self._vectors, fresh])
        self._known.update({key: start + row for row, key in enumerate(new)})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".new.npz")
        np.savez(unfinished, keys=np.array(list(self._known), dtype=KEY), vectors=self._vectors)
        unfinished.replace(self._path)
