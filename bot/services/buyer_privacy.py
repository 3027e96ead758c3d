"""One buyer's data, handed out or forgotten for good; and what the shop has kept long enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.buyer_data import Forgotten, Subject
from bot.core.pseudonyms import Pseudonyms
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports import Clock
from bot.services.ports_privacy import PrivacyStore, PrivacyWork
from bot.services.ports_thread import PictureFiles
from bot.services.rights import demand

MOST_TALKS = 200
MOST_LOGGED = 1000
MOST_CANDIDATES = 1000
"""Of one run of the tidy job, which comes every hour."""


class Learned(Protocol):
    """A part of learning that knows buyers by pseudonym."""

    def forget_buyer(self, pseudonym: str) -> int: ...


def learned(work: PrivacyWork) -> Sequence[Learned]:
    """Every part that keeps something of buyers under a pseudonym: whatever comes, is added here."""
    return work.chat_logs, work.mined, work.training


class BuyerPrivacy:
    def __init__(
        self,
        store: PrivacyStore,
        pseudonyms: Pseudonyms,
        files: PictureFiles,
        write_training_file: Callable[[], None],
        clock: Clock,
        shop: str,
    ) -> None:
        self._store = store
        self._pseudonyms = pseudonyms
        self._files = files
        self._write_training_file = write_training_file
        self._clock = clock
        self._shop = shop

    def export(self, name: str, by: Account, shop: str = "") -> dict[str, Any]:
        """Everything, as JSON takes it. Raises Conflict, Forbidden, NotFound."""
        demand(by, Right.BUYER_DATA)
        with self._store.write() as work:
            subject = self._subject(work, name, shop or self._shop)
            records = work.buyer_data.export(subject)
            detail = {"rows": sum(map(len, records.values()))}
            work.audit.record(by.login, audit.BUYER_EXPORTED, _told(subject), detail)
        return {
            "shop": subject.shop,
            "buyer": subject.buyers[0] if subject.buyers else None,
            "names": list(subject.nicks),
            "made_at": self._clock().isoformat(),
            "records": records,
        }

    def forget(self, name: str, typed: str, by: Account, shop: str = "") -> Forgotten:
        """Everything in one transaction; `typed` is the nick again, so that nobody forgets the wrong one.

        Raises Conflict while an order is under way, Forbidden, NotFound, Unacceptable; OSError when all is
        forgotten but the file of training sentences could not be written anew.
        """
        demand(by, Right.BUYER_DATA)
        with self._store.write() as work:
            subject = self._subject(work, name, shop or self._shop)
            if typed.strip() not in subject.nicks:
                raise Unacceptable("the nick typed in is not this buyer's")
            if under_way := work.buyer_data.open_orders(subject):
                raise Conflict(f"{len(under_way)} orders of this buyer are under way and need their receiver")
            count, pictures = work.buyer_data.forget(subject)
            lines = sum(part.forget_buyer(one) for part in learned(work) for one in subject.pseudonyms)
            work.chat_logs.forget_for_good(subject.pseudonyms, self._clock())
            done = Forgotten(count, lines, len(pictures), len(subject.orders))
            work.audit.record(by.login, audit.BUYER_FORGOTTEN, _told(subject), vars(done))
            for talk in subject.talks:
                work.events.append("closed", talk, {})
            self._remove(pictures)
        self._write_training_file()
        return done

    def forget_old(self) -> dict[str, int]:
        """What the shop has kept long enough, a bounded batch of it: how many of what."""
        now = self._clock()
        with self._store.write() as work:
            shop = work.shops.get(self._shop)
            if shop is None:
                return {}
            talks, pictures = work.buyer_data.forget_talks_before(
                shop.code, now - shop.keep.span("talks"), now, MOST_TALKS
            )
            lines = work.chat_logs.forget_before(now - shop.keep.span("logs"), MOST_LOGGED)
            candidates = work.training.forget_before(now - shop.keep.span("candidates"), MOST_CANDIDATES)
            self._remove(pictures)
        return {"old_talks": talks, "old_logged_lines": lines, "old_candidates": candidates}

    def _subject(self, work: PrivacyWork, name: str, shop: str) -> Subject:
        """Raises Conflict when several go by that name, NotFound."""
        name = name.strip()
        found = work.buyer_data.named(shop, name)
        if len(found) > 1:
            ids = ", ".join(map(str, found))
            raise Conflict(f"{len(found)} buyers go by that name: say which by id ({ids})")
        subject = work.buyer_data.subject(shop, next(iter(found), None), name, self._clock())
        names = {*subject.nicks, name}
        pseudonyms = tuple(sorted(self._pseudonyms.of(shop, one) for one in names if one))
        subject = replace(subject, pseudonyms=pseudonyms)
        if subject.is_empty and not work.buyer_data.export(subject):
            raise NotFound("there is no such buyer")
        return subject

    def _remove(self, pictures: Sequence[str]) -> None:
        """Last of all: whatever fails before leaves the files where they are."""
        for picture in pictures:
            self._files.forget(picture)


def _told(subject: Subject) -> str:
    """As the audit trail names them: never by nick."""
    return f"buyer {subject.buyers[0]}" if subject.buyers else f"buyer of {len(subject.orders)} orders"
