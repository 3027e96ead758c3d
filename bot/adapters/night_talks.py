"""Talks to play as a night: JSON Lines of turns, or the scenario book's YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.core.night_replay import BuyerLine


def read_talks(path: Path) -> list[BuyerLine]:
    """A file, or a folder of .yml. Raises OSError, or ValueError that names file and place."""
    if path.is_dir():
        return [line for file in sorted(path.glob("*.yml")) for line in _of_book(file)]
    return list(_of_book(path) if path.suffix in (".yml", ".yaml") else _of_lines(path))


def _of_lines(file: Path) -> Iterator[BuyerLine]:
    for number, text in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            yield _line(line, str(line.get("talk") or line.get("conversation") or number), line["text"])
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"{file.name}, line {number}: no turn with talk and text ({fault})") from None


def _of_book(file: Path) -> Iterator[BuyerLine]:
    for talk in yaml.safe_load(file.read_text(encoding="utf-8")) or ():
        try:
            for turn in talk["turns"]:
                yield _line({**talk, "at": None, "means": turn.get("means", ())}, talk["talk"], turn["buyer"])
        except (KeyError, TypeError, AttributeError) as fault:
            raise ValueError(f"{file.name}: no talk with turns ({fault})") from None


def _line(document: Mapping[str, Any], talk: str, text: object) -> BuyerLine:
    if not isinstance(text, str) or not text.strip():
        raise ValueError("text is missing")
    at = document.get("at")
    moment = datetime.fromisoformat(str(at).replace("Z", "+00:00")) if at else None
    if moment and moment.tzinfo is None:
        raise ValueError(f"{at} is a time without its offset")
    return BuyerLine(
        talk=talk,
        text=text,
        at=moment,
        buyer=str(document.get("buyer") or ""),
        product=document.get("product"),
        order=document.get("order"),
        means=frozenset(document.get("means") or ()),
    )
