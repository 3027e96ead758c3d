"""Quick phrases: what shop tools export goes in, and an agent finds them while typing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.accounts import Account, Right
from bot.core.fact_labels import FactLabels
from bot.core.guard import ReplyGuard
from bot.core.imports import Read, Rejected, shown
from bot.core.quick_phrases import WORDING_OF_SCRIPT, QuickPhrase, fault_of
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Severity
from bot.services.faults import NotFound
from bot.services.import_rows import ImportReport
from bot.services.ports import Clock, Store
from bot.services.rights import demand


class PhraseBook:
    def __init__(self, store: Store, guard: ReplyGuard, clock: Clock) -> None:
        self._store = store
        self._guard = guard
        self._clock = clock

    def found(self, query: str, limit: int = 200) -> tuple[QuickPhrase, ...]:
        with self._store.read() as work:
            return tuple(work.quick_phrases.found(query.split()[:8], limit))

    def all(self) -> tuple[QuickPhrase, ...]:
        with self._store.read() as work:
            return tuple(work.quick_phrases.all())

    def remove(self, phrase_id: int, account: Account) -> None:
        """Raises Forbidden, NotFound."""
        demand(account, Right.EDIT_SCRIPTS)
        with self._store.write() as work:
            if not work.quick_phrases.remove(phrase_id):
                raise NotFound(f"there is no phrase {phrase_id}")
            work.audit.record(account.login, "phrase_removed", str(phrase_id), {})

    def import_rows(
        self,
        rows: Iterable[Read[QuickPhrase] | Rejected],
        book: ScriptBook,
        labels: FactLabels,
        author: str,
    ) -> ImportReport:
        """The same group and shortcut again changes the text. A script's own wordings stay with it."""
        report = ImportReport()
        reading = _Reading(self._guard, book, labels)
        with self._store.write() as work:
            known = {phrase.key: phrase for phrase in work.quick_phrases.all()}
            for row in rows:
                read = row if isinstance(row, Rejected) else reading.taken(row)
                if isinstance(read, Rejected):
                    report.rejected.append(read)
                    continue
                there = known.get(read.key) if read else None
                if read is None or (there and there.text == read.text):
                    report.unchanged += 1
                else:
                    work.quick_phrases.put(replace(read, id=there.id if there else 0), author, self._clock())
                    report.imported += 1
            if report.imported:
                work.audit.record(author, "phrases_imported", "quick_phrase", {"count": report.imported})
        return report


class _Reading:
    """One file's rows, which must not contradict each other."""

    def __init__(self, guard: ReplyGuard, book: ScriptBook, labels: FactLabels) -> None:
        self._guard = guard
        self._book = book
        self._labels = labels
        self._first: dict[tuple[str, str], Read[QuickPhrase]] = {}

    def taken(self, row: Read[QuickPhrase]) -> QuickPhrase | Rejected | None:
        """None for a row of our own export that a script says already."""
        phrase = row.record
        name = WORDING_OF_SCRIPT.fullmatch(phrase.shortcut)
        script = self._book.named(name[1]) if name else None
        if script:
            text = self._labels.for_scripts(phrase.text)
            if any(text in variant.texts for variant in script.variants):
                return None
            where = "change that on its page or in its YAML"
            return Rejected(row.line, f"it is another wording of the script {script.name}: {where}")
        fault = fault_of(phrase) or self._contradiction(row) or self._finding(phrase)
        return Rejected(row.line, fault) if fault else phrase

    def _contradiction(self, row: Read[QuickPhrase]) -> str | None:
        earlier = self._first.setdefault(row.record.key, row)
        if earlier.record.text == row.record.text:
            return None
        return f"the shortcut {shown(row.record.shortcut)} stands in line {earlier.line} with another text"

    def _finding(self, phrase: QuickPhrase) -> str | None:
        blocked = [one for one in self._guard.check(phrase.text) if one.severity is Severity.BLOCK]
        return f"the reply guard blocks {shown(blocked[0].excerpt)} ({blocked[0].rule})" if blocked else None
