"""Whether a talk has heard a wording before, alone or inside of a longer reply."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.phrases import phrases

_UNSPOKEN = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"（[^（）]*）")
_SOFT = "哦呢哈啦呀"
_TELLING = 5
"""Characters from which a phrase is more than a turn of speech."""


def spoken(text: str) -> str:
    """A text without punctuation and blanks: two texts that sound alike are the same sentence."""
    return _UNSPOKEN.sub("", text).lower()


def heard(text: str, said: Iterable[str]) -> bool:
    """Whether one of the replies said it already, in other punctuation or with other soft words."""
    wanted = [bare(phrase.words) for phrase in phrases(text)]
    telling = [words for words in wanted if len(words) >= _TELLING] or [bare(text)]
    return any(_says(reply, telling) for reply in said)


def _says(reply: str, telling: list[str]) -> bool:
    known = {bare(phrase.words) for phrase in phrases(reply)} | {bare(reply)}
    return all(any(phrase.endswith(words) for phrase in known) for words in telling)


def bare(words: str) -> str:
    """A phrase without asides and soft words at its end."""
    return spoken(_ASIDE.sub("", words)).rstrip(_SOFT)
