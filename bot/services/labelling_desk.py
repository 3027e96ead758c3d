"""What people do in the training inbox: label, skip, take back. What is accepted also lands in a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.refusals import Refusal
from bot.core.training_candidates import WAITING, Candidate, CandidateState, Label, LabelSource, TrainingLine
from bot.core.training_labels import outcome
from bot.core.training_rules import TrainingRules, is_judged_twice
from bot.core.understanding import FALLBACK_INTENT
from bot.services.faults import NotFound, RuledOut, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.ports_training import TrainingFile
from bot.services.rights import demand
from bot.services.training_rights import MOST_AT_ONCE, demand_labelling, leads


@dataclass(frozen=True)
class Said:
    """What became of one key press."""

    texts: tuple[str, ...]
    intent: str | None
    accepted: int = 0
    second: int = 0
    """Waiting for a second person."""
    disputed: int = 0
    late: int = 0
    """Of a group: decided by somebody else meanwhile."""
    is_filed: bool = True
    """Whether from_chats.yml could be written."""


class LabellingDesk:
    def __init__(
        self, store: Store, file: TrainingFile, intents: Collection[str], clock: Clock, shop: str
    ) -> None:
        self._store = store
        self._file = file
        self._intents = frozenset(intents) | {FALLBACK_INTENT}
        self._clock = clock
        self._shop = shop

    def label(
        self, candidate_id: int, intent: str | None, account: Account, also: Sequence[int] = ()
    ) -> Said:
        """An intent, or None to skip; `also` are near-duplicates of the same meaning.

        Raises Forbidden, NotFound, Unacceptable, RuledOut (somebody was faster).
        """
        if intent is not None and intent not in self._intents:
            raise Unacceptable(f"{intent!r} is not an intent of the closed list")
        act = uuid4().hex
        with self._store.write() as work:
            rules = demand_labelling(work, account, self._shop)
            first = self._say(work, candidate_id, intent, account, act)
            told = [first]
            mates = {one.id for one in work.training.group(first.group or first.id, MOST_AT_ONCE)}
            wanted = [one for one in dict.fromkeys(also[:MOST_AT_ONCE]) if one != candidate_id]
            told += [self._say(work, one, intent, account, act) for one in wanted if one in mates]
            states = [self._settle(work, one, rules) for one in told] if intent is not None else []
        said = Said(
            texts=tuple(one.text for one in told),
            intent=intent,
            accepted=states.count(CandidateState.ACCEPTED),
            second=states.count(CandidateState.SECOND),
            disputed=states.count(CandidateState.DISPUTED),
            late=len(wanted) + 1 - len(told),
        )
        return self._filed(said) if said.accepted else said

    def undo(self, account: Account) -> tuple[Said, int]:
        """Take back one's last key press; also the first of its sentences. Raises Forbidden, RuledOut."""
        with self._store.write() as work:
            rules = demand_labelling(work, account, self._shop)
            act = work.training.last_act(account.login)
            taken = work.training.take_back(act, account.login) if act else ()
            if not taken:
                raise RuledOut(Refusal.TRAINING_NOTHING_TO_UNDO)
            found = [one for one in map(work.training.get, taken) if one]
            for one in found:
                self._settle(work, one, rules)
        return self._filed(Said(tuple(one.text for one in found), None)), taken[0]

    def write_file(self) -> None:
        """From what the database holds. Raises OSError."""
        self._file.write(self._lines)

    def _lines(self) -> Sequence[TrainingLine]:
        with self._store.read() as work:
            return work.training.accepted()

    def _filed(self, said: Said) -> Said:
        """What was said stays said when the folder cannot be written; the next one writes it along."""
        try:
            self.write_file()
        except OSError:
            return replace(said, is_filed=False)
        return said

    def _say(
        self,
        work: Work,
        candidate_id: int,
        intent: str | None,
        account: Account,
        act: str,
    ) -> Candidate:
        candidate = work.training.get(candidate_id)
        if candidate is None:
            raise NotFound(f"there is no sentence {candidate_id}")
        is_leading = leads(account)
        if candidate.state not in WAITING or (candidate.state is CandidateState.DISPUTED and not is_leading):
            raise RuledOut(Refusal.TRAINING_DECIDED)
        source = LabelSource.RULING if candidate.state is CandidateState.DISPUTED else LabelSource.INBOX
        work.training.unskip(candidate_id, account.login)
        own = [one for one in work.training.labels(candidate_id) if one.account == account.login]
        if any(one.source is source for one in own):
            raise RuledOut(Refusal.TRAINING_SAID)
        work.training.say(candidate_id, Label(account.login, intent, source, self._clock(), is_leading), act)
        return candidate

    def _settle(self, work: Work, candidate: Candidate, rules: TrainingRules) -> CandidateState:
        """State and training line as the labels have it, after one came or went."""
        twice = is_judged_twice(candidate.key, rules.second_share)
        labels = work.training.labels(candidate.id)
        settled = outcome(labels, twice=twice)
        work.training.mark(candidate.id, settled.state)
        if settled.intent is not None:
            line = TrainingLine(
                candidate.text, settled.intent, candidate.origin, settled.by, self._clock(), candidate.buyer
            )
            work.training.accept(candidate.id, line)
        else:
            work.training.unaccept(candidate.id)
        return settled.state

    def set_rules(self, rules: TrainingRules, by: Account) -> None:
        """Raises Forbidden."""
        demand(by, Right.EDIT_SHOP)
        with self._store.write() as work:
            shop = work.shops.get(self._shop)
            if shop is None:
                raise NotFound(f"there is no shop {self._shop}")
            if work.shops.put(replace(shop, training=rules)):
                work.audit.record(by.login, audit.TRAINING_RULES, f"shop {shop.code}", vars(rules))
