"""The API's documentation: Swagger UI from our own files, so that it works offline and under our policy."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.web.pages.render import page
from bot.web.pages.route import PageRoute

router = APIRouter(route_class=PageRoute)


@router.get("/docs")
async def get_docs(request: Request) -> Response:
    return page(request, "docs.html")
