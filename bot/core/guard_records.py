"""Whether what a reply says to be done is on record; of a change, whether that one is (handbook B2)."""

from __future__ import annotations

import re

from bot.core.guard_rules import GuardRule

CHANGED = "changed"
"""The action that has kinds: an address, a piece, a courier."""

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，；,;、]")


def is_on_record(rule: GuardRule, text: str, place: tuple[int, int], recorded: frozenset[str]) -> bool:
    """Whether the match claims the rule's action or one of `also`, which the system has recorded."""
    said = text[place[0] : place[1]]
    claimed = {rule.action, *(action for action, words in rule.also.items() if words.regex.search(said))}
    proven = claimed & recorded
    if proven != {CHANGED} or not rule.kinds:
        return bool(proven)
    return _kinds_named(rule, text, place) <= recorded


def _kinds_named(rule: GuardRule, text: str, place: tuple[int, int]) -> set[str]:
    """By the claim's own clause, else by the nearest one before it in its sentence; perhaps none."""
    start, end = place
    begins = max((found.end() for found in _SENTENCE.finditer(text, 0, start)), default=0)
    after = next((found.start() for found in _CLAUSE.finditer(text, end)), len(text))
    clauses = _CLAUSE.split(text[begins : min(after, _end_of_sentence(text, end))])
    for clause in reversed(clauses):
        named = {kind for kind, words in rule.kinds.items() if words.regex.search(clause)}
        if named:
            return named
    return set()


def _end_of_sentence(text: str, place: int) -> int:
    found = _SENTENCE.search(text, place)
    return found.start() if found else len(text)
