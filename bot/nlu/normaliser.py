"""First of the pipeline: the message as the later components read it."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components import PlainComponent
from bot.nlu.messages import WORDS, words_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Normaliser(PlainComponent):
    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(WORDS, words_of(message))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
