"""Why goods go back: 太小了, 起球, 拉链坏了; not where the buyer only asks whether they would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.understanding import Entity
from bot.nlu.entities.context import AS_TYPED, Seen

_FAILING = frozenset({"return_reason", "failing"})
_BETWEEN = re.compile(r"(?:也|都|就|有点|特别|很|好像|全|已经|又|那里|这里|处|一直|直接|是)?")
_PERSON = re.compile(
    r"(?:家里?人|老公|老婆|媳妇|孩子|小孩|我?妈妈?|我?爸爸?|女朋友|男朋友|对象|宝宝|女儿|儿子|朋友|老人|婆婆|奶奶|爷爷)$"
)
_DISLIKED = re.compile(r"^不(?:喜欢|想要|满意|要)")
_DENIED = re.compile(
    r"(?:会不会|不会|不|没有?|别|防|抗|怕|担心|起不|掉不|是不是|有没有|容不?容易|避免|以免|免得|省得|太|真的|不怕)$"
)
_SUPPOSED = re.compile(r"(?:会|容易|有|是|能|算|可能|偏)$")
_TOO = re.compile(r"太.了")
_CLAUSE = re.compile(r"[^\s,，。.!！;；~?？]*[?？]?")
_ASKS = re.compile(r"(?:吗|么|嘛|不|没|没有|[?？])$|大不大|多不多|严不严重|厉不厉害|怎么样")
_ASKS_MORE = re.compile(r"退|换|赔|能|可以|怎么|咋|修|补|处理|办|啥|什么|哪")
_VOUCHER = re.compile(r"券|红包|优惠|满减|付款|支付|链接|页面|下单")
_USELESS = frozenset({"用不了", "不能用", "没反应", "没用", "用不上", "过期", "过期了", "用不了了"})


def reason_entities(marks: Sequence[Seen]) -> Iterator[Entity]:
    part: Seen | None = None
    for seen in marks:
        if seen.mark.label == "part":
            part = seen
        elif seen.mark.label in _FAILING:
            broken = part if part and _BETWEEN.fullmatch(part.gap(seen)) else None
            if (broken or seen.mark.label == "return_reason") and not _is_asked(seen):
                yield _whole(seen, broken).entity("return_reason", AS_TYPED)
            part = None


def _whole(seen: Seen, part: Seen | None) -> Seen:
    """With the part that failed, or the person whom it displeases."""
    if part:
        end = seen.mark.end - 1 if _TOO.fullmatch(seen.raw) else seen.mark.end
        return seen.spanning(part.mark.start, end)
    person = _PERSON.search(seen.before) if _DISLIKED.search(seen.raw) else None
    return seen.spanning(seen.mark.start - len(person.group()), seen.mark.end) if person else seen


def _is_asked(seen: Seen) -> bool:
    """会起球吗, 不掉色, 怕太小: no complaint. 太小了能换吗 is one."""
    if _DENIED.search(seen.before) or (seen.raw in _USELESS and _VOUCHER.search(seen.text)):
        return True
    if seen.raw.startswith("不") and seen.before.endswith(seen.raw[1:]):
        return True  # 甜不甜
    rest = _CLAUSE.match(seen.text, seen.mark.end)
    clause = rest.group() if rest else ""
    asks = _ASKS.search(clause) is not None
    return asks and (_SUPPOSED.search(seen.before) is not None or not _ASKS_MORE.search(clause))
