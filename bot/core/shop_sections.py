"""The parts of a shop that are edited by themselves: which cells each has, and what saving them means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from bot.core import shop_sheets as sheets
from bot.core.catalogue import Fit, Product, Promotion, SizeChart, SizeRow, Sku
from bot.core.parcels import WatchLimits
from bot.core.retention import Retention
from bot.core.sheets import NOTHING, Cells, Content, Fault, Sheet, Values, cells_of, read_row, read_rows
from bot.core.shop import BargainRule, OpeningHours, Region, ReturnAddress, Shop


class Holder(str, Enum):
    """What a section is a part of."""

    SHOP = "shop"
    PRODUCT = "product"
    PROMOTIONS = "promotions"


Applied = Callable[[Any, Values, Sequence[Values]], Any]
"""The record with what a form says: its head and its rows, both read."""


@dataclass(frozen=True)
class Section:
    name: str
    holder: Holder
    head: Sheet | None = None
    table: Sheet | None = None
    head_of: Callable[[Any], object] = lambda record: record
    rows_of: Callable[[Any], Sequence[object]] = lambda _: ()
    applied: Applied = lambda record, head, _rows: replace(record, **head)

    def content(self, record: Any) -> Content:
        """The record's cells as a form shows them; of a part that is not there yet, the defaults."""
        held = self.head_of(record) if self.head else None
        head = cells_of(self.head, held) if self.head and held is not None else NOTHING
        table = self.table
        rows = tuple(cells_of(table, row) for row in self.rows_of(record)) if table else ()
        return Content(head, rows)

    def read(self, content: Content) -> tuple[Values, tuple[Values, ...], tuple[Fault, ...]]:
        head, faults = read_row(self.head, content.head) if self.head else (NOTHING, [])
        rows: tuple[Values, ...] = ()
        if self.table:
            reading = read_rows(self.table, content.rows)
            rows, faults = reading.values, [*faults, *reading.faults]
        return head, rows, tuple(faults)


def _product(record: Product | None, head: Values, _: Sequence[Values]) -> Product:
    """A SKU that cost what the product cost goes on doing so."""
    filled = {**head, "name": head["name"] or head["title"], "floor": head["floor"] or head["price"]}
    if record is None:
        return Product(**filled)
    skus = tuple(
        replace(sku, price=head["price"]) if sku.price == record.price else sku for sku in record.skus
    )
    return replace(record, **filled, skus=skus)


def _skus(record: Product, _: Values, rows: Sequence[Values]) -> Product:
    return replace(record, skus=tuple(_sku(record, row) for row in rows))


def _sku(product: Product, row: Values) -> Sku:
    """Without a code it goes by product, colour and size; without a price it costs what the product costs."""
    code = row["code"] or "-".join(filter(None, (product.code, row["color"], row["size"])))
    return Sku(**{**row, "code": code, "price": row["price"] or product.price})


def _chart(record: Product, head: Values, rows: Sequence[Values]) -> Product:
    """Without a row there is no chart."""
    if not rows:
        return replace(record, chart=None)
    return replace(record, chart=SizeChart(rows=tuple(SizeRow(**row) for row in rows), **head))


def _dispatch(shop: Shop, head: Values, _: Sequence[Values]) -> Shop:
    own = {name: value for name, value in head.items() if name != "warehouse"}
    return replace(shop, warehouse=head["warehouse"], dispatch=replace(shop.dispatch, **own))


_WATCHED = tuple(f.name for f in fields(WatchLimits))


def _rules(shop: Shop, head: Values, _: Sequence[Values]) -> Shop:
    own = {name: value for name, value in head.items() if name not in _WATCHED}
    return replace(shop, **own, watch=WatchLimits(**{name: head[name] for name in _WATCHED}))


def _notes(shop: Shop, head: Values, _: Sequence[Values]) -> Shop:
    """Notes that the form does not know stay."""
    told = {**shop.notes, **head}
    return replace(shop, notes={name: text for name, text in told.items() if text})


def _of_shop(name: str, **parts: Any) -> Section:
    return Section(name, Holder.SHOP, **parts)


