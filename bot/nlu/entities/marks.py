"""Where spaCy's Chinese pipeline sees one of our patterns in a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

Pattern = dict[str, Any]

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+|[零〇一二两三四五六七八九十百千]+|.", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A pattern's label over text[start:end]; `value` is what the pattern itself says it means."""

    label: str
    value: str
    start: int
    end: int


class _Segmenter:
    """A token for each character, but figures and Latin words stay whole."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = _TOKEN.findall(text)
        return Doc(self._vocab, words=tokens, spaces=[False] * len(tokens))


class Marker:
    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._language: Language = spacy.blank("zh")
        self._language.tokenizer = _Segmenter(self._language.vocab)
        ruler = self._language.add_pipe("entity_ruler")
        ruler.add_patterns(list(patterns))

    def marks(self, text: str) -> list[Mark]:
        """In order, none overlapping another; of two the longer one counts."""
        return [
            Mark(found.label_, found.ent_id_, found.start_char, found.end_char)
            for found in self._language(text).ents
        ]


def read_patterns(folder: Path) -> list[Pattern]:
    """The patterns of every *.jsonl in a folder. Raises ValueError naming a file that is not JSON Lines."""
    return [pattern for path in sorted(folder.glob("*.jsonl")) for pattern in _lines(path)]


def _lines(path: Path) -> Iterator[Pattern]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as fault:
            raise ValueError(f"{path}:{number} is not JSON: {fault}") from fault
