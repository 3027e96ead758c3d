"""What agents write about a buyer: tags, a note, height, weight, usual size (handbook F1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType

from bot.core.buyers import PRICED_TAGS, VIP, Body, Buyer
from bot.core.measures import is_plausible
from bot.core.refusals import OutOfRule, Refusal

MOST_TAGS = 12
LONGEST_TAG = 12
LONGEST_NOTE = 500
LONGEST_SIZE = 10


@dataclass(frozen=True)
class Profile:
    """As a form tells it. A measure that is None is not known."""

    tags: tuple[str, ...] = ()
    note: str = ""
    height: float | None = None
    """cm."""
    weight: float | None = None
    """kg."""
    usual_size: str = ""
    stopped: bool = False
    """Wants no messages that nobody asked for."""


@dataclass(frozen=True)
class Rewritten:
    tags: tuple[str, ...]
    note: str
    body: Body
    changes: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """For the audit trail; empty when nothing differs."""
    measures: frozenset[str] = frozenset()
    """Names of the measures that are other than before."""


def rewritten(buyer: Buyer, profile: Profile, *, may_price: bool = False) -> Rewritten:
    """`may_price`: whoever writes may set the tags that prices rest on. Raises OutOfRule."""
    tags = tidy_tags(profile.tags)
    if not may_price and _priced(tags) != _priced(buyer.tags):
        raise OutOfRule(Refusal.TAG_MOVES_PRICES)
    note = profile.note.strip()
    if len(note) > max(LONGEST_NOTE, len(buyer.note)):  # the note of joined buyers may be longer
        raise OutOfRule(Refusal.NOTE_TOO_LONG)
    body = _body(buyer.body, profile)
    old, new = asdict(buyer.body), asdict(body)
    measures = frozenset(name for name in new if new[name] != old[name])
    return Rewritten(tags, note, body, _changes(buyer, tags, note, body, measures), measures)


def tidy_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """In the order given, each once; VIP in the one writing that prices go by. Raises OutOfRule."""
    plain = (" ".join(tag.split()) for tag in tags)
    named = tuple(dict.fromkeys(VIP if tag.upper() == VIP else tag for tag in plain if tag))
    if len(named) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in named):
        raise OutOfRule(Refusal.TAGS_TOO_MANY)
    return named


def _priced(tags: Iterable[str]) -> frozenset[str]:
    return PRICED_TAGS.intersection(tag.strip().upper() for tag in tags)


def _body(known: Body, profile: Profile) -> Body:
    for name, value in (("height", profile.height), ("weight", profile.weight)):
        if value is not None and not is_plausible(name, value):
            raise OutOfRule(Refusal.NO_BODY)
    size = profile.usual_size.strip()
    if len(size) > LONGEST_SIZE:
        raise OutOfRule(Refusal.NO_BODY)
    return replace(known, height=profile.height, weight=profile.weight, usual_size=size or None)


def _changes(
    buyer: Buyer, tags: Sequence[str], note: str, body: Body, measures: frozenset[str]
) -> dict[str, object]:
    changes: dict[str, object] = {}
    if added := [tag for tag in tags if tag not in buyer.tags]:
        changes["tags_added"] = added
    if removed := sorted(buyer.tags.difference(tags)):
        changes["tags_removed"] = removed
    if note != buyer.note:
        changes["note"] = note
    for name in sorted(measures):
        changes[name] = _amount(getattr(buyer.body, name)) + " → " + _amount(getattr(body, name))
    return changes


def _amount(value: float | str | None) -> str:
    return "–" if value is None else value if isinstance(value, str) else f"{value:g}"
