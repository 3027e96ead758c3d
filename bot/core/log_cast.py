"""Who of a chat log is a buyer and who is on our side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise

from bot.core.chat_headers import Header
from bot.core.chat_sides import BUYER_WORDS, OUR_WORDS, SHOP_NAME, is_ours

PARTNERS = 3
"""Who talks with so many others in one log is our agent, whatever the name."""


class Cast:
    def __init__(self, ours: Iterable[str] = ()) -> None:
        """`ours` are names that our side is known to go by."""
        self._ours = frozenset(name for name in ours if name)
        self._found: frozenset[str] = frozenset()

    def is_ours(self, name: str) -> bool:
        return name not in BUYER_WORDS and (name in self._found or is_ours(name, self._ours))

    def meet(self, headers: Collection[Header]) -> None:
        """Learn from the beginning of a log in which no name looks like one of ours."""
        names = [header.name for header in headers]
        if any(self.is_ours(name) for name in names) or any(self.is_ours(one.to) for one in headers):
            return
        partners: Counter[str] = Counter()
        for one, next_one in {*pairwise(names)}:
            partners.update({one, next_one} if one != next_one else ())
        for one, other in {(one.name, one.to) for one in headers if one.to}:
            partners.update((one, other))
        order = list(dict.fromkeys(names))
        busiest = partners.most_common(1)
        if busiest and busiest[0][1] >= PARTNERS * 2 - 1 and len(order) > PARTNERS:
            self._found = frozenset({busiest[0][0]})
        elif len(order) == 2:  # buyers begin
            self._found = frozenset({order[1]})

    def label(self, name: str) -> str:
        """The person's part, 小美 of 花间集:小美; empty for a shop's name alone."""
        _, divided, person = name.replace("：", ":").rpartition(":")
        is_shop = not divided and (name in OUR_WORDS or SHOP_NAME.search(name) is not None)
        return "" if is_shop else person.strip()
