"""The scenario book (tests/data/scenarios): talks, what each reply must state, what it must never say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data" / "scenarios"
TALK_KEYS = {"talk", "buyer", "product", "order", "at", "turns"}
TURN_KEYS = {"buyer", "means", "facts", "says", "first", "never", "scripts", "asks", "route"}


@dataclass(frozen=True)
class Expected:
    """One turn of a buyer."""

    text: str
    means: frozenset[str]
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Facts that the suggestions must rest on, as people read them."""
    says: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    """What the first suggestion itself says: of several wishes, that they are answered in one message."""
    never: tuple[str, ...] = ()
    scripts: frozenset[str] = frozenset()
    asks: bool | None = None
    """Whether the first suggestion asks the buyer something."""
    route: str = ""

    def faults(self, answer: Mapping[str, Any]) -> Iterator[str]:
        """What is wrong with an answer of `python -m bot suggest`, in words."""
        suggestions = answer["suggestions"]
        if not suggestions:
            yield "nothing is suggested"
            return
        texts = [suggestion["text"] for suggestion in suggestions]
        known = {name: value for one in reversed(suggestions) for name, value in one["facts"].items()}
        offered = {part for one in suggestions for part in one["script"].split("+")}
        yield from (f"does not say {word}" for word in self.says if not any(word in text for text in texts))
        yield from (f"does not say {word} at once" for word in self.first if word not in texts[0])
        yield from (f"says {word}" for word in self.never if any(word in text for text in texts))
        for name, value in self.facts.items():
            if known.get(name) != value:
                yield f"{name} is {known.get(name)!r} instead of {value!r}"
        if not self.scripts <= offered:
            yield f"offers {sorted(offered)} instead of {sorted(self.scripts)}"
        if self.asks is not None and ("？" in texts[0]) is not self.asks:
            yield f"{'asks nothing' if self.asks else 'asks'}: {texts[0]}"
        if self.route and answer["route"] != self.route:
            yield f"goes to {answer['route']} instead of {self.route}"
        found = [finding["rule"] for one in suggestions for finding in one["findings"]]
        if found:
            yield f"has findings of the guard: {', '.join(found)}"


@dataclass(frozen=True)
class Scenario:
    name: str
    turns: tuple[Expected, ...]
    buyer: str | None = None
    product: str | None = None
    order: str | None = None
    at: str | None = None
    """Counted from the day the demo shop is loaded, as in data/demo ("+1d 02:10"); now without it."""


def read_scenarios(folder: Path = FOLDER) -> list[Scenario]:
    """Raises ValueError for an unknown key: a typo would make a test that cannot fail."""
    return [_scenario(value, path.name) for path in sorted(folder.glob("*.yml")) for value in _listed(path)]


def _listed(path: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return listed


def _scenario(value: dict[str, Any], file: str) -> Scenario:
    if unknown := value.keys() - TALK_KEYS:
        raise ValueError(f"{file}: unknown {', '.join(sorted(unknown))} in {value.get('talk')}")
    context = {name: value.get(name) for name in ("buyer", "product", "order", "at")}
    return Scenario(value["talk"], tuple(_turn(turn, value["talk"]) for turn in value["turns"]), **context)


def _turn(value: dict[str, Any], talk: str) -> Expected:
    if unknown := value.keys() - TURN_KEYS:
        raise ValueError(f"{talk}: unknown {', '.join(sorted(unknown))}")
    return Expected(
        text=value["buyer"],
        means=frozenset(value["means"]),
        facts=value.get("facts", {}),
        says=tuple(map(str, value.get("says", ()))),
        first=tuple(map(str, value.get("first", ()))),
        never=tuple(map(str, value.get("never", ()))),
        scripts=frozenset(value.get("scripts", ())),
        asks=value.get("asks"),
        route=value.get("route", ""),
    )
