"""A shop's rules for follow-ups as a part of its rules' document. Spans are in hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time, timedelta
from typing import Any

from bot.core.follow_up_rules import CourierLimits, FollowUpKind, FollowUpRules, Holiday, Segment
from bot.core.quiet_hours import Waking

HOUR = timedelta(hours=1)
USUAL = FollowUpRules()
SPANS = (
    *("apart", "greetings_apart", "visit_after", "solved_after", "refund_ahead"),
    *("return_after", "call_back_ahead", "door", "station"),
)
_KINDS = ("off", "automatic")
KEYS = {"begins", "ends", "per_week", "unpaid", "next_day_at", "couriers", "holidays", *SPANS, *_KINDS}
COURIER_KEYS = {f.name for f in fields(CourierLimits)}


def rules_from_settings(settings: Mapping[str, Any]) -> FollowUpRules:
    """Raises ValueError, KeyError or TypeError for what are no such rules."""
    _only("follow_ups", settings, KEYS)
    own: dict[str, Any] = {name: settings[name] * HOUR for name in SPANS if name in settings}
    own |= {name: frozenset(map(FollowUpKind, settings.get(name, ()))) for name in _KINDS}
    unpaid = settings.get("unpaid")
    return FollowUpRules(
        waking=Waking(
            _clock(settings.get("begins"), USUAL.waking.begins),
            _clock(settings.get("ends"), USUAL.waking.ends),
        ),
        per_week=int(settings.get("per_week", USUAL.per_week)),
        unpaid=USUAL.unpaid if unpaid is None else tuple(hours * HOUR for hours in unpaid),
        next_day_at=_clock(settings.get("next_day_at"), USUAL.next_day_at),
        couriers={name: _courier(name, one) for name, one in settings.get("couriers", {}).items()},
        holidays=tuple(map(_holiday, settings.get("holidays", ()))),
        **own,
    )


def rules_to_settings(rules: FollowUpRules) -> dict[str, Any]:
    return {
        "begins": f"{rules.waking.begins:%H:%M}",
        "ends": f"{rules.waking.ends:%H:%M}",
        "per_week": rules.per_week,
        "unpaid": [span / HOUR for span in rules.unpaid],
        "next_day_at": f"{rules.next_day_at:%H:%M}",
        "couriers": {name: _courier_document(one) for name, one in rules.couriers.items()},
        "holidays": [
            {"on": one.on.isoformat(), "name": one.name, "to": sorted(segment.value for segment in one.to)}
            for one in rules.holidays
        ],
        **{name: getattr(rules, name) / HOUR for name in SPANS},
        **{name: sorted(kind.value for kind in getattr(rules, name)) for name in _KINDS},
    }


def _courier(name: str, document: Mapping[str, Any]) -> CourierLimits:
    _only(f"follow_ups.couriers.{name}", document, COURIER_KEYS)
    return CourierLimits(**{key: hours * HOUR for key, hours in document.items()})


def _courier_document(limits: CourierLimits) -> dict[str, float]:
    spans = {name: getattr(limits, name) for name in sorted(COURIER_KEYS)}
    return {name: span / HOUR for name, span in spans.items() if span is not None}


def _holiday(document: Mapping[str, Any]) -> Holiday:
    _only("follow_ups.holidays", document, {"on", "name", "to"})
    to = frozenset(map(Segment, document.get("to", ("vip",))))
    return Holiday(date.fromisoformat(str(document["on"])), document["name"], to)


def _clock(written: str | None, usual: time) -> time:
    return usual if written is None else time.fromisoformat(written)


def _only(where: str, document: Mapping[str, Any], known: set[str]) -> None:
    unknown = document.keys() - known
    if unknown:
        raise ValueError(f"{where}: unknown settings {', '.join(sorted(unknown))}")
