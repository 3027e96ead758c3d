"""One script file's document turned into a script, with every fault of its shape."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bot.core.fact_meanings import Conditions, FactType
from bot.core.fact_vocabulary import Vocabulary
from bot.core.intents import Unattended
from bot.core.money import fen_from_yuan
from bot.core.parts import PartKind
from bot.core.script_sources import Document, Fault, Reading, Source
from bot.core.scripts import Case, Script, ScriptStatus, Variant
from bot.core.suggestions import FactValue

NEEDED = frozenset({"script", "intent", "status", "unattended", "variants", "cases"})
ALLOWED = NEEDED | {"rank", "optional", "part"}
VARIANT_KEYS = frozenset({"when", "text", "texts", "part", "unattended"})
CASE_KEYS = frozenset({"buyer", "facts", "expect"})


def read_script(source: Source, vocabulary: Vocabulary) -> tuple[Script | None, list[Fault]]:
    """The script, or None when its shape leaves nothing to check."""
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
        return None, reading.faults
    document = reading.mapping(source.document, "the script", ALLOWED, NEEDED)
    script = Script(
        name=reading.text(document, "script", "the script"),
        scene=source.scene,
        intent=reading.text(document, "intent", "the script"),
        status=reading.word(document, "status", "the script", ScriptStatus.DRAFT),
        unattended=reading.word(document, "unattended", "the script", Unattended.NEVER),
        variants=_variants(reading, document),
        cases=_cases(reading, document, vocabulary),
        rank=_whole_number(reading, document),
        optional=_flag(reading, document),
        part=reading.word(document, "part", "the script", PartKind.ANSWER),
    )
    return (script if document else None), reading.faults


def _whole_number(reading: Reading, document: Document) -> int:
    rank = document.get("rank", 1)
    if isinstance(rank, int) and not isinstance(rank, bool):
        return rank
    reading.wrong(f"rank must be a whole number, not {rank!r}")
    return 1


def _flag(reading: Reading, document: Document) -> bool:
    optional = document.get("optional", False)
    if not isinstance(optional, bool):
        reading.wrong(f"optional is true or false, not {optional!r}")
    return optional is True


def _variants(reading: Reading, document: Document) -> tuple[Variant, ...]:
    found = []
    for number, item in enumerate(reading.items(document, "variants", "the script"), start=1):
        where = f"variant {number}"
        variant = reading.mapping(item, where, VARIANT_KEYS, frozenset())
        if ("text" in variant) == ("texts" in variant):
            reading.wrong(f"{where} needs either text or texts")
        if "texts" in variant:
            texts = reading.texts(variant, "texts", where)
        else:
            texts = (reading.text(variant, "text", where),)
        if not texts or not all(texts):
            reading.wrong(f"{where} has an empty wording")
        part = reading.word(variant, "part", where, PartKind.ANSWER) if "part" in variant else None
        cap = (
            reading.word(variant, "unattended", where, Unattended.NEVER) if "unattended" in variant else None
        )
        conditions = read_conditions(reading, variant.get("when", {}), where)
        found.append(Variant(texts, conditions, part, cap))
    if document and not found:
        reading.wrong("there is no variant")
    return tuple(found)


def read_conditions(reading: Reading, conditions: object, where: str) -> Conditions:
    """`{fact: value}` or `{fact: [values]}`."""
    if not isinstance(conditions, Mapping):
        reading.wrong(f"{where}: conditions must be a mapping of facts to values")
        return {}
    read: dict[str, tuple[FactValue, ...]] = {}
    for name, wanted in conditions.items():
        values = wanted if isinstance(wanted, list) else [wanted]
        if not values or not all(isinstance(value, (str, int, float)) for value in values):
            reading.wrong(f"{where}: {name} must be compared with a value or a list of values")
            continue
        read[str(name)] = tuple(values)
    return MappingProxyType(read)


def _cases(reading: Reading, document: Document, vocabulary: Vocabulary) -> tuple[Case, ...]:
    found = []
    for number, item in enumerate(reading.items(document, "cases", "the script"), start=1):
        where = f"case {number}"
        case = reading.mapping(item, where, CASE_KEYS, CASE_KEYS)
        facts = case.get("facts", {})
        if not isinstance(facts, Mapping):
            reading.wrong(f"{where}: facts must be a mapping")
            facts = {}
        read = {str(name): _fact(reading, str(name), value, vocabulary) for name, value in facts.items()}
        found.append(Case(reading.text(case, "buyer", where), read, reading.text(case, "expect", where)))
    return tuple(found)


def _fact(reading: Reading, name: str, value: object, vocabulary: Vocabulary) -> FactValue:
    meaning = vocabulary.meanings.get(name)
    return read_value(reading, name, value, meaning.type if meaning else FactType.TEXT)


def read_value(reading: Reading, name: str, value: object, kind: FactType) -> FactValue:
    """A fact's value as people write it: yuan for money, a date for a date."""
    if kind is FactType.MONEY:
        try:
            return fen_from_yuan(str(value))
        except ValueError as fault:
            reading.wrong(f"{name}: {fault}")
            return 0
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, int, float)):
        return value
    reading.wrong(f"{name} must be a value, not {value!r}")
    return ""
