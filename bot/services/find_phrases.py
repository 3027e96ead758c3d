"""What an agent could say in a talk, found by a few letters while typing: quick phrases of one's own and of
the team, and scripts worded with this talk's facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.accounts import Account
from bot.core.conversations import MessageKind, Sender
from bot.core.intents import Intent
from bot.core.phrase_search import best
from bot.core.phrase_variables import Piece, has_variables, pieces_of
from bot.core.quick_phrases import TEAM, QuickPhrase
from bot.core.script_book import ScriptBook
from bot.core.script_search import found_scripts
from bot.core.scripts import Script
from bot.core.sound_index import typed_sound
from bot.core.suggestions import Severity
from bot.core.turns import BuyerTurn
from bot.services.faults import NotFound
from bot.services.phrase_filling import PhraseFilling
from bot.services.phrase_shelf import PhraseShelf
from bot.services.ports import Clock, Store, Work
from bot.services.script_desk import Book
from bot.services.script_sounds import ScriptSounds
from bot.services.talk_turn import TURNS_REMEMBERED, buyer_turn
from bot.services.try_script import TryScript

MOST_SCRIPTS = 6
"""Scripts that are worded for one search: each takes as long as a draft."""
MOST_PHRASES = 6
MOST_SHOWN = 8
MOST_RECENT = 50


@dataclass(frozen=True)
class Phrase:
    pieces: tuple[Piece, ...]
    """Cut where something has to be asked of the agent."""
    id: int = 0
    """0 for a script's wording."""
    shortcut: str = ""
    group: str = ""
    is_own: bool = False
    covers: bool = False
    """Whether it stands in for one of the team's with the same shortcut."""
    script: str = ""
    intent: str = ""


class FindPhrases:
    def __init__(
        self,
        store: Store,
        shelf: PhraseShelf,
        filling: PhraseFilling,
        book: Book,
        trying: TryScript,
        sounds: ScriptSounds,
        intents: Mapping[str, Intent],
        clock: Clock,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._filling = filling
        self._book = book
        self._trying = trying
        self._sounds = sounds
        self._intents = intents
        self._clock = clock

    def in_talk(self, conversation_id: int, query: str, account: Account) -> tuple[Phrase, ...]:
        """Quick phrases, then scripts: first those that are about the words. Raises NotFound."""
        with self._store.read() as work:
            turn = self._turn(work, conversation_id)
            phrases = self._quick(work, turn, query, account)
        if query.strip():
            phrases += self._worded(turn, query)
        unlike = {phrase.pieces: phrase for phrase in reversed(phrases)}
        return tuple(one for one in phrases if unlike[one.pieces] is one)[:MOST_SHOWN]

    def used(self, phrase_id: int, account: Account) -> None:
        """It will stand nearer the next time. Raises NotFound."""
        with self._store.write() as work:
            phrase = work.quick_phrases.get(phrase_id)
            if phrase is None or phrase.owner not in (TEAM, account.login):
                raise NotFound(f"there is no phrase {phrase_id}")
            work.quick_phrases.used(account.login, phrase_id, self._clock())

    def _quick(self, work: Work, turn: BuyerTurn, query: str, account: Account) -> list[Phrase]:
        own, team = self._shelf.indexes(work, account.login)
        recent = work.quick_phrases.recent(account.login, MOST_RECENT)
        found = best(own, team, query, recent, MOST_PHRASES)
        asks = any(has_variables(one.text) for one in found)
        known = self._filling.values(work, turn, account) if asks else {}
        return [_phrase(one, known, team.shortcuts) for one in found]

    def _worded(self, turn: BuyerTurn, query: str) -> Iterator[Phrase]:
        book = self._book.current()
        for script in self._scripts(book, query)[:MOST_SCRIPTS]:
            trial = self._trying.said(script, book.vocabulary, turn, most=1)
            for said in trial.said:
                if all(finding.severity is not Severity.BLOCK for finding in said.findings):
                    yield Phrase((Piece(said.text),), script=script.name, intent=script.intent)

    def _scripts(self, book: ScriptBook, query: str) -> list[Script]:
        typed = typed_sound(query.strip())
        sounding = self._sounds.about(book, typed) if typed else []
        found = found_scripts(book.scripts, query, self._intents, only_active=True)
        named = [one.script for one in sorted(found, key=lambda one: not one.by_name)]
        return list({script.name: script for script in (*sounding, *named)}.values())

    def _turn(self, work: Work, conversation_id: int) -> BuyerTurn:
        talk = work.conversations.get(conversation_id)
        if talk is None:
            raise NotFound(f"there is no conversation {conversation_id}")
        messages = work.messages.of(conversation_id, TURNS_REMEMBERED)
        spoken = [message for message in messages if message.kind is MessageKind.TEXT]
        last = next((m for m in reversed(spoken) if m.sender is Sender.BUYER), None)
        before = [message for message in spoken if message is not last]
        return buyer_turn(talk, last.text if last else "", self._clock(), before=before, heard=())


def _phrase(phrase: QuickPhrase, known: Mapping[str, str], shared: frozenset[str]) -> Phrase:
    is_own = phrase.owner != TEAM
    return Phrase(
        pieces_of(phrase.text, known),
        phrase.id,
        phrase.shortcut,
        phrase.group,
        is_own,
        covers=is_own and phrase.shortcut.casefold() in shared,
    )
