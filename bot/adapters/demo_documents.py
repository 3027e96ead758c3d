"""The files of the demo shop: YAML read strictly, so that a typo never silently loses anything."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.adapters.importers.parts import Parts

T = TypeVar("T")


class _Loader(yaml.CSafeLoader):
    """Amounts and measures stay the decimals they are written as."""


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)


def load_document(path: Path, *keys: str) -> dict[str, Any]:
    """A mapping with these keys and no others. Raises ValueError with one sentence that names the file."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(document, dict) or document.keys() != set(keys):
        raise ValueError(f"{path.name} should hold {', '.join(keys)} and nothing else")
    return document


def read_each(file: str, values: object, read: Callable[[object], T]) -> tuple[T, ...]:
    """Every value of a list, read; the ValueError of a bad one says where it stands."""
    if not isinstance(values, list):
        raise ValueError(f"{file} holds no list where one is due")
    records: list[T] = []
    for place, value in enumerate(values, 1):
        try:
            records.append(read(value))
        except ValueError as error:
            raise ValueError(f"{file}, entry {place}: {error}") from None
    return tuple(records)


def refuse_unread(parts: Parts) -> None:
    """Raises ValueError when an object has keys that nobody asked for."""
    if unread := parts.unread():
        raise ValueError(f"unknown {', '.join(unread)}")
