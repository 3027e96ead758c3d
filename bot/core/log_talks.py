"""Lines of a log grouped into talks, masked on the way. Bounded however long the log is."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from bot.core.chat_logs import LoggedLine, LoggedTalk
from bot.core.chat_sides import is_masked
from bot.core.conversations import Sender
from bot.core.log_lines import WrittenLine
from bot.core.personal_data import names_told, without_personal_data
from bot.core.pseudonyms import Pseudonyms

SILENCE = timedelta(hours=2)
"""Of both sides: what comes later is another talk."""
ANSWERED_WITHIN = timedelta(days=1)
"""Our answer still belongs to the question, as in the morning after a night."""
MOST_LINES = 100
"""Of one talk held at a time: a longer one is handed on in parts that have the same key."""
MOST_OPEN = 500
"""Talks held at a time, for logs in which buyers' lines alternate."""
MOST_NAMES = 20
"""People of one talk."""


@dataclass
class _Open:
    key: str
    buyer: str
    nick: str
    is_anonymous: bool
    last: WrittenLine
    names: set[str] = field(default_factory=set)
    lines: list[LoggedLine] = field(default_factory=list)
    repeats: Counter[str] = field(default_factory=Counter)
    """How often the same was said at the same moment: some logs have no seconds."""

    def goes_on(self, line: WrittenLine) -> bool:
        silence = abs(line.at - self.last.at)
        is_answer = line.sender is Sender.AGENT and self.last.sender is Sender.BUYER
        return silence <= (ANSWERED_WITHIN if is_answer else SILENCE)


class LogTalks:
    def __init__(self, shop: str, pseudonyms: Pseudonyms) -> None:
        self._shop = shop
        self._pseudonyms = pseudonyms
        self._open: OrderedDict[str, _Open] = OrderedDict()

    def of(self, lines: Iterable[WrittenLine]) -> Iterator[LoggedTalk]:
        for line in lines:
            yield from self.take(line)
        yield from self.rest()

    def take(self, line: WrittenLine) -> Iterator[LoggedTalk]:
        """The talks that are complete, or too long to be held, now that this line has come."""
        present = self._open.get(line.talk)
        if present and not present.goes_on(line):
            yield from self._handed_on(present)
            present = None
        if present is None:
            present = self._open[line.talk] = self._begun(line)
        self._open.move_to_end(line.talk)
        self._add(present, line)
        if len(present.lines) >= MOST_LINES:
            yield from self._handed_on(present)
        if len(self._open) > MOST_OPEN:
            _, oldest = self._open.popitem(last=False)
            yield from self._handed_on(oldest)

    def rest(self) -> Iterator[LoggedTalk]:
        while self._open:
            yield from self._handed_on(self._open.popitem(last=False)[1])

    def _begun(self, line: WrittenLine) -> _Open:
        nick = line.buyer or line.talk
        moment = _utc(line.at)
        key = self._pseudonyms.of_talk(self._shop, line.talk, f"{moment}\n{line.sender.value}\n{line.text}")
        is_anonymous = is_masked(nick)
        buyer = key if is_anonymous else self._pseudonyms.of(self._shop, nick)
        return _Open(key, buyer, nick, is_anonymous, line, names={nick})

    def _add(self, talk: _Open, line: WrittenLine) -> None:
        if line.at != talk.last.at:
            talk.repeats.clear()
        if line.author:
            talk.names.add(line.author)
        if len(talk.names) < MOST_NAMES:
            talk.names.update(names_told(line.text))
        said = f"{line.sender.value}\n{''.join(line.text.split())}"
        repeat = talk.repeats[said]
        talk.repeats[said] += 1
        talk.last = line
        talk.lines.append(
            LoggedLine(
                sender=line.sender,
                text=without_personal_data(line.text, talk.names),
                at=line.at.astimezone(timezone.utc),
                fingerprint=self._pseudonyms.fingerprint(
                    self._shop, line.talk, _utc(line.at), said, str(repeat)
                ),
            )
        )

    def _handed_on(self, talk: _Open) -> Iterator[LoggedTalk]:
        if talk.lines:
            yield LoggedTalk(self._shop, talk.key, talk.buyer, tuple(talk.lines), talk.is_anonymous)
            talk.lines = []


def _utc(at: datetime) -> str:
    return at.astimezone(timezone.utc).isoformat()
