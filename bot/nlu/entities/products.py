"""What a buyer calls the goods: the longest name, with what it is made of or for (加绒卫衣, 儿童书包)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import AS_TYPED, Seen

LONGEST = 10
SHORT = "short"
"""Names of one character (鞋, 锅) count only where they stand as words."""

_PARTS = frozenset({"product", "quality"})
_NOT_GOODS = re.compile(
    r"^(?:号|尾号|端|台(?!灯)|支付|付款|短信|味|色|店|厂|街|路(?!上)|群|剧|行业|装(?![饰修])|新村|大学)"
)
_MEANS = re.compile(r"^(?:上|里|掉|网|没电|卡)")
_MEANS_WORDS = frozenset({"手机", "电脑", "平板"})
_BEFORE_SHORT = re.compile(r"(?:^|[双条把口张床件个本盏套的这那买退换款修洗\s,，])$")
_AFTER_SHORT = re.compile(r"^(?:$|\W|[的了吗呢吧不没有啊是也能可会就还退换太什怎收到多穿都咋要])")


def product_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    run: list[Seen] = []
    for seen in marks:
        if seen.mark.label not in _PARTS:
            continue
        if run and (run[-1].mark.end != seen.mark.start or seen.mark.end - run[0].mark.start > LONGEST):
            yield from _named(run)
            run = []
        run.append(seen)
    yield from _named(run)


def _named(run: Sequence[Seen]) -> Iterator[Entity]:
    """A run of names and qualities that ends in a name."""
    ends = [place for place, seen in enumerate(run) if seen.mark.label == "product"]
    if not ends:
        return
    last = run[ends[-1]]
    whole = last.spanning(run[0].mark.start, last.mark.end)
    if _is_goods(whole):
        yield whole.entity("product", AS_TYPED)


def _is_goods(seen: Seen) -> bool:
    if _NOT_GOODS.search(seen.after):
        return False
    if len(seen.raw) == 1:
        return bool(_BEFORE_SHORT.search(seen.before) and _AFTER_SHORT.search(seen.after))
    return not (seen.raw in _MEANS_WORDS and _MEANS.search(seen.after))
