"""The shop's own data: everybody reads, those who lead edit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from bot.adapters.store import views_shop
from bot.bootstrap import House
from bot.core.accounts import Right
from bot.core.sheets import MOST_ROWS, Content, Sheet
from bot.core.shop_sections import SECTIONS, Holder, differences
from bot.services.faults import NotFound
from bot.services.keys import SignedIn
from bot.services.shop_data import NEW, EditedMeanwhile, FaultySheet, Opened
from bot.web.house import HouseHere
from bot.web.pages.render import page
from bot.web.pages.route import PageRoute
from bot.web.sessions import Acting, Signed

router = APIRouter(prefix="/shop", route_class=PageRoute)

PRODUCT_PARTS = ("product", "skus", "chart")
PLACES = (
    "promotions",
    "couriers",
    "regions",
    "opening",
    "dispatch",
    "return_address",
    "rules",
    "bargain",
    "notes",
    "keep",
)
"""The sections that have a page of their own, in the order they are listed."""
HEAD, ROW = "head.", "row."
"""Begin the names of a form's fields; a table's come once for each row."""

Subject = Annotated[str, Form(max_length=64)]
Seen = Annotated[str, Form(max_length=64)]


@router.get("")
async def get_shop() -> Response:
    return RedirectResponse("/shop/catalogue", status_code=303)


@router.get("/catalogue")
async def get_catalogue(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    words: Annotated[str, Query(alias="q", max_length=60)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    def read() -> views_shop.ProductPage:
        with house.store.read() as work:
            return views_shop.products(work.session, house.settings.shop, words.strip(), number)

    listed = await asyncio.to_thread(read)
    return page(
        request,
        "shop/catalogue.html",
        **frame(signed_in, house, "catalogue"),
        listed=listed,
        words=words.strip(),
    )


@router.get("/new")
async def get_new(request: Request, house: HouseHere, signed_in: Signed) -> Response:
    parts = [Opened(SECTIONS["product"], NEW, Content())]
    return page(
        request, "shop/product.html", **frame(signed_in, house, "catalogue"), parts=parts, subject=NEW
    )


@router.get("/product")
async def get_product(
    request: Request,
    house: HouseHere,
    signed_in: Signed,
    code: Annotated[str, Query(max_length=64)],
) -> Response:
    """The code is no part of the path: codes may hold any character."""
    parts = await asyncio.to_thread(lambda: [house.shop_data.opened(name, code) for name in PRODUCT_PARTS])
    return page(
        request, "shop/product.html", **frame(signed_in, house, "catalogue"), parts=parts, subject=code
    )


@router.get("/{name}")
async def get_section(request: Request, name: str, house: HouseHere, signed_in: Signed) -> Response:
    if name not in PLACES:
        raise NotFound(f"there is no section {name}")
    opened = await asyncio.to_thread(house.shop_data.opened, name)
    return page(request, "shop/section.html", **frame(signed_in, house, name), parts=[opened])


@router.post("/{name}")
async def post_section(
    request: Request, name: str, house: HouseHere, signed_in: Acting, subject: Subject = NEW, seen: Seen = ""
) -> Response:
    """The section as it is saved; or with what was typed, what is wrong with it or who was faster."""
    if name not in SECTIONS:
        raise NotFound(f"there is no section {name}")
    typed = typed_content(name, await request.form())

    def saved() -> Opened:
        subject_now = house.shop_data.save(name, typed, subject=subject, seen=seen, by=signed_in.account)
        return house.shop_data.opened(name, subject_now)

    try:
        opened = await asyncio.to_thread(saved)
    except FaultySheet as faulty:
        kept = Opened(SECTIONS[name], subject, typed)
        return _part(request, house, signed_in, kept, 422, seen=seen, faults=faulty.faults)
    except EditedMeanwhile as meanwhile:
        theirs = differences(SECTIONS[name], meanwhile.now, typed)
        kept = Opened(SECTIONS[name], subject, typed)
        return _part(
            request,
            house,
            signed_in,
            kept,
            409,
            seen=meanwhile.now.digest,
            meanwhile=meanwhile,
            theirs=theirs,
        )
    if SECTIONS[name].holder is Holder.PRODUCT and subject == NEW:
        address = request.url_for("get_product").include_query_params(code=opened.subject)
        return Response(status_code=204, headers={"HX-Redirect": f"{address.path}?{address.query}"})
    return _part(request, house, signed_in, opened, 200, done=True)


def frame(signed_in: SignedIn, house: House, place: str) -> dict[str, Any]:
    """What every page of the shop's data shows."""
    return {
        "account": signed_in.account,
        "csrf": signed_in.csrf,
        "now": house.clock(),
        "section_names": PLACES,
        "shop_place": place,
        "may_edit": signed_in.account.may(Right.EDIT_SHOP),
        "faults": (),
        "meanwhile": None,
        "theirs": {},
        "done": False,
        "seen": None,
    }


def typed_content(name: str, form: FormData) -> Content:
    """A form's cells; a row of which nothing is filled in counts as none."""
    section = SECTIONS[name]
    head = (
        {column.key: _one(form, HEAD + column.key) for column in section.head.columns} if section.head else {}
    )
    return Content(head, _rows(section.table, form) if section.table else ())


def _one(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _rows(table: Sheet, form: FormData) -> tuple[dict[str, str], ...]:
    columns: dict[str, Sequence[Any]] = {
        column.key: form.getlist(ROW + column.key)[: MOST_ROWS + 1] for column in table.columns
    }
    count = max((len(cells) for cells in columns.values()), default=0)
    rows = (
        {key: str(cells[place]) if place < len(cells) else "" for key, cells in columns.items()}
        for place in range(count)
    )
    chosen = {column.key for column in table.columns if column.choices or column.kind.value == "flag"}
    return tuple(row for row in rows if any(cell.strip() for key, cell in row.items() if key not in chosen))


def _part(
    request: Request, house: House, signed_in: SignedIn, opened: Opened, status: int, **told: Any
) -> Response:
    """One section of a page that is open; it takes the place of the one that was sent."""
    context = frame(signed_in, house, opened.section.name) | told
    answer = page(request, "shop/part.html", status=status, **context, part=opened)
    answer.headers["HX-Retarget"] = f"#part-{opened.section.name}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer
