"""The training inbox as one part of the house: its page, and the gathering of sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.core.pseudonyms import Pseudonyms
from bot.services.labelling_desk import LabellingDesk
from bot.services.ports import Clock, Store
from bot.services.ports_training import TrainingFile
from bot.services.training_collect import Sentences, TrainingCollect
from bot.services.training_questions import TrainingQuestions


class TrainingHouse:
    def __init__(
        self,
        store: Store,
        file: TrainingFile,
        intents: Collection[str],
        pseudonyms: Pseudonyms,
        clock: Clock,
        shop: str,
    ) -> None:
        self._store = store
        self._pseudonyms = pseudonyms
        self._clock = clock
        self.questions = TrainingQuestions(store, clock, shop)
        self.desk = LabellingDesk(store, file, intents, clock, shop)

    def collect(self, sentences: Callable[[], Sentences]) -> TrainingCollect:
        """`sentences` are the training data as they stand."""
        return TrainingCollect(self._store, sentences, self._pseudonyms, self._clock)
