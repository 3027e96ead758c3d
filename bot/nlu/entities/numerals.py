"""Figures as buyers write them: 165, 1.65, 一百零八, 一百二, 一六五, 两百."""

from __future__ import annotations

import re

import cn2an

LONGEST = 9
"""Characters of a Chinese numeral that is still a quantity."""

_DIGITS = str.maketrans("零〇一二两三四五六七八九", "001223456789")
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+")
_SPELT = re.compile(r"[零〇一二两三四五六七八九]{2,}")
_CUT_SHORT = re.compile(r"(?P<head>.*[千百])(?P<last>[一二两三四五六七八九])")
_STEP = {"千": 100, "百": 10}


def numbers(text: str) -> list[float]:
    """Of every figure in a text."""
    values = (number(figure) for figure in _FIGURE.findall(text))
    return [value for value in values if value is not None]


def number(text: str) -> float | None:
    """None for what is no number. 一百二 is 120: the last digit counts in the next lower unit."""
    if text[:1].isdigit():
        return float(text)
    if not text or len(text) > LONGEST:
        return None
    if _SPELT.fullmatch(text):
        return float(text.translate(_DIGITS))
    if (short := _CUT_SHORT.fullmatch(text)) and (head := number(short["head"])) is not None:
        return head + int(short["last"].translate(_DIGITS)) * _STEP[short["head"][-1]]
    try:
        return float(cn2an.cn2an(text, "smart"))
    except (ValueError, LookupError):  # its grammar has holes that it falls through
        return None