_ALL = (
    Section("product", Holder.PRODUCT, head=sheets.PRODUCT, applied=_product),
    Section("skus", Holder.PRODUCT, table=sheets.SKUS, rows_of=lambda one: one.skus, applied=_skus),
    Section(
        "chart",
        Holder.PRODUCT,
        head=sheets.CHART,
        table=sheets.SIZES,
        head_of=lambda one: one.chart or {"kind": None, "fit": Fit.REGULAR},
        rows_of=lambda one: one.chart.rows if one.chart else (),
        applied=_chart,
    ),
    Section(
        "promotions",
        Holder.PROMOTIONS,
        table=sheets.PROMOTIONS,
        rows_of=lambda promotions: promotions,
        applied=lambda _record, _head, rows: tuple(
            Promotion(**{**row, "products": frozenset(row["products"])}) for row in rows
        ),
    ),
    _of_shop(
        "couriers",
        table=sheets.COURIERS,
        rows_of=lambda shop: [{"name": name} for name in shop.couriers],
        applied=lambda shop, _head, rows: replace(shop, couriers=tuple(row["name"] for row in rows)),
    ),
    _of_shop(
        "regions",
        table=sheets.REGIONS,
        rows_of=lambda shop: shop.regions,
        applied=lambda shop, _head, rows: replace(shop, regions=tuple(Region(**row) for row in rows)),
    ),
    _of_shop(
        "opening",
        head=sheets.OPENING,
        head_of=lambda shop: shop.hours,
        applied=lambda shop, head, _rows: replace(shop, hours=OpeningHours(**head)),
    ),
    _of_shop(
        "dispatch",
        head=sheets.DISPATCH,
        head_of=lambda shop: {**_plain(shop.dispatch), "warehouse": shop.warehouse},
        applied=_dispatch,
    ),
    _of_shop(
        "return_address",
        head=sheets.RETURN_ADDRESS,
        head_of=lambda shop: shop.return_address,
        applied=lambda shop, head, _rows: replace(shop, return_address=ReturnAddress(**head)),
    ),
    _of_shop(
        "rules",
        head=sheets.RULES,
        head_of=lambda shop: {**_plain(shop), **asdict(shop.watch)},
        applied=_rules,
    ),
    _of_shop(
        "bargain",
        head=sheets.BARGAIN,
        head_of=lambda shop: shop.bargain,
        applied=lambda shop, head, _rows: replace(shop, bargain=BargainRule(**head)),
    ),
    _of_shop(
        "keep",
        head=sheets.KEEP,
        head_of=lambda shop: shop.keep,
        applied=lambda shop, head, _rows: replace(shop, keep=Retention(**head)),
    ),
    _of_shop("notes", head=sheets.NOTES, head_of=lambda shop: shop.notes, applied=_notes),
)
SECTIONS: Mapping[str, Section] = MappingProxyType({section.name: section for section in _ALL})


def _plain(record: Any) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)}


def differences(section: Section, before: Content, after: Content) -> dict[str, object]:
    """What changed, by the columns' headers, for the audit trail: before and after of each cell."""
    changed: dict[str, object] = {}
    if section.head:
        changed.update(_changed(section.head, before.head, after.head))
    if section.table:
        key = section.table.key
        old = {row[key]: row for row in before.rows}
        new = {row[key]: row for row in after.rows}
        for name in [name for name in new if name in old]:
            cells = _changed(section.table, old[name], new[name])
            changed.update({f"{name} {header}": told for header, told in cells.items()})
        if added := [name for name in new if name not in old]:
            changed["added"] = added
        if removed := [name for name in old if name not in new]:
            changed["removed"] = removed
        if not changed and list(old) != list(new):
            changed["order"] = list(new)
    return changed


def _changed(sheet: Sheet, before: Cells, after: Cells) -> dict[str, object]:
    pairs = ((column, before.get(column.key, ""), after.get(column.key, "")) for column in sheet.columns)
    return {column.header: f"{_short(old)} → {_short(new)}" for column, old, new in pairs if old != new}


def _short(cell: str) -> str:
    line = "；".join(cell.split("\n"))
    return line if len(line) <= LONGEST_TOLD else line[: LONGEST_TOLD - 1] + "…"


LONGEST_TOLD = 120
