"""What agents keep answering and what buyers keep asking in vain, found in the newest talks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bot.core.alike import Weigh, Words, grouped, rarity, topic
from bot.core.generalising import Generalise, bare
from bot.core.suggestions import Facts
from bot.core.training_sentences import bigrams, letters, shared_bigrams

LEAST_TIMES = 3
LEAST_BUYERS = 2
"""One buyer's matter is no pattern."""
LEAST_LETTERS = 6
"""好的, 稍等: nothing to make a script of."""
ALIKE_ANSWERS, ANSWER_RATIO = 0.5, 0.5
ALIKE_QUESTIONS = 0.42
WORD = 3
UNANSWERED = 0.6
"""Of those who write a word, so many get no answer: it names what the book lacks."""
KNOWN = 0.7
"""From this likeness on a text is one that is known: a script's wording, or a finding of an earlier run."""
EXAMPLES = 5
MOST_FOUND = 200
MASK = "〈"
PLACED = re.compile(r"\[[^\[\]]{1,8}\]")
"""What a log has in the place of a picture or an emoticon: [图片]."""


class MinedState(str, Enum):
    OPEN = "open"
    USED = "used"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Said:
    """What was said once: an agent's answer, or a buyer's question that nothing answered. Masked."""

    text: str
    intent: str
    """What was asked; of a question what it came closest to. Empty where nobody knows."""
    origin: str
    buyer: str
    """A pseudonym."""
    asked: str = ""
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    wording: str = ""
    """Generalised already: masks hide what facts could name."""


@dataclass(frozen=True)
class Example:
    text: str
    origin: str
    buyer: str
    asked: str = ""


@dataclass(frozen=True)
class Mined:
    text: str
    """A wording with {facts}; of questions the one most like the others."""
    intent: str
    times: int
    buyers: int
    examples: tuple[Example, ...]
    topic: str = ""
    """Of questions: what they are about."""


def frequent_answers(
    said: Sequence[Said], generalise: Generalise, scripted: Mapping[str, Collection[str]]
) -> tuple[Mined, ...]:
    """The most frequent first; without what a script of the intent says already."""
    telling = [one for one in said if len(letters(one.text)) >= LEAST_LETTERS]
    found = [
        mined
        for mined in _answers(telling, generalise)
        if not is_known(mined.text, scripted.get(mined.intent, ()))
    ]
    return tuple(sorted(found, key=lambda one: (-one.buyers, -one.times, one.text))[:MOST_FOUND])


def _answers(said: Sequence[Said], generalise: Generalise) -> Iterable[Mined]:
    """One answer is given to what is asked in many ways: it is for the intent that it mostly answers.

    What nobody knows the intent of counts, but needs others that somebody does.
    """
    texts = [one.wording or generalise(one.text, one.intent, one.facts) for one in said]
    for places in grouped([bare(text) for text in texts], least=ALIKE_ANSWERS, least_ratio=ANSWER_RATIO):
        group = [said[place] for place in places]
        intent = _commonest(one.intent for one in group if one.intent)
        wordings = Counter(
            texts[place] for place in places if said[place].intent == intent and MASK not in texts[place]
        )
        if intent and wordings and is_frequent(group):
            best = min(wordings, key=lambda text: (-wordings[text], len(text), text))
            yield _mined(best, intent, group)


def unknown_questions(
    asked: Sequence[Said], everything: Iterable[str], words: Words = list
) -> tuple[Mined, ...]:
    """The most buyers first. `everything`: what buyers write anyway, which tells what is special."""
    everything = tuple(everything)
    weigh = rarity(everything)
    asked = [one for one in asked if letters(PLACED.sub("", one.text))]
    found = []
    for group in _together(asked, everything, weigh):
        about = topic([one.text for one in group], weigh, words)
        if about and is_frequent(group):
            intent = _commonest(one.intent for one in group)
            best = min(
                (one.text for one in group if about in letters(one.text)), key=lambda text: (len(text), text)
            )
            found.append(_mined(best, intent, group, about))
    return tuple(sorted(found, key=lambda one: (-one.buyers, -one.times, one.text))[:MOST_FOUND])


def _commonest(intents: Iterable[str]) -> str:
    """Empty for none."""
    times = Counter(intents)
    return min(times, key=lambda intent: (-times[intent], intent), default="")


def _together(asked: Sequence[Said], everything: Sequence[str], weigh: Weigh) -> Iterable[Sequence[Said]]:
    """Who uses a word that is seldom answered belongs together, then who asks alike."""
    left = list(asked)
    written = Counter(part for text in everything for part in _parts(text))
    while word := _unanswered_word(left, written):
        yield [one for one in left if word in letters(one.text)]
        left = [one for one in left if word not in letters(one.text)]
    for places in grouped([one.text for one in left], least=ALIKE_QUESTIONS, weigh=weigh):
        yield [left[place] for place in places]


def _unanswered_word(asked: Sequence[Said], written: Mapping[str, int]) -> str:
    """The three letters that most buyers have in such questions and hardly anybody elsewhere."""
    users: dict[str, list[str]] = defaultdict(list)
    for one in asked:
        for part in _parts(one.text):
            users[part].append(one.buyer)
    special = {
        part: len(set(buyers))
        for part, buyers in users.items()
        if len(buyers) >= max(LEAST_TIMES, UNANSWERED * written.get(part, 0))
    }
    enough = [part for part, buyers in special.items() if buyers >= LEAST_BUYERS]
    return max(
        enough, key=lambda part: (special[part], len(users[part]), -written.get(part, 0), part), default=""
    )


def _parts(text: str) -> frozenset[str]:
    bare_text = letters(text)
    return frozenset(bare_text[at : at + WORD] for at in range(len(bare_text) - WORD + 1))


def is_frequent(group: Sequence[Said]) -> bool:
    return len(group) >= LEAST_TIMES and len({one.buyer for one in group}) >= LEAST_BUYERS


def is_known(text: str, others: Iterable[str]) -> bool:
    mine = bigrams(letters(bare(text)))
    theirs = (bigrams(letters(bare(other))) for other in others)
    return any(mine and one and shared_bigrams(mine, one) >= KNOWN for one in theirs)


def _mined(text: str, intent: str, group: Sequence[Said], about: str = "") -> Mined:
    """Examples in as many different words, and of as many buyers, as there is room for."""
    of_buyer: dict[str, Said] = {}
    for one in group:
        of_buyer.setdefault(one.buyer, one)
    worded = {letters(one.text): one for one in reversed(of_buyer.values())}
    shown = sorted(worded.values(), key=lambda one: (len(one.text), one.text))[:EXAMPLES]
    examples = tuple(Example(one.text, one.origin, one.buyer, one.asked) for one in shown)
    return Mined(text, intent, len(group), len(of_buyer), examples, about)
