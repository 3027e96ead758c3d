"""data/phrase_variables.yml: what quick phrases may call the variables that the desk fills in."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.core.phrase_variables import LONGEST_NAME, VariableNames


def load_variables(path: Path) -> VariableNames:
    """Raises ValueError with one sentence for a file of another kind."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = {str(fact): tuple(map(str, listed)) for fact, listed in document.items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError) as fault:
        raise ValueError(f"{path.name} holds no lists of names: {' '.join(str(fault).split())}") from fault
    owners: dict[str, str] = {}
    for fact, listed in names.items():
        if not listed or any(not 0 < len(name) <= LONGEST_NAME for name in listed):
            raise ValueError(f"{path.name}: {fact} needs names of at most {LONGEST_NAME} characters")
        for name in listed:
            if owners.setdefault(name.casefold(), fact) != fact:
                raise ValueError(
                    f"{path.name}: {name} stands under {owners[name.casefold()]} and under {fact}"
                )
    return VariableNames(names)
