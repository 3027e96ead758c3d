"""The phrases of the team and of one's own: find, write, remove, take back, in and out as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from bot.adapters.importers.quick_phrases import read_quick_phrases
from bot.adapters.scripts.exchange import phrase_rows, written_csv
from bot.bootstrap import House
from bot.core.accounts import Account, Right
from bot.core.imports import UnreadableFile
from bot.core.quick_phrases import TEAM, QuickPhrase
from bot.services.faults import FaultyPhrase, Unacceptable
from bot.services.import_rows import ImportReport
from bot.services.rights import demand
from bot.web.house import HouseHere
from bot.web.pages.phrases import Field, Words
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/scripts/phrases", route_class=PageRoute)

MOST_LISTED = 200
LARGEST_FILE = 2_000_000
"""Bytes; 5000 phrases are a tenth of that."""
CHANGED = {"HX-Trigger": "phrases:changed"}
"""Tells the open page to fetch its list anew."""


class Scope(str, Enum):
    OWN = "own"
    TEAM = "team"

    def owner(self, account: Account) -> str:
        return TEAM if self is Scope.TEAM else account.login


@router.get("")
async def get_all_phrases(
    request: Request, house: HouseHere, signed_in: Signed, q: Words = "", scope: Scope = Scope.TEAM
) -> Response:
    account = signed_in.account

    def read() -> dict[str, Any]:
        listed = house.phrase_book.found(q, scope.owner(account), MOST_LISTED + 1)
        covered = house.phrase_book.covered(account.login) if scope is Scope.TEAM else frozenset()
        return {
            "phrases": listed[:MOST_LISTED],
            "are_more": len(listed) > MOST_LISTED,
            "covered": covered,
            "groups": sorted({one.group for one in listed} - {""}),
        }

    may_write = account.may(Right.EDIT_SCRIPTS if scope is Scope.TEAM else Right.ANSWER)
    shown = await asyncio.to_thread(read)
    return page(
        request,
        "scripts/phrases.html",
        **shown,
        account=account,
        csrf=signed_in.csrf,
        scope=scope,
        query=q,
        may_write=may_write,
        variables=house.phrase_filling.shown,
    )


@router.get("/export")
async def get_export(house: HouseHere, signed_in: Signed, scope: Scope = Scope.OWN) -> Response:
    """The CSV that an import takes, here or on the command line."""
    account = signed_in.account

    def exported() -> bytes:
        if scope is Scope.TEAM:
            demand(account, Right.EDIT_SCRIPTS)
        phrases = house.phrase_book.all(scope.owner(account))
        house.audit_trail.exported(account.login, "quick_phrase", len(phrases))
        return written_csv(phrase_rows((), phrases, {}, house.labels)).encode("utf-8-sig")

    headers = {"Content-Disposition": f'attachment; filename="phrases-{scope.value}.csv"'}
    content = await asyncio.to_thread(exported)
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/{phrase_id}/edit")
async def get_edit(request: Request, phrase_id: int, house: HouseHere, signed_in: Signed) -> Response:
    phrase = await asyncio.to_thread(house.phrase_book.get, phrase_id, signed_in.account)
    scope = Scope.TEAM if phrase.owner == TEAM else Scope.OWN
    return page(request, "scripts/phrase_edit.html", phrase=phrase, scope=scope)


@router.post("")
async def post_phrase(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    scope: Annotated[Scope, Form()],
    phrase_id: Annotated[int, Form(ge=0)] = 0,
    text: Field = "",
    shortcut: Field = "",
    scene: Field = "",
) -> Response:
    """A new one, or another text for the one with this id."""
    account = signed_in.account
    phrase = QuickPhrase(shortcut.strip(), scene.strip(), text.strip(), phrase_id, scope.owner(account))
    try:
        saved = await asyncio.to_thread(house.phrase_book.save, phrase, account)
    except FaultyPhrase as faulty:
        return page(request, "scripts/phrase_fault.html", status=422, fault=faulty.fault)
    return _done(request, "saved", saved, signed_in.csrf)


@router.post("/import")
async def post_import(
    request: Request,
    house: HouseHere,
    signed_in: Acting,
    scope: Annotated[Scope, Form()],
    file: UploadFile,
) -> Response:
    content = await file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Unacceptable(f"the file has more than {LARGEST_FILE} bytes")
    name = "phrases.xlsx" if (file.filename or "").lower().endswith(".xlsx") else "phrases.csv"
    report = await asyncio.to_thread(_imported, house, content, name, signed_in.account, scope)
    answer = page(request, "scripts/phrase_report.html", report=report)
    answer.headers.update(CHANGED)
    return answer


@router.post("/{phrase_id}/remove")
async def post_remove(request: Request, phrase_id: int, house: HouseHere, signed_in: Acting) -> Response:
    removed = await asyncio.to_thread(house.phrase_book.remove, phrase_id, signed_in.account)
    return _done(request, "removed", removed, signed_in.csrf)


@router.post("/{phrase_id}/restore")
async def post_restore_phrase(
    request: Request, phrase_id: int, house: HouseHere, signed_in: Acting
) -> Response:
    try:
        restored = await asyncio.to_thread(house.phrase_book.restore, phrase_id, signed_in.account)
    except FaultyPhrase as faulty:
        return page(request, "scripts/phrase_fault.html", status=422, fault=faulty.fault)
    return _done(request, "restored", restored, signed_in.csrf)


def _imported(house: House, content: bytes, name: str, account: Account, scope: Scope) -> ImportReport:
    """Raises Unacceptable for a file of another kind."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            rows: Iterable[Any] = read_quick_phrases(path)
            return house.phrase_book.import_by(rows, house.book, house.labels, account, scope.owner(account))
        except UnreadableFile as unreadable:
            raise Unacceptable(str(unreadable)) from unreadable


def _done(request: Request, done: str, phrase: QuickPhrase, csrf: str) -> Response:
    answer = page(request, "scripts/phrase_done.html", done=done, phrase=phrase, csrf=csrf)
    answer.headers.update(CHANGED)
    return answer
