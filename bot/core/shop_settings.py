"""A shop's rules as a plain document, for the database, the demo and exports. Postage in yuan.

The document is what people edit, so it is read strictly: an unknown key is an error, not a typo
that silently keeps a default.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.core import follow_up_settings
from bot.core.alone_rules import alone_from_settings, alone_to_settings
from bot.core.learning_rules import LearningRules
from bot.core.money import Fen, fen_from_yuan, yuan_text
from bot.core.parcels import WatchLimits
from bot.core.retention import retention_from_settings, retention_to_settings
from bot.core.shift_settings import rules_from_settings, rules_to_settings
from bot.core.shop import BargainRule, CourierRate, DispatchRule, OpeningHours, Region, ReturnAddress, Shop
from bot.core.training_rules import training_from_settings, training_to_settings

KEYS = {f.name for f in fields(Shop)} - {"code", "name"}


def shop_from_settings(code: str, name: str, settings: Mapping[str, Any]) -> Shop:
    """Raises ValueError with one sentence for a document that is no shop's rules."""
    return _shop(code, name, json.dumps(settings, sort_keys=True, default=str))


@lru_cache(maxsize=64)
def _shop(code: str, name: str, document: str) -> Shop:
    """Kept, because every draft asks for its shop and reading the rules takes a millisecond."""
    settings: dict[str, Any] = json.loads(document)
    unknown = settings.keys() - KEYS
    if unknown:
        raise ValueError(f"shop {code}: unknown settings {', '.join(sorted(unknown))}")
    try:
        return _read(code, name, settings)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise ValueError(f"shop {code}: {fault}") from fault


def _read(code: str, name: str, settings: Mapping[str, Any]) -> Shop:
    free_from = settings.get("free_postage_from")
    dispatch = settings.get("dispatch", {})
    hours = settings.get("hours", {})
    watch = settings.get("watch", {})
    return Shop(
        code=code,
        name=name,
        timezone=ZoneInfo(settings.get("timezone", "Asia/Shanghai")),
        hours=OpeningHours(
            opens=time.fromisoformat(hours.get("opens", "09:00")),
            closes=time.fromisoformat(hours.get("closes", "23:30")),
            closed_days=_dates(hours.get("closed_days", ())),
        ),
        dispatch=DispatchRule(
            cutoff=time.fromisoformat(dispatch.get("cutoff", "16:00")),
            within_hours=int(dispatch.get("within_hours", 48)),
            rest_days=_dates(dispatch.get("rest_days", ())),
            works_on_sunday=bool(dispatch.get("works_on_sunday", True)),
        ),
        warehouse=settings.get("warehouse", ""),
        couriers=tuple(settings.get("couriers", ())),
        regions=tuple(_region(region) for region in settings.get("regions", ())),
        upgrades=tuple(_rate(rate) for rate in settings.get("upgrades", ())),
        free_postage_from=None if free_from is None else fen_from_yuan(free_from),
        bargain=BargainRule(**settings.get("bargain", {})),
        return_address=ReturnAddress(**settings.get("return_address", {})),
        freight_insurance=bool(settings.get("freight_insurance", False)),
        refund_within=timedelta(hours=settings.get("refund_within", 48)),
        watch=WatchLimits(
            pickup=timedelta(hours=watch.get("pickup", 24)),
            movement=timedelta(hours=watch.get("movement", 72)),
        ),
        quiet_after=_minutes(settings.get("quiet_after", 5)),
        shifts=rules_from_settings(settings.get("shifts", {})),
        follow_ups=follow_up_settings.rules_from_settings(settings.get("follow_ups", {})),
        alone=alone_from_settings(settings.get("alone", {})),
        learning=LearningRules(**settings.get("learning", {})),
        keep=retention_from_settings(settings.get("keep", {})),
        training=training_from_settings(settings.get("training", {})),
        notes=dict(settings.get("notes", {})),
    )


def _dates(days: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in days)


def _minutes(value: float) -> timedelta:
    if value < 0:
        raise ValueError(f"quiet_after is {value} minutes")
    return timedelta(minutes=value)


def _region(region: Mapping[str, Any]) -> Region:
    first, last = region["days"]
    return Region(
        name=region["name"],
        provinces=frozenset(region["provinces"]),
        days=(int(first), int(last)),
        postage=fen_from_yuan(region.get("postage", 0)),
        extra_per_kg=fen_from_yuan(region.get("extra_per_kg", 0)),
        reachable=bool(region.get("reachable", True)),
    )


def _rate(rate: Mapping[str, Any]) -> CourierRate:
    return CourierRate(
        rate["courier"], rate["region"], fen_from_yuan(rate["first"]), fen_from_yuan(rate.get("further", 0))
    )


def shop_to_settings(shop: Shop) -> dict[str, Any]:
    """The document that `shop_from_settings` reads back to the same shop."""
    return {
        "timezone": shop.timezone.key,
        "hours": {
            "opens": _clock(shop.hours.opens),
            "closes": _clock(shop.hours.closes),
            "closed_days": sorted(day.isoformat() for day in shop.hours.closed_days),
        },
        "dispatch": {
            "cutoff": _clock(shop.dispatch.cutoff),
            "within_hours": shop.dispatch.within_hours,
            "rest_days": sorted(day.isoformat() for day in shop.dispatch.rest_days),
            "works_on_sunday": shop.dispatch.works_on_sunday,
        },
        "warehouse": shop.warehouse,
        "couriers": list(shop.couriers),
        "regions": [_region_document(region) for region in shop.regions],
        "upgrades": [_rate_document(rate) for rate in shop.upgrades],
        "free_postage_from": _yuan(shop.free_postage_from),
        "bargain": asdict(shop.bargain),
        "return_address": {
            "contact": shop.return_address.contact,
            "phone": shop.return_address.phone,
            "address": shop.return_address.address,
        },
        "freight_insurance": shop.freight_insurance,
        "refund_within": _hours(shop.refund_within),
        "quiet_after": shop.quiet_after.total_seconds() / 60,
        "watch": {"pickup": _hours(shop.watch.pickup), "movement": _hours(shop.watch.movement)},
        "shifts": rules_to_settings(shop.shifts),
        "follow_ups": follow_up_settings.rules_to_settings(shop.follow_ups),
        "alone": alone_to_settings(shop.alone),
        "learning": asdict(shop.learning),
        "keep": retention_to_settings(shop.keep),
        "training": training_to_settings(shop.training),
        "notes": dict(shop.notes),
    }


def _region_document(region: Region) -> dict[str, Any]:
    return {
        "name": region.name,
        "provinces": sorted(region.provinces),
        "days": list(region.days),
        "postage": _yuan(region.postage),
        "extra_per_kg": _yuan(region.extra_per_kg),
        "reachable": region.reachable,
    }


def _rate_document(rate: CourierRate) -> dict[str, Any]:
    return {
        "courier": rate.courier,
        "region": rate.region,
        "first": _yuan(rate.first),
        "further": _yuan(rate.further),
    }


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def _yuan(fen: Fen | None) -> str | None:
    return None if fen is None else yuan_text(fen)
