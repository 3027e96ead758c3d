"""The rows of a file of quick phrases: each is taken, known already, or rejected with its reason."""

from __future__ import annotations

from bot.core.fact_labels import FactLabels
from bot.core.guard import ReplyGuard
from bot.core.imports import Read, Rejected, shown
from bot.core.quick_phrases import (
    WORDING_OF_SCRIPT,
    Flaw,
    PhraseFault,
    QuickPhrase,
    RejectedPhrase,
    flaw_of,
)
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Finding, Severity


def blocking(guard: ReplyGuard, phrase: QuickPhrase) -> tuple[Finding, ...]:
    return tuple(one for one in guard.check(phrase.text) if one.severity is Severity.BLOCK)


class PhraseReading:
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
            sentence = (
                f"it is another wording of the script {script.name}: change that on its page or in its YAML"
            )
            return RejectedPhrase(row.line, sentence, PhraseFault.OF_A_SCRIPT)
        flaw = flaw_of(phrase) or self._contradiction(row) or self._finding(phrase)
        return RejectedPhrase(row.line, flaw.sentence, flaw.fault) if flaw else phrase

    def _contradiction(self, row: Read[QuickPhrase]) -> Flaw | None:
        earlier = self._first.setdefault(row.record.key, row)
        if earlier.record.text == row.record.text:
            return None
        where = f"stands in line {earlier.line} with another text"
        return Flaw(PhraseFault.TAKEN, f"the shortcut {shown(row.record.shortcut)} {where}")

    def _finding(self, phrase: QuickPhrase) -> Flaw | None:
        found = blocking(self._guard, phrase)
        if not found:
            return None
        sentence = f"the reply guard blocks {shown(found[0].excerpt)} ({found[0].rule})"
        return Flaw(PhraseFault.BLOCKED, sentence)
