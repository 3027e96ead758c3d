"""What a bargaining buyer asks for, read out of the words and the amounts of one turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.core.bargaining import Ask, Topic
from bot.core.buyer_words import BuyerWords
from bot.core.money import Fen, fen_from_yuan, percent_of
from bot.core.understanding import Entity

SECTION = "bargain"
DISCOUNTS = "discounts"
"""Section of the words: percent of the price that stays -> 八折 …"""
TEN_YUAN = 1000
MOST_PIECES = 9999
BARE_FIGURE = re.compile(r"(?<![\d.])\d{1,5}(?:\.\d{1,2})?(?![\d.])")
LEAST_SHARE = 5
"""A bare figure below this part of the price is no price: 3 in 差3块, a size, a count."""
_NUMERALS = {character: value for value, character in enumerate("一二三四五六七八九", 1)} | {"两": 2, "俩": 2}
_PRICED = re.compile(
    r"(?<![\d.一二三四五六七八九十百千万两俩第这那哪每满某])"
    r"((?P<count>\d{1,4}|[一二三四五六七八九两]?十[一二三四五六七八九]?|[一二三四五六七八九两俩])[件双条套盒包对个顶])"
    r"(?=一?[起共]?(?:要|得|是|卖)?(?:多少|几钱|啥价|什么价|什么价钱|怎么卖|咋卖|几多钱))"
)
WORDS_BEFORE = 4
"""Characters before an amount that tell 少15 from 15."""


@dataclass(frozen=True)
class Pieces:
    count: int = 1
    said: str = ""
    """In the buyer's own words (两双); empty for the one piece that nobody mentions."""

    @property
    def several(self) -> bool:
        return self.count > 1 and bool(self.said)


ONE_PIECE = Pieces()


def read_ask(
    text: str,
    entities: Sequence[Entity],
    words: BuyerWords,
    price: Fen,
    wanted: Pieces = ONE_PIECE,
    *,
    gift: bool = False,
) -> Ask:
    """`price` is that of one piece; `gift` when the whole wish is for a gift."""
    said = set(words.named(SECTION, text))
    amount = (
        _discounted(text, words, price)
        or _named_amount(text, entities, words, price, wanted)
        or (_without_odd_yuan(price) if "round" in said else None)
    )
    return Ask(
        amount=amount if amount and 0 < amount < price else None,
        topic=_topic(said, gift),
        threatens_to_leave="leaving" in said,
    )


def pieces(entities: Sequence[Entity], before: Pieces = ONE_PIECE, text: str = "") -> Pieces:
    """How many the buyer means; what was meant before when nothing sensible is said.

    `text` tells the count whose price is asked (两双多少钱), which the model leaves to the question.
    """
    told = [
        Pieces(int(entity.value), entity.raw)
        for entity in entities
        if entity.entity == "quantity"
        and isinstance(entity.value, (int, float))
        and 1 <= entity.value <= MOST_PIECES
    ]
    return told[-1] if told else _priced(text) or before


def _priced(text: str) -> Pieces | None:
    found = _PRICED.search(text)
    if found is None:
        return None
    count = _count(found["count"])
    return Pieces(count, found[1]) if 1 <= count <= MOST_PIECES else None


def _count(numeral: str) -> int:
    """5, 五, 十五, 五十; the pattern lets nothing longer through."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def _topic(said: set[str], gift: bool) -> Topic:
    if gift:
        return Topic.GIFT
    return Topic.POSTAGE if "postage" in said else Topic.PRICE


def _discounted(text: str, words: BuyerWords, price: Fen) -> Fen | None:
    percents = words.named(DISCOUNTS, text)
    return percent_of(price, int(percents[-1])) if percents else None


def _without_odd_yuan(price: Fen) -> Fen:
    return Fen(price // TEN_YUAN * TEN_YUAN)


def _named_amount(
    text: str, entities: Sequence[Entity], words: BuyerWords, price: Fen, wanted: Pieces
) -> Fen | None:
    """The unit price behind the last amount: 60卖吗, 少15, 两件一共200."""
    goods = price * wanted.count
    for named, start, is_money in _amounts(text, entities):
        if "less" in words.named(SECTION, text[max(0, start - WORDS_BEFORE) : start]):
            return Fen(price - named)
        if is_money or goods // LEAST_SHARE <= named < goods:
            return Fen(named // wanted.count) if named > price else named
    return None


def _amounts(text: str, entities: Sequence[Entity]) -> Iterator[tuple[Fen, int, bool]]:
    """(amount, where it stands, whether the model read it as money): last first, bare figures at the end."""
    for entity in reversed(entities):
        if entity.entity == "amount":
            with suppress(ValueError):
                yield fen_from_yuan(str(entity.value)), entity.start, True
    for figure in reversed(list(BARE_FIGURE.finditer(text))):
        if not any(entity.start < figure.end() and figure.start() < entity.end for entity in entities):
            yield fen_from_yuan(figure.group()), figure.start(), False
