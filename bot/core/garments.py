"""Which of a piece's own measurements a buyer asks for (M码衣长多少), and whether they are taken flat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.core.text import normalised

LENGTHS = ("衣长", "裙长", "裤长")
"""What catalogues call the length of the whole piece; buyers use any of them for it."""
LAID_FLAT = frozenset({*LENGTHS, "胸围", "腰围", "臀围", "肩宽", "袖长", "大腿围", "脚口", "裆深", "下摆"})
"""Measurements of clothes. Shoes and bags are not laid flat."""

_WHOLE = "|".join(
    (*LENGTHS, "总长", "全长", "(?:衣服|裙子|裤子|外套|大衣|裙摆|整件|这[件条款])(?:有|是|大概)*(?=多长)")
)
_BETWEEN = r"[和跟与及、,，\s是有大概约分别各都的还]"
_ASKS = r"(?:多少|多[长宽大](?!码|号|时间)|几(?:厘米|公分|cm|米))(?!的?.{0,3}(?:能穿|可以穿|合适|[穿拿选]))"


def asked_measurements(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Of the chart's `names` those that the text asks for, in its order; a body's 腰围72 asks for nothing."""
    spoken = _spoken(tuple(dict.fromkeys(names)))
    either = "|".join(spoken.values())
    if not either:
        return ()
    found = re.search(rf"(?:(?:{either})(?:{_BETWEEN})*)+{_ASKS}", normalised(text).text)
    if found is None:
        return ()
    places = {name: re.search(pattern, found.group()) for name, pattern in spoken.items()}
    return tuple(
        sorted((name for name, place in places.items() if place), key=lambda name: _start(places[name]))
    )


def is_laid_flat(names: Iterable[str]) -> bool:
    return not LAID_FLAT.isdisjoint(names)


def _spoken(names: Sequence[str]) -> dict[str, str]:
    """How buyers call each: the whole piece's length by any of its names, unless the chart knows both."""
    whole = [name for name in names if name in LENGTHS]
    patterns = {name: re.escape(name) for name in names}
    return patterns | ({whole[0]: f"(?:{_WHOLE})"} if len(whole) == 1 else {})


def _start(place: re.Match[str] | None) -> int:
    return place.start() if place else 0
