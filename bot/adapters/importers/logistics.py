"""Logistics files: KUAIDI100 push bodies as JSON or JSON Lines, or a table of events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.adapters.importers import signatures
from bot.adapters.importers.documents import load_entries
from bot.adapters.importers.parcel_pushes import read_push
from bot.adapters.importers.parcel_rows import PARCEL_EVENTS, read_parcel_rows
from bot.adapters.importers.reading import read_each
from bot.adapters.importers.tables import open_table
from bot.core.imports import ParcelUpdate, Read, Rejected

EXPECTED = "a logistics table or KUAIDI100 pushes in JSON"


def read_logistics(path: Path) -> Iterator[Read[ParcelUpdate] | Rejected]:
    """Raises UnreadableFile at once when this is no logistics file."""
    if not signatures.is_json(signatures.head_of(path, EXPECTED)):
        return read_parcel_rows(open_table(path, PARCEL_EVENTS).rows())
    return read_each(load_entries(path, EXPECTED, "pushes")["pushes"], read_push)
