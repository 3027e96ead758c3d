"""A chat log played again: what we would have suggested, beside what the agents wrote."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from bot.bootstrap import House
from bot.cli.replaying import Understanding
from bot.core.chat_pointers import is_picture
from bot.core.conversations import Sender
from bot.core.imports import Rejected
from bot.core.likeness import chrf
from bot.core.log_groups import TalkGroups, TalkPart
from bot.core.log_lines import WrittenLine
from bot.core.log_replay import OwnFinding, ReplayedRound, ReplayedTalk
from bot.core.log_rounds import Round, rounds
from bot.core.personal_data import without_personal_data
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.services.scenes.body import talk_memory

MOST_CHARACTERS = 2_000
"""Of one round: what follows is no question any more."""


class Sample(NamedTuple):
    talks: tuple[TalkPart, ...]
    """In the order of time."""
    of: int
    """How many talks the log has."""
    rejected: int


def sample(lines: Iterable[WrittenLine | Rejected], size: int) -> Sample:
    """Drawn by a hash of each talk's beginning: the same ones again, and none because of what it is about."""
    kept: list[tuple[int, int, TalkPart]] = []
    count = rejected = 0
    groups = TalkGroups()

    def parts() -> Iterator[TalkPart]:
        nonlocal rejected
        for line in lines:
            if isinstance(line, Rejected):
                rejected += 1
            else:
                yield from groups.take(line)
        yield from groups.rest()

    for part in parts():
        if all(one.line.sender is Sender.AGENT for one in part.said):
            continue
        count += 1
        entry = (-_lot(part), count, part)
        if len(kept) < size:
            heapq.heappush(kept, entry)
        else:
            heapq.heappushpop(kept, entry)
    talks = sorted((part for *_, part in kept), key=lambda part: part.said[0].line.at)
    return Sample(tuple(talks), count, rejected)


def _lot(part: TalkPart) -> int:
    line = part.said[0].line
    words = f"{line.talk}\n{line.at.isoformat()}\n{line.text}".encode("utf-8", errors="replace")
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big")


class LogPlayer:
    def __init__(self, home: House, understanding: Understanding) -> None:
        self._home = home
        self._understanding = understanding

    def talk(self, number: int, part: TalkPart) -> ReplayedTalk:
        lines = [one.line for one in part.said if not is_picture(one.line.text)]
        memory: dict[str, object] = {}
        played = []
        for one in rounds(lines):
            turn = self._turn(part, one, memory)
            drafted = self._home.suggest.drafted(self._understanding.parse(turn.text, turn.previous), turn)
            memory.update(talk_memory(drafted.learned, memory))
            played.append(_round(number, part, one, drafted))
        ours = [line for line in lines if line.sender is Sender.AGENT]
        findings = tuple(found for line in ours for found in self._findings(number, part, line))
        return ReplayedTalk(number, part.said[0].line.at, tuple(played), findings, len(ours))

    def _turn(self, part: TalkPart, one: Round, memory: dict[str, object]) -> BuyerTurn:
        last = one.asked[-1]
        return BuyerTurn(
            text=one.question[:MOST_CHARACTERS],
            at=last.at,
            shop=self._home.settings.shop,
            buyer=part.nick,
            product=last.product,
            order=last.order,
            previous=one.before,
            memory=memory,
        )

    def _findings(self, number: int, part: TalkPart, line: WrittenLine) -> Iterator[OwnFinding]:
        found = self._home.guarded(line.text, buyer=part.nick, order=line.order, product=line.product)
        for finding in found:
            hidden = replace(finding, excerpt=without_personal_data(finding.excerpt, part.names))
            yield OwnFinding(number, without_personal_data(line.text, part.names), hidden)


def _round(number: int, part: TalkPart, one: Round, drafted: Drafted) -> ReplayedRound:
    """Compared as it was written; masked for whoever reads it."""
    suggested = drafted.suggestions[0].text if drafted.suggestions else ""
    return ReplayedRound(
        talk=number,
        at=one.asked[-1].at,
        asked=without_personal_data(one.question, part.names),
        intents=drafted.intents,
        suggested=without_personal_data(suggested, part.names),
        answered=without_personal_data(one.answer, part.names),
        likeness=chrf(suggested, one.answer) if suggested and one.answer else None,
    )


def span(talks: Iterable[ReplayedTalk]) -> tuple[datetime, datetime] | None:
    moments = [talk.begun_at for talk in talks]
    return (min(moments), max(moments)) if moments else None
