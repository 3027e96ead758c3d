"""What in the joints names something that does not exist: a wish, a fact, a scene."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bot.core.fact_vocabulary import Vocabulary
from bot.core.joints import Joints


def joint_name_faults(
    joints: Joints, vocabulary: Vocabulary, intents: Collection[str], scenes: Mapping[str, str]
) -> Iterator[str]:
    """`scenes` maps every intent to its scene."""
    wishes = {*joints.covers, *(wish for covered in joints.covers.values() for wish in covered)}
    yield from (f"unknown intent {wish!r}" for wish in sorted(wishes.difference(intents)))
    facts = {*joints.names, *joints.identities, *joints.several}
    yield from (f"unknown fact {name!r}" for name in sorted(facts.difference(vocabulary.meanings)))
    named = {scene for matter in joints.matters for scene in matter}
    yield from (f"unknown scene {name!r}" for name in sorted(named.difference(scenes.values())))
    yield from (f"{wish} covers itself" for wish, covered in joints.covers.items() if wish in covered)
