"""Colours: by name, or by one character where it can be nothing else (黑的M, 白衬衫, 红还是蓝)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import AS_TYPED, Seen

_ADJECTIVE = re.compile(r"^(?:的|款|色)")
_INNOCENT = re.compile(
    r"[明空清坦表苍自告旁独小网眼脸面走发奶漂美变泛偏太很不肤牙增净亮焕纯足真镀包烧晒漆么大]$"
)
_LISTED = re.compile(r"还是|和|跟|或者?|与|[ 、/,+]")
_COLORED = frozenset({"product", "quality", "size"})


def color_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    for place, seen in enumerate(marks):
        if (seen.mark.label == "color" and not seen.after.startswith("盲")) or (
            seen.mark.label == "tint" and _is_meant(marks, place)
        ):
            yield seen.entity("color", AS_TYPED)


def _is_meant(marks: Sequence[Seen], place: int) -> bool:
    seen = marks[place]
    if _INNOCENT.search(seen.before) or seen.before.endswith(seen.raw):
        return False
    if _ADJECTIVE.search(seen.after):
        return True
    follower = marks[place + 1] if place + 1 < len(marks) else None
    if follower and follower.mark.label in _COLORED and not seen.gap(follower):
        return True
    return _is_listed(seen, follower) or (place > 0 and _is_listed(marks[place - 1], seen))


def _is_listed(one: Seen, other: Seen | None) -> bool:
    """红还是蓝, 黑、白."""
    labels = {one.mark.label, other.mark.label} if other else set()
    return bool(other and labels <= {"tint", "color"} and _LISTED.fullmatch(one.gap(other)))
