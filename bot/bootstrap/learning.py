"""What is learned from talks, and what is forgotten of them."""

from __future__ import annotations

from functools import cached_property

from bot.adapters.scripts.written import written
from bot.adapters.training_file import TrainingFile
from bot.bootstrap.desk import Desk
from bot.bootstrap.wording import Wording
from bot.services.buyer_privacy import BuyerPrivacy
from bot.services.import_chats import ImportChats
from bot.services.mined_house import MinedHouse
from bot.services.model_house import ModelHouse
from bot.services.tidy import Tidy
from bot.services.training_house import TrainingHouse


class Learning(Desk, Wording):
    @cached_property
    def model_desk(self) -> ModelHouse:
        return ModelHouse(self.store, self.models, self.alone.lower_fallen, self.clock, self.settings.shop)

    @cached_property
    def import_chats(self) -> ImportChats:
        return ImportChats(self.store, self.pseudonyms, self.settings.shop)

    @cached_property
    def training(self) -> TrainingHouse:
        file = TrainingFile(self.settings.training_file, self.settings.home / "from_chats.lock")
        shop = self.settings.shop
        return TrainingHouse(self.store, file, self.intents, self.pseudonyms, self.clock, shop)

    @cached_property
    def mined(self) -> MinedHouse:
        from bot.nlu.parting.words import words_of  # noqa: PLC0415 - jieba is for whoever looks at /mined or mines

        book, scripts, guard, shop = self.live_book, self.script_desk, self.reply_guard, self.settings.shop
        hidden, clock = self.pseudonyms, self.clock
        return MinedHouse(self.store, book, scripts, guard, hidden, written, clock, shop, words_of)

    @cached_property
    def privacy(self) -> BuyerPrivacy:
        files, write, shop = self.picture_folder, self.training.desk.write_file, self.settings.shop
        return BuyerPrivacy(self.store, self.pseudonyms, files, write, self.clock, shop)

    @cached_property
    def tidy(self) -> Tidy:
        return Tidy(self.store, self.clock)
