"""What an uploaded file would change, and with its sender's word does. It is kept nowhere in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.adapters import importers
from bot.adapters.importers.sheet_rows import read_sheet_rows
from bot.bootstrap import House
from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.languages import Language
from bot.core.sheets import Fault
from bot.core.shop_arrivals import arriving
from bot.core.shop_sections import SECTIONS
from bot.services.import_rows import ImportReport, ImportRows
from bot.services.rights import demand

SUFFIXES = (".csv", ".xlsx", ".json", ".jsonl", ".txt")
MOST_TOLD = 50
"""Rows with a fault that a preview lists."""


@dataclass(frozen=True)
class Told:
    """A row that can't be taken: by a fault of ours, or by what an importer said."""

    line: int
    fault: Fault | None = None
    sentence: str = ""


@dataclass(frozen=True)
class Outcome:
    new: int
    changed: int
    unchanged: int
    told: tuple[Told, ...]
    """The first of the rows left out."""
    left_out: int
    digest: str
    """Of the file: what is confirmed must be what was previewed."""


class Uploads:
    """Files of one kind: the sections that are tables, and what the importers of the command line read."""

    def __init__(self, house: House) -> None:
        self._house = house

    def taken(
        self, kind: str, name: str, file: bytes, by: Account, *, confirmed: str
    ) -> tuple[Outcome, bool]:
        """What the file changes, and whether it was stored: only if this very file was previewed.

        Raises Forbidden, UnreadableFile, EditedMeanwhile.
        """
        demand(by, Right.EDIT_SHOP)
        digest = sha256(file).hexdigest()[:32]
        stores = confirmed == digest
        with _on_disk(name, file) as path:
            take = self._table if kind in SECTIONS else self._imported
            return take(kind, path, digest, by, stores=stores), stores

    def _table(self, kind: str, path: Path, digest: str, by: Account, *, stores: bool) -> Outcome:
        section = SECTIONS[kind]
        assert section.table is not None, "only tables are exchanged"
        present = self._house.shop_data.opened(kind).content
        arrival = arriving(section.table, present, read_sheet_rows(path, section.table))
        if stores:
            self._house.shop_data.save(kind, arrival.content, seen=present.digest, by=by)
        told = [
            *(Told(fault.place, fault) for fault in arrival.faults),
            *(Told(row.line, sentence=self.said(row.reason, by)) for row in arrival.rejected),
        ]
        return _outcome(arrival.new, arrival.changed, arrival.unchanged, told, digest)

    def _imported(self, kind: str, path: Path, digest: str, by: Account, *, stores: bool) -> Outcome:
        rows = self._house.import_rows if stores else self._house.preview_rows
        reports = list(_reports(kind, rows, path, self._house.settings.shop))
        new, imported = sum(one.new for one in reports), sum(one.imported for one in reports)
        told = [Told(row.line, sentence=self.said(row.reason, by)) for one in reports for row in one.rejected]
        outcome = _outcome(new, imported - new, sum(one.unchanged for one in reports), told, digest)
        if stores:
            detail = {"new": outcome.new, "changed": outcome.changed, "left_out": outcome.left_out}
            with self._house.store.write() as work:
                work.audit.record(by.login, audit.SHOP_IMPORTED, f"shop {kind}", detail)
        return outcome

    def said(self, reason: str, by: Account) -> str:
        """Importers give their reasons in English."""
        return reason if by.language is Language.ENGLISH else self._house.import_reasons.said(reason)


def _reports(kind: str, rows: ImportRows, path: Path, shop: str) -> Iterator[ImportReport]:
    """As the commands of the same name do."""
    if kind == "catalogue":
        yield rows.products(importers.read_products(path), shop)
        yield rows.promotions(importers.read_promotions(path), shop)
    elif kind == "logistics":
        yield rows.logistics(importers.read_logistics(path), shop)
    elif kind == "reviews":
        yield rows.reviews(importers.read_reviews(path), shop)
    elif importers.is_detail_list(path):
        yield rows.order_lines(importers.read_order_lines(path), shop)
    else:
        yield rows.orders(importers.read_orders(path), shop)


def _outcome(new: int, changed: int, unchanged: int, told: list[Told], digest: str) -> Outcome:
    told.sort(key=lambda one: one.line)
    return Outcome(new, changed, unchanged, tuple(told[:MOST_TOLD]), len(told), digest)


@contextmanager
def _on_disk(name: str, file: bytes) -> Iterator[Path]:
    """Readers take a path; of the sender's name only the ending is kept."""
    ending = Path(name).suffix.lower()
    with TemporaryDirectory(prefix="bot-upload-") as folder:
        path = Path(folder) / f"file{ending if ending in SUFFIXES else ''}"
        path.write_bytes(file)
        yield path
