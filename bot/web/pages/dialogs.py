"""Forms of the panel's dialog: faults are told inside it, because it covers the page's own notice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import Response

from bot.web.pages.route import PageRoute

FAULT_PLACE = "#order-fault"

Number = Annotated[str, Path(max_length=64)]
"""An order's number."""


class DialogRoute(PageRoute):
    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handle(request)
            if request.method == "POST" and response.status_code >= 400:
                response.headers["HX-Retarget"] = FAULT_PLACE
            return response

        return answer
