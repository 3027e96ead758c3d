"""What the model takes sentences for; what it has read once is not read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.training_candidates import MOST_GUESSES, candidate_key
from bot.services.ports import Store
from bot.services.ports_training import Guesses, Read


class TrainingReading:
    def __init__(self, store: Store, read: Read, model: str) -> None:
        """`read` is the model in this process, `model` its id."""
        self._store = store
        self._read = read
        self.model = model

    def of(self, texts: Sequence[str]) -> Mapping[str, Guesses]:
        """By key. Reading takes a while and happens outside of any transaction."""
        wanted = {candidate_key(text): text for text in texts}
        with self._store.read() as work:
            known = dict(work.training.readings(list(wanted), self.model))
        fresh = {key: self._read(text)[:MOST_GUESSES] for key, text in wanted.items() if key not in known}
        if fresh:
            with self._store.write() as work:
                work.training.keep_readings(fresh, self.model)
        return {**known, **fresh}
