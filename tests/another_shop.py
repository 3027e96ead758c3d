"""The demo shop with every fact changed: whatever a draft still says of the old one is wording, not data."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bot.adapters.demo_documents import load_document

FILES = {
    "shop.yml": ("code", "name", "settings", "promotions"),
    "products.yml": ("products",),
    "buyers.yml": ("buyers",),
    "orders_stories.yml": ("orders",),
    "orders_background.yml": ("orders",),
}
DEARER = Decimal(8)
"""Yuan on every amount: floors stay below prices."""
AMOUNTS = {"price", "floor", "postage", "extra_per_kg", "threshold", "reduction", "free_postage_from"}
COURIERS = {"中通快递": "韵达快递", "圆通速递": "百世快递", "顺丰速运": "京东快递"}
PLACES = {"杭州": "泉州"}
TOLD = {"attributes", "strengths", "weaknesses", "gift", "how", "notes"}
"""What the shop says in its own words."""
WORD = re.compile(r"[一-鿿]{4,}")
SHORT_NAMES = {"中通", "圆通", "顺丰", "16:00", "48小时"}
"""How couriers and times of the old shop are said."""


def another_shop(folder: Path, target: Path) -> Path:
    """A copy of the demo in `folder` with other facts."""
    target.mkdir()
    words = (f"别样说法{number}号" for number in itertools.count(11))
    for name, keys in FILES.items():
        changed = _changed(load_document(folder / name, *keys), words)
        (target / name).write_text(yaml.safe_dump(changed, allow_unicode=True, sort_keys=False), "utf-8")
    return target


def told_words(folder: Path, other: Path) -> frozenset[str]:
    """What only the shop of `folder` would say of itself and its goods, the other never."""
    documents = [load_document(folder / name, *FILES[name]) for name in ("shop.yml", "products.yml")]
    words = {word for told in _told(documents) for word in WORD.findall(told)}
    elsewhere = "".join((other / name).read_text("utf-8") for name in FILES)
    return frozenset(word for word in words if word not in elsewhere) | SHORT_NAMES


def _told(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _told(inner, key if key in TOLD else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner, key)
    elif key in TOLD:
        yield str(value)


def _changed(value: Any, words: Iterator[str], key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _changed(inner, words, key if key in TOLD else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_changed(inner, words, key) for inner in value]
    change: Callable[[Any], Any] = CHANGES.get(key, lambda same: same)
    return next(words) if key in TOLD else change(_plain(value))


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _dearer(amount: Any) -> str:
    return str(Decimal(str(amount)) + DEARER)


CHANGES: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(AMOUNTS, _dearer),
    "days": lambda days: days and days + 3,
    "cutoff": lambda _: "15:20",
    "within_hours": lambda hours: hours - 11,
    "refund_within": lambda hours: hours + 5,
    "closes": lambda _: "22:50",
    "warehouse": lambda place: PLACES.get(place, place),
    "couriers": lambda courier: COURIERS.get(courier, courier),
    "courier": lambda courier: COURIERS.get(courier, courier),
    "衣长": lambda measure: measure + 7,
    "胸围": lambda measure: measure + 7,
    "contact": lambda _: "泉州售后组",
    "phone": lambda phone: phone[:-4] + "9911",
    "address": lambda address: address.replace("号", "弄"),
}
