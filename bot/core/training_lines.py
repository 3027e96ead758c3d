"""Accepted sentences as a file of Rasa training data: one line a sentence, sorted, its origin behind it.

Every line is a whole example of its own, because inside a block of examples YAML knows no comments.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator

from bot.core.training_candidates import TrainingLine

HEAD = """version: "3.1"
# Sentences accepted in the training inbox (/training). Written from the database: what is changed here by
# hand is lost with the next one. Behind each stands where it comes from and who accepted it.
nlu:
"""
_ENTITY_MARKS = str.maketrans("[]", "［］")
"""Rasa reads [words](name) as an entity; full-width brackets are words."""
_ORIGIN = re.compile(r"[^a-z0-9:._-]")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def training_sentence(text: str) -> str:
    """A buyer's words as one line that means itself: no line ends, nothing unseen, no entity marks."""
    plain = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text)
    return " ".join(plain.translate(_ENTITY_MARKS).split())


def written_lines(lines: Iterable[TrainingLine]) -> str:
    """The whole file; empty when there is nothing to teach."""
    written = list(_written(lines))
    return HEAD + "".join(written) if written else ""


def _written(lines: Iterable[TrainingLine]) -> Iterator[str]:
    last = None
    for line in sorted(lines, key=lambda one: (one.intent, one.text)):
        sentence = training_sentence(line.text)
        if not sentence.lstrip("- "):
            continue  # Rasa would read an empty example
        if line.intent != last:
            yield f"# --- {_plain(line.intent)}\n"
            last = line.intent
        example = json.dumps(f"- {sentence}", ensure_ascii=False)
        where = f"{_plain(line.origin)} {_plain(line.accepted_by)}".strip()
        yield f"- {{intent: {_plain(line.intent)}, examples: {example}}}  # {where}\n"


def _plain(name: str) -> str:
    return _ORIGIN.sub("_", name.lower())
