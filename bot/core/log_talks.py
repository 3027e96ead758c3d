"""Talks of a log as they are kept: masked, under a pseudonym, each line with its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

from bot.core.chat_logs import LoggedLine, LoggedTalk
from bot.core.chat_sides import is_masked
from bot.core.log_groups import Said, TalkGroups, TalkPart, squeezed
from bot.core.log_lines import WrittenLine
from bot.core.personal_data import without_personal_data
from bot.core.pseudonyms import Pseudonyms


class LogTalks:
    def __init__(self, shop: str, pseudonyms: Pseudonyms) -> None:
        self._shop = shop
        self._pseudonyms = pseudonyms
        self._groups = TalkGroups()

    def take(self, line: WrittenLine) -> Iterator[LoggedTalk]:
        return map(self._logged, self._groups.take(line))

    def rest(self) -> Iterator[LoggedTalk]:
        return map(self._logged, self._groups.rest())

    def _logged(self, part: TalkPart) -> LoggedTalk:
        first = part.first
        begun = f"{_utc(first.at)}\n{first.sender.value}\n{first.text}"
        key = self._pseudonyms.of_talk(self._shop, first.talk, begun)
        is_anonymous = is_masked(part.nick)
        return LoggedTalk(
            shop=self._shop,
            key=key,
            buyer=key if is_anonymous else self._pseudonyms.of(self._shop, part.nick),
            lines=tuple(self._line(said, part.names) for said in part.said),
            is_anonymous=is_anonymous,
        )

    def _line(self, said: Said, names: set[str]) -> LoggedLine:
        line = said.line
        words = f"{line.sender.value}\n{squeezed(line.text)}"
        parts = (self._shop, line.talk, _utc(line.at), words, str(said.repeat))
        return LoggedLine(
            sender=line.sender,
            text=without_personal_data(line.text, names),
            at=line.at.astimezone(timezone.utc),
            fingerprint=self._pseudonyms.fingerprint(*parts),
        )


def _utc(at: datetime) -> str:
    return at.astimezone(timezone.utc).isoformat()
