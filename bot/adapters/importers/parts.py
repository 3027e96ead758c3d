"""A JSON object read like a row: scalars as texts, lists and objects by their own methods."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from bot.adapters.importers.fields import Fields
from bot.adapters.importers.tables import cleaned
from bot.core.imports import shown

T = TypeVar("T")


class Parts(Fields):
    def __init__(self, value: object, what: str) -> None:
        """`what` names the object in errors. Raises ValueError when it is none."""
        if not isinstance(value, dict):
            raise ValueError(f"{what} is not an object")
        named = {scalar(key): part for key, part in value.items()}
        self.nested: Mapping[str, object] = {
            key: part for key, part in named.items() if isinstance(part, (dict, list))
        }
        super().__init__({key: scalar(part) for key, part in named.items() if key not in self.nested})

    def optional(self, parse: Callable[[str], T], *names: str) -> T | None:
        for name in names:
            if name in self.nested:
                raise ValueError(f"{name} is not a plain value")
        return super().optional(parse, *names)

    def texts(self, *names: str) -> tuple[str, ...]:
        value = self._of_type(list, *names)
        return tuple(map(scalar, value)) if value is not None else super().texts(*names)

    def pairs(self, *names: str) -> dict[str, str]:
        value = self._of_type(dict, *names)
        if value is None:
            return super().pairs(*names)
        return {scalar(key): scalar(part) for key, part in value.items()}

    def items(self, name: str) -> list[object]:
        value = self._of_type(list, name)
        if value is None and self.cells.get(name):
            raise ValueError(f"{name} is not a list")
        return value or []

    def inner(self, name: str) -> Parts | None:
        value = self._of_type(dict, name)
        if value is None and self.cells.get(name):
            raise ValueError(f"{name} is not an object")
        return None if value is None else Parts(value, name)

    def unread(self) -> dict[str, str]:
        nested = {
            name: json.dumps(part, ensure_ascii=False, default=str)
            for name, part in self.nested.items()
            if name not in self._asked
        }
        return super().unread() | nested

    def _of_type(self, kind: type[T], *names: str) -> T | None:
        self._asked.update(names)
        for name in names:
            part = self.nested.get(name)
            if isinstance(part, kind):
                return part
            if part is not None:
                raise ValueError(f"{name} is not {'a list' if kind is list else 'an object'}")
        return None


def scalar(value: object) -> str:
    """A plain JSON value as a cell would hold it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, Decimal)):
        return cleaned(str(value).encode("utf-8", "replace").decode("utf-8"))
    raise ValueError(f"{shown(str(value))} is not a plain value")
