"""Routes of pages: a fault becomes a page or, inside a page, a line, never a problem document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from bot.services.faults import AnsweredMeanwhile, Blocked, Refused, RuledOut
from bot.web import problems
from bot.web.pages.rates import TooMany
from bot.web.pages.render import page
from bot.web.pages.visitors import WhoIsIt
from bot.web.sessions import OWN_PAGE, PasswordChangeNeeded, SignInNeeded

log = structlog.get_logger()

STATUS: dict[type[Exception], int] = {
    **problems.STATUS,
    RequestValidationError: 422,
    TooMany: 429,
    OperationalError: 503,
}


class PageRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except SignInNeeded:
                return elsewhere(request, "/sign-in", wanted=True)
            except PasswordChangeNeeded:
                return elsewhere(request, OWN_PAGE)
            except WhoIsIt:
                return elsewhere(request, "/chat/who")
            except (Refused, HTTPException, RequestValidationError, OperationalError) as fault:
                return fault_page(request, fault)
            except Exception as fault:
                log.error("unexpected", path=request.url.path, exc_info=fault)
                return fault_page(request, fault)

        return answer


def inside_page(request: Request) -> bool:
    """Whether htmx asks, for a part of a page that is open."""
    return request.headers.get("HX-Request") == "true"


def elsewhere(request: Request, place: str, *, wanted: bool = False) -> Response:
    """To a page where one says who one is; `wanted` takes the address along, to come back to."""
    if "text/event-stream" in request.headers.get("Accept", ""):
        return Response(status_code=401)
    inside = inside_page(request)
    address = urlsplit(request.headers.get("HX-Current-URL", "")).path if inside else request.url.path
    place += f"?next={quote(address)}" if wanted and address else ""
    if inside:
        return Response(status_code=401, headers={"HX-Redirect": place})
    return RedirectResponse(place, status_code=303)


def fault_page(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else problems.status_of(fault, STATUS, 500)
    template = "notice.html" if inside_page(request) else "fault.html"
    return page(
        request,
        template,
        status=status,
        fault=type(fault).__name__,
        place=getattr(request.scope.get("endpoint"), "__name__", ""),
        findings=fault.findings if isinstance(fault, Blocked) else (),
        meanwhile=fault if isinstance(fault, AnsweredMeanwhile) else None,
        refusal=fault.refusal.value if isinstance(fault, RuledOut) else "",
        account=getattr(request.state, "account", None),
        talk_id=request.path_params.get("conversation_id"),
    )
