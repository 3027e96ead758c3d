"""A shop's shifts as a part of its rules' document (bot/core/shop_settings.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from bot.core.shifts import USUAL_KINDS, ShiftKind, ShiftRules

KEYS = frozenset({"kinds", "grace", "most_waiting", "last_agent_days"})
USUAL = ShiftRules()


def rules_from_settings(settings: Mapping[str, Any]) -> ShiftRules:
    """Raises ValueError, KeyError or TypeError for what is no set of shifts."""
    unknown = settings.keys() - KEYS
    if unknown:
        raise ValueError(f"shifts: unknown settings {', '.join(sorted(unknown))}")
    kinds = settings.get("kinds")
    return ShiftRules(
        kinds=USUAL_KINDS if kinds is None else tuple(map(_kind, kinds)),
        grace=timedelta(minutes=settings.get("grace", USUAL.grace / timedelta(minutes=1))),
        most_waiting=int(settings.get("most_waiting", USUAL.most_waiting)),
        last_agent_days=int(settings.get("last_agent_days", USUAL.last_agent_days)),
    )


def rules_to_settings(rules: ShiftRules) -> dict[str, Any]:
    return {
        "kinds": [_document(kind) for kind in rules.kinds],
        "grace": rules.grace / timedelta(minutes=1),
        "most_waiting": rules.most_waiting,
        "last_agent_days": rules.last_agent_days,
    }


def _document(kind: ShiftKind) -> dict[str, str]:
    begins, ends = (f"{at:%H:%M}" for at in (kind.begins, kind.ends))
    return {"code": kind.code, "name": kind.name, "begins": begins, "ends": ends}


def _kind(document: Mapping[str, Any]) -> ShiftKind:
    return ShiftKind(
        code=document["code"],
        begins=time.fromisoformat(document["begins"]),
        ends=time.fromisoformat(document["ends"]),
        name=document.get("name", ""),
    )
