"""A shop's own data, a section at a time: open, check, save. Who saves must have seen what he changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.audit import AuditEntry, AuditFilter
from bot.core.sheets import HEAD, Content, Fault
from bot.core.shop_sections import SECTIONS, Holder, Section, differences
from bot.core.shop_sheets import SKUS
from bot.core.size_gaps import ChartNote, chart_notes
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports_shop_data import ShopStore, ShopWork
from bot.services.rights import demand

LATEST = 5
NEW = ""
"""The subject of a product that is not there yet."""


class FaultySheet(Unacceptable):
    """Cells that can't be taken; nothing was saved."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.place} {fault.column}: {fault.code}" for fault in faults))
        self.faults = faults


class EditedMeanwhile(Conflict):
    """Somebody else saved this section since it was opened; nothing was saved."""

    def __init__(self, by: str, at: datetime | None, now: Content) -> None:
        super().__init__("somebody else has saved this section meanwhile")
        self.by, self.at, self.now = by, at, now


@dataclass(frozen=True)
class Opened:
    section: Section
    subject: str
    content: Content
    latest: tuple[AuditEntry, ...] = ()
    """The last changes, the newest first."""
    notes: tuple[ChartNote, ...] = ()


class ShopData:
    def __init__(self, store: ShopStore, shop: str) -> None:
        self._store = store
        self._shop = shop

    def opened(self, name: str, subject: str = NEW) -> Opened:
        """Raises NotFound."""
        section = _section(name)
        with self._store.read() as work:
            record = self._record(work, section, subject)
            latest = work.audit.found(_of(section, subject), None, LATEST) if record is not None else ()
        content = section.content(record) if record is not None else Content()
        return Opened(section, subject, content, tuple(latest), _notes(section, record))

    def save(self, name: str, content: Content, *, subject: str = NEW, seen: str, by: Account) -> str:
        """The subject it was saved for. Raises EditedMeanwhile, FaultySheet, Forbidden, NotFound."""
        demand(by, Right.EDIT_SHOP)
        section = _section(name)
        head, rows, faults = section.read(content)
        if faults:
            raise FaultySheet(faults)
        with self._store.write() as work:
            record = self._record(work, section, subject)
            before = section.content(record) if record is not None else Content()
            if before.digest != seen:
                last = next(iter(work.audit.found(_of(section, subject), None, 1)), None)
                raise EditedMeanwhile(last.actor if last else "", last.at if last else None, before)
            changed = section.applied(record, head, rows)
            if record is None and work.catalogue.product(self._shop, changed.code):
                raise FaultySheet((Fault(HEAD, "code", "code_taken", {"value": changed.code}),))
            if faults := _unlike(section, changed):
                raise FaultySheet(faults)
            self._put(work, section, record, changed)
            told = differences(section, before, section.content(changed))
            saved = changed.code if section.holder is Holder.PRODUCT else subject
            if told:
                work.audit.record(by.login, audit.SHOP_CHANGED, _subject(section, saved), told)
        return saved

    def _record(self, work: ShopWork, section: Section, subject: str) -> Any:
        """The record that a section is a part of; None for a new product. Raises NotFound."""
        if section.holder is Holder.PROMOTIONS:
            return tuple(work.catalogue.every_promotion(self._shop))
        if section.holder is Holder.SHOP:
            found: Any = work.shops.get(self._shop)
        elif subject == NEW and section.name == "product":
            return None
        else:
            found = work.catalogue.product(self._shop, subject)
            found = found if found and found.code == subject else None
        if found is None:
            raise NotFound(f"there is no {section.holder.value} {subject or self._shop}")
        return found

    def _put(self, work: ShopWork, section: Section, before: Any, changed: Any) -> None:
        if section.holder is Holder.SHOP:
            work.shops.put(changed)
        elif section.holder is Holder.PRODUCT:
            work.catalogue.put(self._shop, changed)
        else:
            kept = {promotion.code for promotion in changed}
            gone = [promotion.code for promotion in before if promotion.code not in kept]
            work.catalogue.remove_promotions(self._shop, gone)
            for promotion in changed:
                work.catalogue.put_promotion(self._shop, promotion)


def _section(name: str) -> Section:
    if name not in SECTIONS:
        raise NotFound(f"there is no section {name}")
    return SECTIONS[name]


def _subject(section: Section, subject: str) -> str:
    """As the audit trail names it: what is changed of a product stands under the product."""
    return f"{section.name} {subject}" if section.holder is Holder.PRODUCT else f"shop {section.name}"


def _of(section: Section, subject: str) -> AuditFilter:
    return AuditFilter(action=audit.SHOP_CHANGED, subject=_subject(section, subject))


def _unlike(section: Section, changed: Any) -> tuple[Fault, ...]:
    """What only shows once codes and prices are filled in."""
    if section.name == "skus":
        codes: Sequence[str] = [sku.code for sku in changed.skus]
        longest = SKUS.columns[0].longest
        told = {"header": SKUS.columns[0].header, "most": str(longest)}
        twice = (
            Fault(place, "code", "twice", {"value": code})
            for place, code in enumerate(codes)
            if code in codes[:place]
        )
        long = (
            Fault(place, "code", "too_long", told) for place, code in enumerate(codes) if len(code) > longest
        )
        return (*twice, *long)
    if section.name == "chart" and changed.chart:
        sizes = {row.size for row in changed.chart.rows}
        strange = [size for size in changed.chart.usual_sizes.values() if size not in sizes]
        return tuple(Fault(HEAD, "usual_sizes", "size_not_in_chart", {"value": size}) for size in strange)
    return ()


def _notes(section: Section, record: Any) -> tuple[ChartNote, ...]:
    if section.name != "chart" or record is None or record.chart is None:
        return ()
    return chart_notes(record.chart)
