"""An answer to one buyer as a wording for all: known values become {fact}."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from bot.core.fact_vocabulary import Vocabulary
from bot.core.scripts import PLACEHOLDER
from bot.core.suggestions import Facts

Generalise = Callable[[str, str, Facts], str]
"""(text, intent, facts) -> wording."""
SHORTEST = 2
VALUES: Mapping[str, re.Pattern[str]] = {
    "order.tail": re.compile(r"(?<=尾号)\s?(?:\d{4}(?!\d)|〈电话〉)"),
    "courier": re.compile(r"(?:中通|圆通|申通|韵达|极兔|顺丰|邮政|德邦|京东)(?:快递|速递|速运)?"),
    "money": re.compile(r"(?<![\d.])\d{1,5}(?:\.\d{1,2})?(?=\s?[元块])"),
    "size.name": re.compile(r"(?<![A-Za-z0-9])(?:[2-6]?X{0,3}[SL]|M)(?=\s?码)"),
}
"""What differs from buyer to buyer, by what it looks like; names of facts or kinds of them."""


def generaliser(vocabulary: Vocabulary, stated: Mapping[str, Collection[str]]) -> Generalise:
    """`stated`: the facts that an intent's scripts say already; they come before others of the same value."""

    def generalise(text: str, intent: str, facts: Facts) -> str:
        usual = stated.get(intent, ())
        text = text.replace("{", "｛").replace("}", "｝")
        for said, name in _said(vocabulary, usual, facts):
            text = _outside(text, _bounded(said), name)
        for kind, pattern in VALUES.items():
            name = _fact_of(kind, usual, vocabulary)
            if name:
                text = _outside(text, pattern, name)
        return text

    return generalise


def bare(text: str) -> str:
    """Without what differs: placeholders, and values that stand in their place."""
    text = PLACEHOLDER.sub("", text)
    for pattern in VALUES.values():
        text = pattern.sub("", text)
    return re.sub(r"\d+", "", text)


def statable(name: str, vocabulary: Vocabulary) -> bool:
    """Whether conditions can promise that it is known."""
    meaning = vocabulary.meanings.get(name)
    return meaning is not None and meaning.sayable and (meaning.always or bool(meaning.given))


def _said(vocabulary: Vocabulary, usual: Collection[str], facts: Facts) -> Iterable[tuple[str, str]]:
    """What facts are as words, the longest first; one fact for each wording."""
    words: dict[str, str] = {}
    for name in sorted(facts, key=lambda one: (one not in usual, one)):
        if not statable(name, vocabulary) or not vocabulary.meanings[name].fits(facts[name]):
            continue
        said = vocabulary.say(name, facts[name])
        if len(said) >= SHORTEST or (said.isascii() and said.isupper()):
            words.setdefault(said, name)
    return sorted(words.items(), key=lambda pair: (-len(pair[0]), pair))


def _bounded(said: str) -> re.Pattern[str]:
    """Figures and codes only where they stand whole."""
    if said[0].isascii() or said[-1].isascii():
        return re.compile(rf"(?<![A-Za-z0-9.]){re.escape(said)}(?![A-Za-z0-9]|\.\d)")
    return re.compile(re.escape(said))


def _outside(text: str, pattern: re.Pattern[str], name: str) -> str:
    """Replaced where no placeholder stands yet."""
    parts = re.split(r"(\{[^{}]*\})", text)
    return "".join(part if part.startswith("{") else pattern.sub(f"{{{name}}}", part) for part in parts)


def _fact_of(kind: str, usual: Collection[str], vocabulary: Vocabulary) -> str:
    """The one fact of that kind which the intent's scripts state; empty where that is not clear."""
    if "." in kind:
        return kind if kind in usual and statable(kind, vocabulary) else ""
    fitting = [
        name
        for name in usual
        if statable(name, vocabulary)
        and (vocabulary.meanings[name].type.value == kind or name.rpartition(".")[2] == kind)
    ]
    return fitting[0] if len(fitting) == 1 else ""
