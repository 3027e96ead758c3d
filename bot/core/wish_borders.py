"""Messages whose wishes people have parted, for the model to learn where one wish ends."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.text import normalised

BORDER = "|"
PAUSES = " ,.!?、。;~…\n"


@dataclass(frozen=True)
class PartedMessage:
    text: str  # normalised
    intents: tuple[str, ...]
    borders: tuple[int, ...]
    """Where the second and later wishes begin in `text`."""

    @property
    def parts(self) -> tuple[str, ...]:
        ends = (0, *self.borders, len(self.text))
        return tuple(self.text[start:end].rstrip(PAUSES) for start, end in itertools.pairwise(ends))


def parted_message(document: Mapping[str, Any], simplified: Callable[[str], str] = str) -> PartedMessage:
    """From `{"intents": [a, b], "text": "first wish|second wish"}`. Raises ValueError for others."""
    intents, marked = tuple(document["intents"]), str(document["text"])
    typed = marked.split(BORDER)
    if len(typed) != len(intents) or not all(part.strip() for part in typed):
        raise ValueError(f"{len(intents)} intents, but {len(typed)} parts: {marked}")
    words = normalised("".join(typed), simplified)
    lengths = [sum(map(len, typed[:count])) for count in range(1, len(typed))]
    borders = [next((i for i, start in enumerate(words.starts) if start >= length), 0) for length in lengths]
    return PartedMessage(words.text, intents, tuple(borders))


def border_faults(documents: Iterable[Mapping[str, Any]], intents: Collection[str]) -> Iterator[str]:
    """Every fault of a list of parted messages, in words."""
    seen: set[str] = set()
    for document in documents:
        try:
            message = parted_message(document)
        except (ValueError, KeyError, TypeError) as fault:
            yield f"several wishes: {fault}"
            continue
        yield from (f"several wishes: {name} is no intent" for name in message.intents if name not in intents)
        if message.text in seen:
            yield f"several wishes: stands twice: {message.text}"
        seen.add(message.text)
