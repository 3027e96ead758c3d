"""What an agent could say in a talk, found by a few words while typing: scripts worded with this talk's
facts, and the shop's quick phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.conversations import MessageKind, Sender
from bot.core.intents import Intent
from bot.core.script_search import found_scripts
from bot.core.suggestions import Severity
from bot.core.turns import BuyerTurn
from bot.services.faults import NotFound
from bot.services.ports import Clock, Store
from bot.services.script_desk import Book
from bot.services.talk_turn import TURNS_REMEMBERED, buyer_turn
from bot.services.try_script import TryScript

MOST_SCRIPTS = 6
"""Scripts that are worded for one search: each takes as long as a draft."""
MOST_PHRASES = 6
MOST_SHOWN = 8


@dataclass(frozen=True)
class Phrase:
    text: str
    shortcut: str = ""
    group: str = ""
    script: str = ""
    """Empty for a quick phrase."""
    intent: str = ""


class FindPhrases:
    def __init__(
        self, store: Store, book: Book, trying: TryScript, intents: Mapping[str, Intent], clock: Clock
    ) -> None:
        self._store = store
        self._book = book
        self._trying = trying
        self._intents = intents
        self._clock = clock

    def in_talk(self, conversation_id: int, query: str) -> tuple[Phrase, ...]:
        """Quick phrases, scripts that are about the words, then those that hold them. Raises NotFound."""
        turn = self._turn(conversation_id)
        with self._store.read() as work:
            quick = work.quick_phrases.found(query.split()[:8], MOST_PHRASES)
        phrases = [Phrase(one.text, one.shortcut, one.group) for one in quick]
        if query.strip():
            phrases += self._worded(turn, query)
        unlike = {phrase.text: phrase for phrase in reversed(phrases)}
        return tuple(one for one in phrases if unlike[one.text] is one)[:MOST_SHOWN]

    def _worded(self, turn: BuyerTurn, query: str) -> Iterator[Phrase]:
        book = self._book.current()
        found = sorted(
            found_scripts(book.scripts, query, self._intents, only_active=True),
            key=lambda one: not one.by_name,
        )
        for one in found[:MOST_SCRIPTS]:
            trial = self._trying.said(one.script, book.vocabulary, turn, most=1)
            for said in trial.said:
                if all(finding.severity is not Severity.BLOCK for finding in said.findings):
                    yield Phrase(said.text, script=one.script.name, intent=one.script.intent)

    def _turn(self, conversation_id: int) -> BuyerTurn:
        with self._store.read() as work:
            talk = work.conversations.get(conversation_id)
            if talk is None:
                raise NotFound(f"there is no conversation {conversation_id}")
            messages = work.messages.of(conversation_id, TURNS_REMEMBERED)
        spoken = [message for message in messages if message.kind is MessageKind.TEXT]
        last = next((m for m in reversed(spoken) if m.sender is Sender.BUYER), None)
        before = [message for message in spoken if message is not last]
        return buyer_turn(talk, last.text if last else "", self._clock(), before=before, heard=())
