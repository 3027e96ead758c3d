"""What can be wrong with a script's worked cases, and what they show to be wrong with its wording."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.fact_meanings import FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.guard import GuardContext, ReplyGuard
from bot.core.intents import Unattended
from bot.core.scripts import Case, Script, Variant, choose, wordings


def case_faults(script: Script, vocabulary: Vocabulary, guard: ReplyGuard) -> Iterator[str]:
    shown: set[int] = set()
    for number, case in enumerate(script.cases, start=1):
        where = f"case {number}"
        faults = [*_fact_faults(case, vocabulary)]
        yield from (f"{where} has {fault}" for fault in faults)
        variant = None if faults else choose(script, case.facts)
        if variant and all(name in vocabulary.meanings for name in variant.variables):
            shown.add(script.variants.index(variant))
            context = _context(case, vocabulary, alone=script.cap(variant) is Unattended.ANSWER)
            said = _wording_faults(variant, case, vocabulary, guard, context)
            yield from (f"{where}: {fault}" for fault in said)
        elif not faults:
            yield f"{where}: no variant holds for its facts"
    for place in range(len(script.variants)):
        if place not in shown:
            yield f"variant {place + 1} has no case"


def _fact_faults(case: Case, vocabulary: Vocabulary) -> Iterator[str]:
    for name, value in case.facts.items():
        meaning = vocabulary.meanings.get(name)
        if meaning is None:
            yield f"an unknown fact: {name}"
        elif not meaning.fits(value):
            yield f"{name} as {value!r}, which is no {meaning.type.value} it can be"


def _wording_faults(
    variant: Variant, case: Case, vocabulary: Vocabulary, guard: ReplyGuard, context: GuardContext
) -> Iterator[str]:
    texts = wordings(variant, case.facts, vocabulary.say)
    if case.expect not in texts:
        yield f"expected {case.expect!r}, but the script says {' / '.join(texts)!r}"
    for text in texts:
        for finding in guard.check(text, context):
            yield f"forbidden wording {finding.excerpt!r} ({finding.rule}: {finding.reason})"


def _context(case: Case, vocabulary: Vocabulary, *, alone: bool) -> GuardContext:
    """Values are data, the wording around them is on trial; `alone`: it may go out with nobody there."""
    texts = (
        str(value) for name, value in case.facts.items() if vocabulary.meanings[name].type is FactType.TEXT
    )
    return GuardContext(recorded=vocabulary.recorded(case.facts), allowed=tuple(texts), alone=alone)
