"""The one checker of scripts: `python -m bot scripts check`, the tests and the console use it alike.

It reports every fault of a book at once, each with the path of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.fact_vocabulary import Vocabulary
from bot.core.follow_ups import FOLLOW_UP
from bot.core.guard import ReplyGuard
from bot.core.guard_rules import read_guard_rules, read_respelling
from bot.core.intents import Intent, Unattended
from bot.core.joints_check import joint_name_faults
from bot.core.joints_reading import read_joints
from bot.core.next_steps import NEXT_STEP
from bot.core.night import NIGHT, SCRIPTED
from bot.core.register_reading import read_register_words
from bot.core.script_case_check import case_faults
from bot.core.script_reading import read_script
from bot.core.script_sources import BookSources, Fault, Reading, Source
from bot.core.script_variant_check import variant_faults
from bot.core.scripts import Script, ScriptStatus
from bot.core.understanding import FALLBACK_INTENT
from bot.core.vocabulary_reading import read_vocabulary

RESERVED = re.compile(r"^\s*(nlu|responses|stories|rules):", re.MULTILINE)
"""Rasa takes any YAML below data/ with such a line for training data."""

LONGEST_NAME = 32
"""So that the names of all scripts of a joined reply fit its column (100 characters)."""
NAME = re.compile(rf"[A-Za-z0-9_]{{1,{LONGEST_NAME}}}")

ASKING_BACK = Intent(FALLBACK_INTENT, "", Unattended.ACK, "the model could not tell")
UNASKED = Intent(NEXT_STEP, "", Unattended.NEVER, "nobody has asked; the agent is offered a next step")
UNASKED_LATER = Intent(FOLLOW_UP, "", Unattended.NEVER, "nobody has asked; an agent approves a follow-up")
AT_NIGHT = Intent(NIGHT, "", Unattended.ANSWER, "what the desk says while nobody is there")


@dataclass(frozen=True)
class _Checked:
    source: Source
    script: Script


def check_book(
    sources: BookSources, intents: Mapping[str, Intent], scenes: Mapping[str, str]
) -> tuple[Fault, ...]:
    """`scenes` maps every intent to the scene that answers it, which is the folder of its scripts."""
    vocabulary, faults = read_vocabulary(sources.facts)
    if not vocabulary.meanings:
        return tuple(faults)  # every line of every script would be a fault without facts
    rules, rule_faults = read_guard_rules(sources.forbidden)
    respelling, respelling_faults = read_respelling(sources.forbidden)
    joints, joint_faults = read_joints(sources.joints)
    _, register_faults = read_register_words(sources.register)
    faults += rule_faults + respelling_faults + joint_faults + register_faults
    intents = {**intents, FALLBACK_INTENT: ASKING_BACK}
    faults += [
        Fault(sources.joints.path, one) for one in joint_name_faults(joints, vocabulary, intents, scenes)
    ]
    guard = ReplyGuard(rules, respelling=respelling)
    checked: list[_Checked] = []
    for source in sources.scripts:
        script, shape_faults = read_script(source, vocabulary)
        faults += shape_faults
        if script:
            checked.append(_Checked(source, script))
            faults += [Fault(source.path, one) for one in _script_faults(script, vocabulary, guard)]
            known = {
                **intents,
                NEXT_STEP: UNASKED,
                FOLLOW_UP: UNASKED_LATER,
                **dict.fromkeys(SCRIPTED, AT_NIGHT),
            }
            faults += [Fault(source.path, one) for one in _place_faults(source, script, known, scenes)]
    faults += _duplicates(checked)
    faults += _unscripted(sources.unscripted, [one.script for one in checked], intents)
    beside = (sources.facts, sources.forbidden, sources.unscripted, sources.joints, sources.register)
    everything = (*sources.scripts, *beside)
    faults += [fault for source in everything for fault in _reserved(source)]
    return tuple(sorted(set(faults)))


def _script_faults(script: Script, vocabulary: Vocabulary, guard: ReplyGuard) -> Iterator[str]:
    yield from variant_faults(script, vocabulary)
    yield from case_faults(script, vocabulary, guard)


def _place_faults(
    source: Source, script: Script, intents: Mapping[str, Intent], scenes: Mapping[str, str]
) -> Iterator[str]:
    if not NAME.fullmatch(script.name):
        yield f"a script's name has at most {LONGEST_NAME} letters, digits and _, not {script.name!r}"
    if script.name != source.name:
        yield f"the script is called {script.name!r}, its file {source.name!r}"
    intent = intents.get(script.intent)
    if intent is None:
        yield f"unknown intent {script.intent!r}"
        return
    if scenes.get(script.intent) != script.scene:
        yield f"{script.intent} belongs to the folder {scenes.get(script.intent)!r}, not {script.scene!r}"
    if script.unattended.freedom > intent.unattended.freedom:
        allowed = intent.unattended.value
        yield f"unattended: {script.unattended.value} is more than {script.intent} allows ({allowed})"


def _duplicates(checked: Sequence[_Checked]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for one in checked:
        earlier = first.setdefault(one.script.name, one.source.path)
        if earlier != one.source.path:
            yield Fault(one.source.path, f"the script {one.script.name!r} exists already: {earlier}")


def _unscripted(source: Source, scripts: Sequence[Script], intents: Mapping[str, Intent]) -> list[Fault]:
    """Every intent has an active script or stands on the list of those that still lack one."""
    reading = Reading(source.path)
    if source.fault:
        reading.wrong(source.fault)
    keys = frozenset({"unscripted"})
    listed = reading.texts(reading.mapping(source.document, "the file", keys, keys), "unscripted", "the file")
    scripted = {script.intent for script in scripts if script.status is ScriptStatus.ACTIVE}
    for intent in intents.keys() - scripted - set(listed):
        reading.wrong(f"{intent} has no active script")
    for intent in scripted.intersection(listed):
        reading.wrong(f"{intent} has an active script now: take it off the list")
    for intent in set(listed) - intents.keys():
        reading.wrong(f"unknown intent {intent!r}")
    return reading.faults


def _reserved(source: Source) -> Iterator[Fault]:
    for match in RESERVED.finditer(source.text):
        line = source.text.count("\n", 0, match.start(1)) + 1
        yield Fault(source.path, f"line {line} begins with {match[1]}:, which Rasa takes for training data")
