"""What importers object to, in Chinese: their English sentences are looked up in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

REST, VALUE = "rest", "value"
QUOTED = r"'[^\n]*?'|\"[^\n]*?\""
"""As core.imports.shown quotes what stood in a cell."""
_NAME = re.compile(r"\\\{(\w+)\\\}")


class Reasons:
    def __init__(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Pairs of an English sentence with names in braces, and what is said instead."""
        self._sentences = [(re.compile(_pattern(reason), re.DOTALL), say) for reason, say in sentences]

    def said(self, reason: str) -> str:
        """The reason itself where the list does not have it."""
        for pattern, say in self._sentences:
            if match := pattern.fullmatch(reason):
                told = match.groupdict()
                return say.format(**{**told, REST: self.said(told[REST])} if REST in told else told)
        return reason


def _pattern(reason: str) -> str:
    return _NAME.sub(
        lambda name: rf"(?P<{name[1]}>{QUOTED if name[1] == VALUE else '.+?'})", re.escape(reason)
    )


def load_reasons(path: Path) -> Reasons:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Reasons([(entry["reason"], entry["say"]) for entry in entries])
