"""Gathers sentences that are worth a label: from decisions at the desk, and from imported chat logs.

Batch by batch, each in one transaction with how far it went: stopping loses nothing, going on doubles
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.chat_logs import LoggedLine
from bot.core.conversations import Sender, Turn
from bot.core.decided_set import is_for_judging, message_key
from bot.core.personal_data import without_personal_data
from bot.core.pseudonyms import Pseudonyms
from bot.core.sentence_likeness import SentenceIndex, sentence_key
from bot.core.training_candidates import (
    MOST_BEFORE,
    Candidate,
    CandidateKind,
    CandidateState,
    Label,
    LabelSource,
    Neighbour,
    candidate_key,
    is_askable,
    shown_before,
)
from bot.core.training_evidence import evidence
from bot.core.training_lines import training_sentence
from bot.core.training_value import is_worth_asking, value, worth_of, written_often
from bot.services.ports import Clock, Store, Work
from bot.services.ports_training import DecidedMessage, Guesses
from bot.services.training_reading import TrainingReading

DECISIONS, LOGS = "decisions", "logs"
BATCH = 200
SETTLED = timedelta(minutes=10)
"""Decisions younger than this may still be taken back."""
MOST_HEADS = 5000
"""Open sentences among which near-duplicates are looked for."""
SLIGHTLY_ALIKE = 0.3
MOST_NEIGHBOURS = 3

Sentences = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Collected:
    looked_at: int = 0
    new: int = 0
    again: int = 0
    """Sentences that are candidates already."""

    def __add__(self, other: Collected) -> Collected:
        return Collected(self.looked_at + other.looked_at, self.new + other.new, self.again + other.again)


@dataclass(frozen=True)
class _Found:
    """What could become a candidate."""

    text: str
    origin: str
    buyer: str
    kind: CandidateKind
    before: tuple[Turn, ...]
    hint: str | None = None
    account: str = ""
    guesses: Guesses = ()
    model: str = ""


class TrainingCollect:
    """One run; the training data is looked at as it stands when the run begins."""

    def __init__(
        self, store: Store, sentences: Callable[[], Sentences], pseudonyms: Pseudonyms, clock: Clock
    ) -> None:
        self._store = store
        self._clock = clock
        self._pseudonyms = pseudonyms
        taught = [(text, intent) for intent, texts in sentences().items() for text in texts]
        self._taught = SentenceIndex(taught)
        self._keys = {sentence_key(text) for text, _ in taught}
        with store.read() as work:
            self._heads = SentenceIndex((text, head) for head, text in work.training.heads(MOST_HEADS))

    def decisions(self, limit: int = BATCH) -> Collected:
        """The next batch; nothing looked at means that there is no more."""
        until = self._clock() - SETTLED
        with self._store.read() as work:
            after = work.training.cursor(DECISIONS)
            decided = work.training.decided_after(after, until, limit)
        if not decided:
            return Collected()
        found = [one for message in decided if (one := self._of_decision(message))]
        return self._keep(DECISIONS, after, decided[-1].decision_id, len(decided), found)

    def logs(self, reading: Callable[[], TrainingReading], limit: int = BATCH) -> Collected:
        """The same of chat logs; the model is asked for when there is something to read."""
        with self._store.read() as work:
            after = work.training.cursor(LOGS)
            lines = work.chat_logs.after(after, limit)
            found = list(self._of_lines(work, lines))
        if not lines:
            return Collected()
        if found:
            reader = reading()
            guesses = reader.of([one.text for one in found])
            found = [
                replace(one, guesses=own, model=reader.model)
                for one in found
                if (own := guesses[candidate_key(one.text)])
            ]
        return self._keep(LOGS, after, lines[-1].id or after, len(lines), found)

    def reread(self, reading: TrainingReading, limit: int = BATCH) -> int:
        """Ask the present model about open sentences that an earlier one has read; how many."""
        with self._store.read() as work:
            stale = work.training.read_by_others(reading.model, limit)
        guesses = reading.of([one.text for one in stale])
        with self._store.write() as work:
            work.training.forget_readings(but=reading.model)
            for one in stale:
                work.training.reread(self._reread(one, guesses[one.key], reading.model))
        return len(stale)

    def _reread(self, one: Candidate, guesses: Guesses, model: str) -> Candidate:
        alike = self._alike(one.text)
        worth = worth_of(guesses, _likest(alike), one.times, one.hint)
        is_kept = bool(guesses) and is_worth_asking(worth) and sentence_key(one.text) not in self._keys
        state = one.state if is_kept else CandidateState.DROPPED
        return replace(
            one, guesses=guesses, alike=alike, worth=worth, value=value(worth), model=model, state=state
        )

    def _of_decision(self, message: DecidedMessage) -> _Found | None:
        """A message of several wishes is no sentence of one intent; the judging set is never offered."""
        said = evidence(message.verdict, message.drafted_for, message.named)
        key = message_key(message.conversation_id, message.message_id)
        if said is None or len(message.intents) > 1 or is_for_judging(key):
            return None
        masked = self._masked(message.text, message.names)
        if not is_askable(masked):
            return None
        before = [Turn(turn.sender, self._masked(turn.text, message.names)) for turn in message.before]
        return _Found(
            masked,
            f"decision:{message.decision_id}",
            self._pseudonyms.of(message.shop, message.nick),
            said.kind,
            shown_before(before),
            said.intent,
            message.account if said.is_label else "",
            message.guesses,
            message.model,
        )

    def _of_lines(self, work: Work, lines: Sequence[LoggedLine]) -> Iterable[_Found]:
        asked = [line for line in lines if line.sender is Sender.BUYER and line.talk is not None]
        asked = [line for line in asked if self._is_new(training_sentence(line.text))]
        buyers = work.training.logged_buyers({line.talk or 0 for line in asked})
        talks = {talk: work.chat_logs.talk(talk) for talk in buyers}
        for line in asked:
            buyer = buyers.get(line.talk or 0, "")
            said = talks.get(line.talk or 0, ())
            earlier = [one for one in said if (one.at, one.id or 0) < (line.at, line.id or 0)]
            before = [Turn(one.sender, training_sentence(one.text)) for one in earlier[-2 * MOST_BEFORE :]]
            yield _Found(
                self._masked(line.text, ()),
                f"log:{line.id}",
                buyer,
                CandidateKind.LOGGED,
                shown_before(before),
            )

    def _masked(self, text: str, names: Sequence[str]) -> str:
        return training_sentence(without_personal_data(text, names))

    def _is_new(self, text: str) -> bool:
        return is_askable(text) and sentence_key(text) not in self._keys

    def _keep(self, source: str, after: int, last: int, looked_at: int, found: Sequence[_Found]) -> Collected:
        new = [one for one in found if self._is_new(one.text)]
        times = Counter(candidate_key(one.text) for one in new)
        first: dict[str, _Found] = {}
        for one in new:
            first.setdefault(candidate_key(one.text), one)
        named = [one for one in new if one.account]
        with self._store.write() as work:
            if work.training.cursor(source) != after:
                return Collected(looked_at)  # somebody else collects, and has this batch
            known = work.training.known(list(first))
            for key, candidate_id in known.items():
                work.training.written_again(candidate_id, times[key])
                self._weigh_head(work, candidate_id)
            fresh = {key: self._add(work, one, times[key]) for key, one in first.items() if key not in known}
            ids = {**known, **fresh}
            for one in named:
                self._hear(work, ids[candidate_key(one.text)], one)
            work.training.move_cursor(source, last)
        return Collected(looked_at, sum(one is not None for one in fresh.values()), len(known))

    def _add(self, work: Work, one: _Found, times: int) -> int | None:
        """None when it is not worth a question."""
        alike = self._alike(one.text)
        near = self._heads.nearest(one.text, limit=1)
        worth = worth_of(one.guesses, _likest(alike), times, one.hint)
        if not is_worth_asking(worth):
            return None
        candidate = Candidate(
            text=one.text,
            origin=one.origin,
            buyer=one.buyer,
            kind=one.kind,
            guesses=one.guesses,
            worth=worth,
            value=value(worth),
            model=one.model,
            before=one.before,
            alike=alike,
            hint=one.hint,
            times=times,
            group=near[0].told if near else None,
        )
        candidate_id = work.training.add(candidate, self._clock())
        if near:
            self._weigh_head(work, near[0].told)
        else:
            self._heads.add(one.text, candidate_id)
        return candidate_id

    def _hear(self, work: Work, candidate_id: int | None, one: _Found) -> None:
        """Who rejected a draft and named what was meant has labelled its message; once is enough."""
        if candidate_id is None:
            return
        said = work.training.labels(candidate_id)
        if all(other.account != one.account or other.source is not LabelSource.DESK for other in said):
            label = Label(one.account, one.hint, LabelSource.DESK, at=self._clock())
            work.training.say(candidate_id, label, one.origin)

    def _weigh_head(self, work: Work, candidate_id: int) -> None:
        """The more near-duplicates it stands for, the sooner it is asked."""
        candidate = work.training.get(candidate_id)
        if candidate is None:
            return
        head = candidate if candidate.stands_alone else work.training.get(candidate.group or 0)
        if head is not None:
            worth = written_often(head.worth, work.training.written_in_group(head.group or head.id))
            work.training.revalue(head.id, worth, value(worth))

    def _alike(self, text: str) -> tuple[Neighbour, ...]:
        near = self._taught.nearest(text, SLIGHTLY_ALIKE, MOST_NEIGHBOURS)
        return tuple(Neighbour(one.text, one.told, round(one.likeness, 3)) for one in near)


def _likest(alike: Sequence[Neighbour]) -> float:
    return alike[0].likeness if alike else 0.0
