"""What the training inbox shows: the next sentence with what is known of it, and how far everybody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.accounts import Account
from bot.core.sentence_likeness import NEARLY_THE_SAME, SentenceIndex
from bot.core.training_candidates import MOST_GUESSES, WAITING, Candidate, CandidateState, Label, Neighbour
from bot.core.training_rules import TrainingRules, is_judged_twice, may_label
from bot.core.understanding import FALLBACK_INTENT
from bot.services.ports import Clock, Store, Work
from bot.services.ports_training import TrainingFigures
from bot.services.training_rights import MOST_AT_ONCE, demand_labelling, leads, rules_in

MOST_SHOWN = 12
MOST_COUNTED = 100


@dataclass(frozen=True)
class Question:
    """One sentence as it is asked about."""

    candidate: Candidate
    mates: Sequence[Candidate]
    """Its near-duplicates."""
    labels: Sequence[Label]
    """What others said: of a sentence that two people judge only once they differ."""
    others: Sequence[str]
    """Who else has labelled it."""
    against: Sequence[Neighbour]
    """Nearly the same sentences that are training data already."""
    is_twice: bool


@dataclass(frozen=True)
class TrainingView:
    question: Question | None
    following: Sequence[Candidate]
    figures: TrainingFigures
    can_undo: bool
    rules: TrainingRules
    names: Mapping[str, str]
    """What everybody is called, by login."""


class TrainingQuestions:
    def __init__(self, store: Store, clock: Clock, shop: str) -> None:
        self._store = store
        self._clock = clock
        self._shop = shop
        self._accepted: tuple[tuple[int, int], SentenceIndex[str]] = ((0, 0), SentenceIndex())

    def view(self, account: Account, wanted: int | None = None) -> TrainingView:
        """The most valuable sentence, or the wanted one while it waits. Raises Forbidden."""
        with self._store.read() as work:
            rules = demand_labelling(work, account, self._shop)
            queue = _heads(work.training.queue(account.login, leads=leads(account)))
            chosen = self._chosen(work, queue, wanted)
            question = self._question(work, chosen, account, rules) if chosen else None
            following = [one for one in queue if chosen is None or one.group != chosen.group]
            figures = work.training.figures(self._midnight(work))
            can_undo = work.training.last_act(account.login) is not None
            names = work.accounts.names()
        return TrainingView(question, following[:MOST_SHOWN], figures, can_undo, rules, names)

    def count(self, account: Account) -> int:
        """How many groups wait for this person; 0 for whoever may not label."""
        with self._store.read() as work:
            if not may_label(account, rules_in(work, self._shop)):
                return 0
            return len(_heads(work.training.queue(account.login, leads=leads(account), limit=MOST_COUNTED)))

    def may(self, account: Account) -> bool:
        with self._store.read() as work:
            return may_label(account, rules_in(work, self._shop))

    def _chosen(self, work: Work, queue: Sequence[Candidate], wanted: int | None) -> Candidate | None:
        if wanted is not None:
            found = work.training.get(wanted)
            if found and found.state in WAITING:
                return found
        return queue[0] if queue else None

    def _question(self, work: Work, candidate: Candidate, account: Account, rules: TrainingRules) -> Question:
        labels = [one for one in work.training.labels(candidate.id) if one.intent is not None]
        names = work.accounts.names()
        is_twice = is_judged_twice(candidate.key, rules.second_share)
        is_blind = is_twice and candidate.state is not CandidateState.DISPUTED
        mates = work.training.group(candidate.group or candidate.id, MOST_AT_ONCE)
        return Question(
            candidate=candidate,
            mates=[one for one in mates if one.id != candidate.id],
            labels=[] if is_blind else labels,
            others=[names.get(one.account, one.account) for one in labels if one.account != account.login],
            against=self._against(work, candidate),
            is_twice=is_twice,
        )

    def _against(self, work: Work, candidate: Candidate) -> Sequence[Neighbour]:
        taught = [one for one in candidate.alike if one.likeness >= NEARLY_THE_SAME]
        accepted = self._index(work).nearest(candidate.text)
        return taught + [Neighbour(one.text, one.told, one.likeness) for one in accepted]

    def _index(self, work: Work) -> SentenceIndex[str]:
        """Of what was accepted; made anew when there is more or less of it."""
        edition = work.training.edition()
        if self._accepted[0] != edition:
            lines = work.training.accepted()
            self._accepted = (edition, SentenceIndex((line.text, line.intent) for line in lines))
        return self._accepted[1]

    def _midnight(self, work: Work) -> datetime:
        shop = work.shops.get(self._shop)
        zone = shop.timezone if shop else ZoneInfo("Asia/Shanghai")
        return self._clock().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def choices(question: Question) -> Sequence[tuple[str, float]]:
    """Intents by number: what a decision speaks for first, then the model's guesses.

    Who is the second to judge is not told what the desk said.
    """
    guesses: Mapping[str, float] = {one.intent: one.confidence for one in question.candidate.guesses}
    hint = question.candidate.hint
    first = [hint] if hint and not question.is_twice else []
    names = [name for name in dict.fromkeys([*first, *guesses]) if name != FALLBACK_INTENT]
    return [(name, guesses.get(name, 0.0)) for name in names[:MOST_GUESSES]]


def _heads(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One of each group, the most valuable first."""
    heads: dict[int, Candidate] = {}
    for one in candidates:
        heads.setdefault(one.group or one.id, one)
    return list(heads.values())
