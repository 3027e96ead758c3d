"""Who is to wear it, and what they wish beyond their measures (handbook A5)."""

from __future__ import annotations

from typing import Final

from bot.core.catalogue import ChartKind, Fit
from bot.core.word_table import WordTable

WEARERS: Final = WordTable(
    "buyer",
    {
        "he": r"老公|男朋友|男友|公公|岳父|儿子|[我给]家?(?:爸|爷爷|外公|弟|哥|叔)|(?<!其)他(?!们|家|人)",
        "she": r"老婆|媳妇|女朋友|女友|婆婆|女儿|闺女|闺蜜"
        r"|[我给]家?(?:妈|奶奶|外婆|姥姥|妹|姐|姑|阿姨)|她(?!们|家)",
    },
)
_ROOM: Final = WordTable(
    "",
    {
        "yes": r"[想要给].{0,3}[买拿选穿].{0,2}大一?[点些]|多穿.{0,2}年"
        r"|穿.{0,2}[两二三]年|穿久一?点|长得快|长个"
    },
)
_FEET: Final = WordTable(
    "",
    {"wide": r"脚.{0,3}[宽胖肥]|脚背.{0,2}[高厚]|[宽肉胖]脚"},
)


def wearer(text: str, kind: ChartKind | None) -> str:
    """`child`, `he`, `she`, else `buyer`. Nobody buys children's wear for herself."""
    return "child" if kind is ChartKind.CHILD else WEARERS.named(text)


def has_wide_feet(text: str, kind: ChartKind | None) -> bool:
    return kind is ChartKind.SHOES and _FEET.named(text) == "wide"


def wished_fit(text: str, kind: ChartKind | None) -> Fit | None:
    """Who wants room to grow, or has wide feet, is served like one who likes it loose."""
    return Fit.LOOSE if _ROOM.named(text) == "yes" or has_wide_feet(text, kind) else None
