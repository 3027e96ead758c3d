"""Which of the shop's promotions a buyer's words name: by figures (满129减10) or by what it is for (童装)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.buyer_words import BuyerWords
from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen, fen_from_yuan
from bot.core.text import normalised

COMMON = "promotion_titles"
"""Section of the words: what many titles hold, so that it names none of them (店铺, 满, 减)."""

_PAIR = re.compile(r"(?P<threshold>\d{1,5})(?:块|元)?减(?P<reduction>\d{1,4})")
_THRESHOLD = re.compile(r"满(?P<threshold>\d{1,5})(?!\d|(?:块|元)?减)")
_REDUCTION = re.compile(r"(?<!\d)(?P<reduction>\d{1,4})(?:块钱?|元)?的?(?:优惠|店铺|关注)?[券劵]")
_LESS = re.compile(r"(?<![\d块元])减(?P<reduction>\d{1,4})")
_GIVES = re.compile(r"送(?:[我您一个双条件点]|的是)*(?P<what>[一-鿿])")
_TITLE_WORD = re.compile(r"[一-鿿]{2,}")


def named_offers(promotions: Sequence[Promotion], text: str, words: BuyerWords) -> tuple[Promotion, ...]:
    """Those that the text names, the plainest named first; equals in the given order."""
    said = normalised(text).text
    signs = [(_signs(promotion, said, words), promotion) for promotion in promotions]
    named = sorted(((count, one) for count, one in signs if count), key=lambda pair: -pair[0])
    return tuple(promotion for _, promotion in named)


def _signs(promotion: Promotion, said: str, words: BuyerWords) -> int:
    """A threshold with its reduction names an offer by itself, one figure or word alone less so."""
    held = Fen(promotion.threshold), Fen(promotion.reduction)
    pair = any((_yuan(m["threshold"]), _yuan(m["reduction"])) == held for m in _PAIR.finditer(said))
    threshold = any(_yuan(m["threshold"]) == held[0] for m in _THRESHOLD.finditer(said))
    alone = (m["reduction"] for pattern in (_REDUCTION, _LESS) for m in pattern.finditer(said))
    reduction = any(_yuan(figure) == held[1] for figure in alone)
    word = any(part in said for part in _own_words(promotion.title, words))
    given = [m["what"] for m in _GIVES.finditer(said)] if promotion.kind is PromotionKind.GIFT else []
    gift = any(what in promotion.title for what in given)
    return 2 * pair + threshold + reduction + word + gift


def _yuan(figure: str) -> Fen:
    return fen_from_yuan(figure)


def _own_words(title: str, words: BuyerWords) -> Iterator[str]:
    """Two characters each: 大衣羽绒服 is named by 羽绒 too."""
    for word in words.listed(COMMON, "common"):
        title = title.replace(word, " ")
    for run in _TITLE_WORD.findall(title):
        yield from (run[place : place + 2] for place in range(len(run) - 1))
