"""How Chinese characters sound, by pypinyin's dictionary of single characters."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, pinyin


@lru_cache(maxsize=8192)
def syllables(char: str) -> tuple[str, ...]:
    """In every reading, with v for ü; 略 is lve, and lue as most type it. Nothing for marks."""
    read = pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore")
    spoken = read[0] if read else []
    typed = [one.replace("ve", "ue") for one in spoken if one.endswith("ve")]
    return tuple(dict.fromkeys(one for one in (*spoken, *typed) if one.isascii() and one.isalpha()))
