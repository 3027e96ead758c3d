"""What can be wrong with a script's variants: unknown facts, facts that may be missing, dead variants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.fact_vocabulary import Vocabulary, implied
from bot.core.scripts import PLACEHOLDER, Script, Variant

FACT_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def variant_faults(script: Script, vocabulary: Vocabulary) -> Iterator[str]:
    for number, variant in enumerate(script.variants, start=1):
        where = f"variant {number}"
        for fault in vocabulary.faults_in(variant.when):
            yield f"{where} compares {fault}"
        for fault in _wording_faults(variant, vocabulary):
            yield f"{where} {fault}"
        if variant.unattended and variant.unattended.freedom > script.unattended.freedom:
            yield f"{where}: unattended: {variant.unattended.value} is more than the script allows"
        earlier = [before + 1 for before in range(number - 1) if _covers(script.variants[before], variant)]
        if earlier:
            yield f"{where} is unreachable: variant {earlier[0]} holds wherever it does"
    if script.variants and script.variants[-1].when and not script.optional:
        yield "the last variant must have no `when`, or the script be `optional: true`"


def _wording_faults(variant: Variant, vocabulary: Vocabulary) -> Iterator[str]:
    for text in variant.texts:
        if set(PLACEHOLDER.sub("", text)) & {"{", "}"}:
            yield f"has a stray brace: {text}"
    if len(set(variant.texts)) < len(variant.texts):
        yield "has the same wording twice"
    for name in sorted(variant.variables):
        yield from _statement_faults(name, variant, vocabulary)


def _statement_faults(name: str, variant: Variant, vocabulary: Vocabulary) -> Iterator[str]:
    meaning = vocabulary.meanings.get(name)
    if not FACT_NAME.fullmatch(name):
        yield f"has a placeholder that is no fact: {{{name}}}"
    elif meaning is None:
        yield f"states an unknown fact: {name}"
    elif not meaning.sayable:
        yield f"states {name}, which has no words to be said in"
    elif not vocabulary.guaranteed(name, variant.when):
        yield f"states {name}, which its `when` does not guarantee"


def _covers(earlier: Variant, later: Variant) -> bool:
    return implied(earlier.when, later.when)
