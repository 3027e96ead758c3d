"""Traditional characters as simplified ones, one for one, so that offsets stay true."""

from __future__ import annotations

from functools import lru_cache

from opencc import OpenCC

_HAN = [chr(code) for block in (range(0x3400, 0x4DC0), range(0x4E00, 0xA000)) for code in block]
_COMMON_READING = dict(zip("著妳祂牠瞭乾麽藉徵", "着你他它了干么借征", strict=True))
"""Where the library keeps a character because it is right in rare words; buyers write the common ones."""


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    simple = OpenCC("t2s").convert("，".join(_HAN)).split("，")
    pairs = {ord(old): new for old, new in zip(_HAN, simple, strict=True) if old != new and len(new) == 1}
    pairs |= {ord(old): new for old, new in _COMMON_READING.items()}
    return {old: new.translate(pairs) for old, new in pairs.items()}  # a few lead on to a third character


def simplified(text: str) -> str:
    return text.translate(_table())
