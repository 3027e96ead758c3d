"""data/intents.yml: the closed list of what buyers want."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.core.intents import Intent, Unattended


def load_intents(path: Path) -> Mapping[str, Intent]:
    """By name, in the order of the file. Raises ValueError with one sentence for a file of another kind."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))["intents"]
        intents = [_intent(entry) for entry in entries]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"{path.name} is no list of intents: {' '.join(str(fault).split())}") from fault
    return {intent.name: intent for intent in intents}


def _intent(entry: dict[str, Any]) -> Intent:
    return Intent(entry["name"], entry["zh"], Unattended(entry["unattended"]), entry["means"])
