"""Files in and out of the shop's own data: a preview first, templates, exports."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from bot.adapters.store import views_shop
from bot.adapters.table_files import csv_file, workbook_file
from bot.bootstrap import House
from bot.core.accounts import Right
from bot.core.imports import UnreadableFile
from bot.core.sheets import Sheet, cells_of
from bot.core.shop_sections import SECTIONS
from bot.core.shop_sheets import PRODUCT, SKUS
from bot.services.faults import NotFound, Unacceptable
from bot.services.keys import SignedIn
from bot.services.rights import demand
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.pages.shop import frame
from bot.web.pages.shop_uploads import Uploads
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/shop/files", route_class=PageRoute)

TABLES = ("promotions", "couriers", "regions")
KINDS = ("catalogue", "orders", "logistics", "reviews", *TABLES)
LARGEST = 10_000_000
"""Bytes of a file that a page takes; larger ones go by the command line."""
FORM_AROUND = 10_000
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class TooLarge(Unacceptable):
    """The file is larger than a page takes."""


class NoFile(Unacceptable):
    """The form came without a file."""


def small_enough(request: Request, _: Signed) -> None:
    """Asked before the form is read. Raises TooLarge."""
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > LARGEST + FORM_AROUND:
        raise TooLarge(f"a file has at most {LARGEST} bytes")


@router.get("")
async def get_files() -> Response:
    return RedirectResponse(f"/shop/files/{KINDS[0]}", status_code=303)


@router.get("/{kind}")
async def get_kind(request: Request, kind: str, house: HouseHere, signed_in: Signed) -> Response:
    return page(request, "shop/files.html", **_context(house, signed_in, kind))


@router.post("/{kind}", dependencies=[Depends(small_enough)])
async def post_file(request: Request, kind: str, house: HouseHere, signed_in: Acting) -> Response:
    """What the file would change; with the digest of that preview, it is stored."""
    context = _context(house, signed_in, kind)
    form = await request.form()
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoFile("there is no file in the form")
    confirmed, content = str(form.get("confirm", "")), await file.read()

    def taken() -> dict[str, Any]:
        uploads = Uploads(house)
        try:
            outcome, stored = uploads.taken(
                kind, str(file.filename), content, signed_in.account, confirmed=confirmed
            )
        except UnreadableFile as unreadable:
            return {"unreadable": uploads.said(str(unreadable), signed_in.account)}
        return {"outcome": outcome, "stored": stored}

    return page(request, "shop/outcome.html", **context | await asyncio.to_thread(taken))


@router.get("/{kind}/{what}.{ending}")
async def get_table(kind: str, what: str, ending: str, house: HouseHere, signed_in: Signed) -> Response:
    """The template of a table, or all of what the shop has in it."""
    if kind not in (*TABLES, KINDS[0]) or ending not in TYPES or what not in ("template", "export"):
        raise NotFound(f"there is no file {kind}/{what}.{ending}")
    demand(signed_in.account, Right.EDIT_SHOP)

    def written() -> bytes:
        rows = _rows(house, kind) if what == "export" else []
        if what == "export":
            house.audit_trail.exported(signed_in.account.login, f"shop {kind}", len(rows))
        write = csv_file if ending == "csv" else workbook_file
        return write(_header(kind), rows)

    content = await asyncio.to_thread(written)
    name = quote(f"{house.settings.shop}-{kind}{'-template' if what == 'template' else ''}.{ending}")
    return Response(
        content,
        media_type=TYPES[ending],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"},
    )


def _context(house: House, signed_in: SignedIn, kind: str) -> dict[str, Any]:
    if kind not in KINDS:
        raise NotFound(f"there are no files of {kind}")
    return {
        **frame(signed_in, house, "files"),
        "kind": kind,
        "kinds": KINDS,
        "has_tables": kind in (*TABLES, KINDS[0]),
        "largest": LARGEST // 1_000_000,
        "outcome": None,
        "stored": False,
        "unreadable": "",
    }


def _header(kind: str) -> list[str]:
    return [column.header for sheet in _sheets(kind) for column in sheet.columns]


def _sheets(kind: str) -> list[Sheet]:
    if kind == KINDS[0]:
        return [PRODUCT, SKUS]
    table = SECTIONS[kind].table
    assert table is not None, "a table by its name"
    return [table]


def _rows(house: House, kind: str) -> list[list[str]]:
    if kind != KINDS[0]:
        return [list(row.values()) for row in house.shop_data.opened(kind).content.rows]
    blank = dict.fromkeys((column.key for column in SKUS.columns), "")
    rows: list[list[str]] = []
    with house.store.read() as work:
        for code in views_shop.codes(work.session, house.settings.shop):
            product = work.catalogue.product(house.settings.shop, code)
            if product:
                own = _as_in_files(cells_of(PRODUCT, product))
                skus = [cells_of(SKUS, sku) for sku in product.skus] or [blank]
                rows += [[*own.values(), *sku.values()] for sku in skus]
    return rows


def _as_in_files(cells: dict[str, str]) -> dict[str, str]:
    """One line to a cell, its parts separated by semicolons, as the importer reads them."""
    return {key: ";".join(cell.split("\n")) for key, cell in cells.items()}
