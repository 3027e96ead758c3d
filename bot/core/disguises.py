"""A reply as the guard reads it: without the disguises people hide words in, with the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

Fold = Callable[[str], str]

_PUNCTUATION = str.maketrans(",;!?", "，；！？")
"""One form of each mark that ends a clause; NFKD has made the full-width ones narrow."""
_LOOKALIKES = dict(
    zip(
        "ѵνхχѕоοаеіӏԛɢρрсυ蕞徴溦伩苐笫眞囬帐卟淂沵伱妳恏",
        "vvxxsooaeilqgppcu最微微信第第真回账不得你你你好",
        strict=True,
    )
)
"""Letters of other alphabets that pass for Latin ones, and rare characters that pass for common ones."""
_SYMBOLS = {
    **dict.fromkeys("❤♥♡💗💖💕💓💙💚💛🧡💜🖤❣💟🤍", "❤"),
    **dict.fromkeys("+➕✚✛➜", "+"),
    **dict.fromkeys("⭐🌟★", "星"),
    **dict.fromkeys("☎📞📱", "电话"),
    "🐧": "qq",
    "🧧": "红包",
    "💬": "信",
    "✉": "信",
}
"""Pictures that stand for a word; every other symbol is decoration."""
_NUMERALS = dict(zip("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789", strict=True))
_BETWEEN = (
    r"(?:[^\w，。！？；：、:.~～—…()\[\]{}「」『』【】《》“”\"\n]|[·_.](?! )){1,3}"
    r"(?=[\u4e00-\u9fff])"
)
_DECORATED = re.compile(
    r"(?:(?<=[^\u4e00-\u9fff][\u4e00-\u9fff])|(?<=^[\u4e00-\u9fff]))"
    rf"{_BETWEEN}"
    rf"|(?<=[\u4e00-\u9fff]){_BETWEEN}(?=.(?:[^\u4e00-\u9fff]|$))"
)
"""Beside a character that stands alone: a word taken apart."""
_BREAK = re.compile(rf"(?<=[\u4e00-\u9fff]){_BETWEEN}")
_SEPARATED = re.compile(r"(?<=\d)[^\w\n]{1,3}(?=\d)")


@dataclass(frozen=True)
class View:
    """`text` is what rules read; its character i came from original[positions[i]]."""

    original: str
    text: str
    positions: tuple[int, ...]

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(self.text)

    def excerpt(self, start: int, end: int) -> str:
        return self.original[self.positions[start] : self.positions[end - 1] + 1]


def legible(text: str, simplified: Fold = str) -> View:
    """One width, case, script and form of each mark; invisible characters are gone.

    `simplified` turns traditional characters into simplified ones, one for one.
    """
    return _view(text, simplified, _plain_char)


def plain(view: View) -> View:
    """Without what stands between Chinese characters and is no mark: 保 证, 绝*对.

    Between whole words it counts as a blank, which agents type for a comma: 没办法 只能这样.
    """
    return _without(_without(view, _DECORATED), _BREAK, " ")


def squeezed(view: View) -> View:
    """Without blanks, marks and decoration at all: V-信, 微 。信; 🐧 is what it stands for."""
    return _refolded(view, _bare_char)


def dialled(view: View) -> View:
    """With numerals as digits and one - for what separates digits: 幺三八 1234 is 138-1234."""
    return _without(_refolded(plain(view), _digit_char), _SEPARATED, "-")


def _view(text: str, simplified: Fold, fold: Fold) -> View:
    chars: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(simplified(text)):
        folded = fold(char)
        chars.append(folded)
        positions += [position] * len(folded)
    return View(text, "".join(chars), tuple(positions))


def _refolded(view: View, fold: Fold) -> View:
    folded = [fold(char) for char in view.text]
    text = "".join(folded)
    if len(text) == len(folded) and "" not in folded:
        return View(view.original, text, view.positions)
    positions = [place for place, put in zip(view.positions, folded, strict=True) for _ in put]
    return View(view.original, text, tuple(positions))


def _without(view: View, pattern: re.Pattern[str], put: str = "") -> View:
    chars: list[str] = []
    positions: list[int] = []
    done = 0
    for found in pattern.finditer(view.text):
        chars += (view.text[done : found.start()], put)
        positions += (*view.positions[done : found.start()], *view.positions[found.start() :][: len(put)])
        done = found.end()
    if not done:
        return view
    return View(view.original, "".join((*chars, view.text[done:])), (*positions, *view.positions[done:]))


@lru_cache(maxsize=8192)
def _plain_char(char: str) -> str:
    folded = unicodedata.normalize("NFKD", char).lower().translate(_PUNCTUATION)
    kept = (_one(one) for one in folded if one.isspace() or not _is_invisible(one))
    return "".join(kept)


def _one(char: str) -> str:
    if char.isspace():
        return "\n" if char in "\n\r\u2028\u2029" else " "
    digit = unicodedata.digit(char, None)
    return _LOOKALIKES.get(char, char) if digit is None else str(digit)


@lru_cache(maxsize=8192)
def _bare_char(char: str) -> str:
    folded = "".join(_SYMBOLS.get(one, one) for one in _plain_char(char))
    return "".join(one for one in folded if one in "❤+" or unicodedata.category(one)[0] in "LN")


@lru_cache(maxsize=8192)
def _digit_char(char: str) -> str:
    return "".join(_NUMERALS.get(one, one) for one in _plain_char(char))


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char)[0] in "CM"
