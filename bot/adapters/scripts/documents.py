"""YAML files as the checker and the readers of bot.core want them. Nothing raises: a fault is noted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.core.script_sources import Source


class _StrictLoader(yaml.CSafeLoader):
    """A key that stands twice is an error: the second would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_source(path: Path, root: Path, scene: str = "") -> Source:
    """One file, named relative to `root`."""
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        return Source(name, scene, path.stem, "", fault=_one_line(fault))
    return read_text(text, name, scene, path.stem)


def read_text(text: str, path: str, scene: str, name: str) -> Source:
    """One script's text; `path` is what its faults are shown under."""
    try:
        document = yaml.load(text, _StrictLoader)  # noqa: S506 - built on the safe loader
    except (yaml.YAMLError, RecursionError) as fault:
        return Source(path, scene, name, text, fault=_one_line(fault))
    return Source(path, scene, name, text, document)


def _one_line(fault: Exception) -> str:
    return " ".join(str(fault).split())
