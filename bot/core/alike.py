"""Texts that say the same in other words, by the letters they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.core.training_sentences import bigrams, letters

Weigh = Callable[[str], float]
Words = Callable[[str], Sequence[str]]
"""The words of a text, one behind the other."""
COMMON = 400
"""Groups that share a bigram, beyond which it tells nothing and is not looked up."""
LONGEST_TOPIC = 4
EMPTY_WORDS = frozenset(
    "吗呢吧啊呀嘛哦么的了得地我你您咱它这那个件款是有在就还也都又很不没会能可要想问给和跟把被"
)
EMPTY_WORDS |= {
    "这个",
    "那个",
    "哪个",
    "这种",
    "那种",
    "哪种",
    "什么",
    "怎么",
    "一个",
    "一下",
    "就是",
    "可以",
}
"""No topic begins or ends with one."""
COVERED = 0.5
"""Of a group's texts that must hold its topic."""


def equal(_bigram: str) -> float:
    return 1.0


def rarity(texts: Iterable[str]) -> Weigh:
    """What everybody writes (怎么样, 可以吗) weighs little, what few write (色牢) much."""
    seen: Counter[str] = Counter()
    count = 0
    for text in texts:
        seen.update(bigrams(letters(text)))
        count += 1
    return lambda bigram: math.log((count + 2) / (seen[bigram] + 1)) ** 2


def grouped(
    texts: Sequence[str], *, least: float, weigh: Weigh = equal, least_ratio: float = 0.0
) -> tuple[tuple[int, ...], ...]:
    """Places of alike texts, the largest group first; each text is in one group.

    A text joins the group whose first text shares most with it: of the lighter one's bigrams by weight at
    least `least`, where neither is lighter than `least_ratio` of the other. The result does not depend on the
    order of the texts.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[letters(text)].append(place)
    groups: list[list[int]] = []
    sizes: list[float] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for text in sorted(places, key=lambda one: (-len(places[one]), len(one), one)):
        grams = bigrams(text)
        size = sum(map(weigh, grams))
        found = _closest(grams, size, holding, sizes, weigh, least, least_ratio)
        if found is None:
            found = len(groups)
            groups.append([])
            sizes.append(size)
            for gram in grams:
                holding[gram].append(found)
        groups[found] += places[text]
    ordered = sorted((tuple(sorted(one)) for one in groups), key=lambda one: (-len(one), texts[one[0]]))
    return tuple(ordered)


def _closest(
    grams: Iterable[str],
    size: float,
    holding: Mapping[str, Sequence[int]],
    sizes: Sequence[float],
    weigh: Weigh,
    least: float,
    least_ratio: float,
) -> int | None:
    shared: dict[int, float] = defaultdict(float)
    for gram in sorted(grams):
        groups = holding.get(gram, ())
        if len(groups) <= COMMON:
            for group in groups:
                shared[group] += weigh(gram)
    likeness = {
        group: common / lighter
        for group, common in shared.items()
        if (lighter := min(size, sizes[group])) > 0 and lighter >= least_ratio * max(size, sizes[group])
    }
    best = max(likeness, key=lambda group: (likeness[group], -group), default=None)
    return best if best is not None and likeness[best] >= least else None


def topic(texts: Sequence[str], weigh: Weigh, words: Words = list) -> str:
    """The whole words that most of the texts share and few others have; empty for texts without any."""
    holding: Counter[str] = Counter()
    for text in texts:
        holding.update(_spans(words(letters(text))))
    shared = [part for part, count in holding.items() if count >= COVERED * len(texts)]
    return max(shared, key=lambda part: (holding[part] * _telling(part, weigh), part), default="")


def _spans(words: Sequence[str]) -> set[str]:
    """Words in a row that together are as long as a topic, and say something at both ends."""
    telling = [place for place, word in enumerate(words) if word not in EMPTY_WORDS]
    rows = (
        "".join(words[first : last + 1])
        for place, last in enumerate(telling)
        for first in telling[max(0, place - LONGEST_TOPIC + 1) : place + 1]
    )
    return {row for row in rows if 2 <= len(row) <= LONGEST_TOPIC}


def _telling(part: str, weigh: Weigh) -> float:
    """Of a part's bigrams the rarest counts whole, each further one less; one that all have spoils it."""
    weights = sorted((weigh(part[at : at + 2]) for at in range(len(part) - 1)), reverse=True)
    total = sum(weight / (place + 1) for place, weight in enumerate(weights))
    return total * math.sqrt(max(min(weights), 0.0))
