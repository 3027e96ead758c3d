"""One row under its headers: values by name, errors that say which column, and what nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.core.imports import shown

T = TypeVar("T")

SEMICOLON = re.compile(r"[;；\n]")
COLON = re.compile(r"[:：]")


class Fields:
    """Values are asked for by every name a column goes by; the first that is filled counts."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self._asked: set[str] = set()

    def optional(self, parse: Callable[[str], T], *names: str) -> T | None:
        self._asked.update(names)
        for name in names:
            if cell := self.cells.get(name):
                try:
                    return parse(cell)
                except ValueError as error:
                    raise ValueError(f"{name}: {error}") from None
        return None

    def required(self, parse: Callable[[str], T], *names: str) -> T:
        value = self.optional(parse, *names)
        if value is None:
            raise ValueError(f"{' / '.join(names)} is missing")
        return value

    def text(self, *names: str) -> str:
        return self.optional(str, *names) or ""

    def texts(self, *names: str) -> tuple[str, ...]:
        """Several texts, separated by semicolons."""
        parts = (part.strip() for part in SEMICOLON.split(self.text(*names)))
        return tuple(part for part in parts if part)

    def pairs(self, *names: str) -> dict[str, str]:
        """Texts by name, as 材质:棉;厚薄:适中."""
        found: dict[str, str] = {}
        for part in self.texts(*names):
            name, *value = (piece.strip() for piece in COLON.split(part, maxsplit=1))
            if not name or not value or not value[0]:
                raise ValueError(f"{names[0]}: {shown(part)} is not written name:value")
            found[name] = value[0]
        return found

    def mark_read(self, *names: str) -> None:
        """Columns that are not to be kept aside though nobody asked for them here."""
        self._asked.update(names)

    def unread(self) -> dict[str, str]:
        return {name: cell for name, cell in self.cells.items() if cell and name not in self._asked}
