"""Scripts and quick phrases, as people edit, try and find them."""

from __future__ import annotations

from functools import cached_property

from bot.adapters.phrase_variables import load_variables
from bot.adapters.pinyin import syllables
from bot.bootstrap.foundations import DATA, Foundations
from bot.services.find_phrases import FindPhrases
from bot.services.phrase_book import PhraseBook
from bot.services.phrase_filling import PhraseFilling
from bot.services.phrase_shelf import PhraseShelf
from bot.services.script_desk import ScriptDesk
from bot.services.script_sounds import ScriptSounds
from bot.services.try_script import TryScript


class Wording(Foundations):
    @cached_property
    def script_desk(self) -> ScriptDesk:
        return ScriptDesk(self.store, self.live_book, self.intents, self.clock)

    @cached_property
    def try_script(self) -> TryScript:
        return TryScript(
            self.store, self.reply_guard, self.intents, self.words, self.clock, self.settings.shop
        )

    @cached_property
    def phrase_book(self) -> PhraseBook:
        return PhraseBook(self.store, self.reply_guard, self.phrase_shelf, self.clock)

    @cached_property
    def phrase_shelf(self) -> PhraseShelf:
        return PhraseShelf(syllables)

    @cached_property
    def phrase_filling(self) -> PhraseFilling:
        return PhraseFilling(self.live_book, self.labels, load_variables(DATA / "phrase_variables.yml"))

    @cached_property
    def find_phrases(self) -> FindPhrases:
        sounds = ScriptSounds(syllables, self.intents)
        shelf, filling = self.phrase_shelf, self.phrase_filling
        return FindPhrases(
            self.store, shelf, filling, self.live_book, self.try_script, sounds, self.intents, self.clock
        )
