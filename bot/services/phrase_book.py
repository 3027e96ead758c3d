"""Quick phrases of the team and of one's own: found, written, removed and taken back, imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.accounts import Account, Right
from bot.core.fact_labels import FactLabels
from bot.core.guard import ReplyGuard
from bot.core.imports import Read, Rejected
from bot.core.phrase_search import covered
from bot.core.quick_phrases import (
    MOST_PHRASES,
    TEAM,
    Flaw,
    PhraseFault,
    QuickPhrase,
    RejectedPhrase,
    flaw_of,
    most_of,
)
from bot.core.script_book import ScriptBook
from bot.services.faults import Blocked, FaultyPhrase, NotFound
from bot.services.import_rows import ImportReport
from bot.services.phrase_reading import PhraseReading, blocking
from bot.services.phrase_shelf import PhraseShelf
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand

SUBJECT = "quick_phrase"


class PhraseBook:
    def __init__(self, store: Store, guard: ReplyGuard, shelf: PhraseShelf, clock: Clock) -> None:
        self._store = store
        self._guard = guard
        self._shelf = shelf
        self._clock = clock

    def found(self, query: str, owner: str = TEAM, limit: int = 200) -> tuple[QuickPhrase, ...]:
        """By scene and shortcut, as a page lists them."""
        with self._store.read() as work:
            own, team = self._shelf.indexes(work, owner)
        return tuple((own if owner else team).found(query)[:limit])

    def covered(self, login: str) -> frozenset[int]:
        """The team's phrases whose shortcuts an agent has given to phrases of their own."""
        with self._store.read() as work:
            return covered(*self._shelf.indexes(work, login))

    def all(self, owner: str = TEAM) -> tuple[QuickPhrase, ...]:
        with self._store.read() as work:
            return tuple(work.quick_phrases.of(owner, most_of(owner)))

    def get(self, phrase_id: int, account: Account) -> QuickPhrase:
        """One that this account may change. Raises Forbidden, NotFound."""
        with self._store.read() as work:
            return _changeable(work.quick_phrases.get(phrase_id), account, phrase_id)

    def save(self, phrase: QuickPhrase, account: Account) -> QuickPhrase:
        """Add it, or change the one with its id. Raises Forbidden, NotFound, FaultyPhrase, Blocked."""
        _demand(phrase.owner, account)
        if flaw := flaw_of(phrase):
            raise FaultyPhrase(flaw)
        if found := blocking(self._guard, phrase):
            raise Blocked(found)
        with self._store.write() as work:
            if phrase.id:
                there = _changeable(work.quick_phrases.get(phrase.id), account, phrase.id)
                phrase = replace(phrase, owner=there.owner)
            _demand_room(work, phrase)
            saved = replace(phrase, id=work.quick_phrases.put(phrase, account.login, self._clock()))
            self._record(work, account, "phrase_saved", saved)
        return saved

    def remove(self, phrase_id: int, account: Account) -> QuickPhrase:
        """For a while `restore` takes it back. Raises Forbidden, NotFound."""
        with self._store.write() as work:
            phrase = _changeable(work.quick_phrases.get(phrase_id), account, phrase_id)
            work.quick_phrases.remove(phrase_id, self._clock())
            self._record(work, account, "phrase_removed", phrase)
        return phrase

    def restore(self, phrase_id: int, account: Account) -> QuickPhrase:
        """Raises Forbidden, NotFound, FaultyPhrase when another one has its place by now."""
        with self._store.write() as work:
            removed = work.quick_phrases.get(phrase_id, removed=True)
            phrase = _changeable(removed, account, phrase_id)
            _demand_room(work, phrase)
            work.quick_phrases.put(phrase, account.login, self._clock())
            self._record(work, account, "phrase_restored", phrase)
        return phrase

    def import_by(
        self,
        rows: Iterable[Read[QuickPhrase] | Rejected],
        book: ScriptBook,
        labels: FactLabels,
        account: Account,
        owner: str,
    ) -> ImportReport:
        """For whoever may write phrases of this owner. Raises Forbidden."""
        _demand(owner, account)
        return self.import_rows(rows, book, labels, account.login, owner)

    def import_rows(
        self,
        rows: Iterable[Read[QuickPhrase] | Rejected],
        book: ScriptBook,
        labels: FactLabels,
        author: str,
        owner: str = TEAM,
    ) -> ImportReport:
        """The same group and shortcut again changes the text. A script's own wordings stay with it."""
        report = ImportReport()
        reading = PhraseReading(self._guard, book, labels)
        with self._store.write() as work:
            known = {phrase.key: phrase for phrase in work.quick_phrases.of(owner, most_of(owner))}
            room = most_of(owner) - len(known)
            for row in rows:
                read = row if isinstance(row, Rejected) else reading.taken(row)
                there = known.get(read.key) if isinstance(read, QuickPhrase) else None
                if isinstance(read, QuickPhrase) and there is None and room <= 0:
                    sentence = f"there are {most_of(owner)} phrases already"
                    read = RejectedPhrase(row.line, sentence, PhraseFault.TOO_MANY)
                if isinstance(read, Rejected):
                    report.rejected.append(read)
                elif read is None or (there and there.text == read.text):
                    report.unchanged += 1
                else:
                    phrase = replace(read, id=there.id if there else 0, owner=owner)
                    known[read.key] = replace(
                        phrase, id=work.quick_phrases.put(phrase, author, self._clock())
                    )
                    room -= there is None
                    report.imported += 1
            if report.imported and owner == TEAM:
                work.audit.record(author, "phrases_imported", SUBJECT, {"count": report.imported})
        return report

    @staticmethod
    def _record(work: Work, account: Account, action: str, phrase: QuickPhrase) -> None:
        """What the shop shares is everybody's matter; one's own is not."""
        if phrase.owner == TEAM:
            detail = {"shortcut": phrase.shortcut, "text": phrase.text}
            work.audit.record(account.login, action, f"{SUBJECT} {phrase.id}", detail)


def _demand(owner: str, account: Account) -> None:
    if owner not in (TEAM, account.login):
        raise NotFound("nobody writes another one's phrases")
    demand(account, Right.EDIT_SCRIPTS if owner == TEAM else Right.ANSWER)


def _changeable(phrase: QuickPhrase | None, account: Account, phrase_id: int) -> QuickPhrase:
    """Another one's phrase is not there."""
    if phrase is None or phrase.owner not in (TEAM, account.login):
        raise NotFound(f"there is no phrase {phrase_id}")
    _demand(phrase.owner, account)
    return phrase


def _demand_room(work: Work, phrase: QuickPhrase) -> None:
    """Raises FaultyPhrase."""
    others = [one for one in work.quick_phrases.of(phrase.owner, MOST_PHRASES) if one.id != phrase.id]
    if any(one.key == phrase.key for one in others):
        raise FaultyPhrase(Flaw(PhraseFault.TAKEN, f"{phrase.key[1]} is taken in this scene"))
    if len(others) >= most_of(phrase.owner):
        raise FaultyPhrase(Flaw(PhraseFault.TOO_MANY, f"there are {len(others)} phrases already"))
