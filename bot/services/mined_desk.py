"""What was found, for the supervisor: made into a draft script, used otherwise, or put away for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.fact_vocabulary import Vocabulary
from bot.core.guard import ReplyGuard
from bot.core.mined_script import script_document
from bot.core.mining import MinedState
from bot.core.scripts import PLACEHOLDER, render
from bot.core.suggestions import Finding as GuardFinding
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports import Clock
from bot.services.ports_mined import Finding, Kind, MiningStore
from bot.services.rights import demand

MOST_SHOWN = 50
NOTE = "mined"
NAMES = {Kind.ANSWER: "mined", Kind.QUESTION: "asked"}
"""Begin the names of the scripts that are made."""
LONGEST_TEXT = 500


class Scripts(Protocol):
    """As ScriptDesk has it."""

    def save_all(self, documents: Mapping[str, str], *, author: str, note: str = "") -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Offered:
    finding: Finding
    said: str
    """The wording with the vocabulary's examples for its facts."""
    against: tuple[GuardFinding, ...]


class MinedDesk:
    def __init__(
        self,
        store: MiningStore,
        scripts: Scripts,
        vocabulary: Callable[[], Vocabulary],
        guard: ReplyGuard,
        written: Callable[[Mapping[str, Any]], str],
        clock: Clock,
        shop: str,
    ) -> None:
        self._store = store
        self._scripts = scripts
        self._vocabulary = vocabulary
        self._guard = guard
        self._written = written
        self._clock = clock
        self._shop = shop

    def answers(self) -> Sequence[Offered]:
        with self._store.read() as work:
            shop = work.shops.get(self._shop)
            found = work.mined.open(self._shop, Kind.ANSWER, MOST_SHOWN) if shop else ()
        return [self._offered(one) for one in found]

    def questions(self) -> Sequence[Finding]:
        with self._store.read() as work:
            shop = work.shops.get(self._shop)
            return work.mined.open(self._shop, Kind.QUESTION, MOST_SHOWN) if shop else ()

    def make_draft(self, finding_id: int, by: Account) -> str:
        """The name of the new script, a draft.

        Raises Conflict, FaultyScripts, Forbidden, NotFound, Unacceptable.
        """
        found = self._wanted(Kind.ANSWER, finding_id, by)
        mined = found.mined
        asked = next((one.asked for one in mined.examples if one.asked), mined.text)
        return self._drafted(found, mined.intent, mined.text, asked, by)

    def answer_question(self, finding_id: int, intent: str, text: str, by: Account) -> str:
        """A draft in the supervisor's own words; faults as with `make_draft`."""
        found = self._wanted(Kind.QUESTION, finding_id, by)
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise Unacceptable(f"a wording has 1 to {LONGEST_TEXT} characters")
        return self._drafted(found, intent, text.strip(), found.mined.text, by)

    def _drafted(self, found: Finding, intent: str, text: str, asked: str, by: Account) -> str:
        name = f"{NAMES[found.kind]}_{found.id}"
        try:
            document = script_document(name, intent, text, asked, self._vocabulary())
        except ValueError as fault:
            raise Unacceptable(str(fault)) from fault
        self._scripts.save_all({name: self._written(document)}, author=by.login, note=NOTE)
        self._decide(found.kind, found.id, MinedState.USED, by, name)
        return name

    def _wanted(self, kind: Kind, finding_id: int, by: Account) -> Finding:
        demand(by, Right.EDIT_SCRIPTS)
        with self._store.read() as work:
            return self._open(work.mined.get(kind, finding_id))

    def put_away(self, kind: Kind, finding_id: int, by: Account, *, used: bool = False) -> None:
        """It does not come back. Raises Conflict, Forbidden, NotFound."""
        demand(by, Right.EDIT_SCRIPTS)
        self._decide(kind, finding_id, MinedState.USED if used else MinedState.DISMISSED, by)

    def _decide(self, kind: Kind, finding_id: int, state: MinedState, by: Account, script: str = "") -> None:
        with self._store.write() as work:
            self._open(work.mined.get(kind, finding_id))
            work.mined.decide(kind, finding_id, state, by.login, self._clock(), script)
            detail = {"state": state.value, **({"script": script} if script else {})}
            work.audit.record(by.login, audit.MINED_DECIDED, f"mined {kind.value} {finding_id}", detail)

    @staticmethod
    def _open(found: Finding | None) -> Finding:
        if found is None:
            raise NotFound("there is no such finding any more")
        if found.state is not MinedState.OPEN:
            raise Conflict(f"this finding is {found.state.value} already")
        return found

    def _offered(self, found: Finding) -> Offered:
        vocabulary = self._vocabulary()
        names = set(PLACEHOLDER.findall(found.mined.text)) & vocabulary.meanings.keys()
        facts = {name: vocabulary.meanings[name].example for name in names}
        said = render(found.mined.text, facts, vocabulary.say)
        return Offered(found, said, tuple(self._guard.check(said)))
