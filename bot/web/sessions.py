"""Who is at the desk: people by browser session. Every POST of theirs carries their session's CSRF token."""

from __future__ import annotations

import asyncio
import hmac
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.responses import Response

from bot.core.accounts import Right
from bot.services.keys import SESSION_LASTS, SignedIn
from bot.services.rights import demand
from bot.settings import Settings
from bot.web.house import HouseHere

COOKIE = "desk"
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
DESK_TARGET = "desk"
"""What htmx swaps when an agent opens a talk or a filter."""


HEARTBEAT = "/here"
"""End of the address to which an open talk posts by itself."""
OWN_PAGE = "/account"
"""Where one changes one's password; the only page that is open to whoever must."""
ALWAYS_OPEN = (OWN_PAGE, "/sign-out")


class SignInNeeded(Exception):
    """Nobody is signed in, or not any more."""


class PasswordChangeNeeded(Exception):
    """The password was set by somebody else and must be changed first."""


async def signed(request: Request, house: HouseHere) -> SignedIn:
    """Raises SignInNeeded, PasswordChangeNeeded."""
    key = request.cookies.get(COOKIE)
    found = await asyncio.to_thread(house.keys.signed_in, key, acts=_acts(request)) if key else None
    if found is None:
        raise SignInNeeded
    if found.account.must_change and not request.url.path.startswith(ALWAYS_OPEN):
        raise PasswordChangeNeeded
    request.state.account = found.account  # a fault's page has no other way to know who it is for
    return found


def _acts(request: Request) -> bool:
    """Whether a person did this: what a page fetches by itself must not keep an empty chair signed in."""
    if request.method == "POST":
        return not request.url.path.endswith(HEARTBEAT)
    by_page = "HX-Request" in request.headers and request.headers.get("HX-Target") != DESK_TARGET
    return not by_page and "text/event-stream" not in request.headers.get("Accept", "")


Signed = Annotated[SignedIn, Depends(signed)]


async def acting(request: Request, signed_in: Signed) -> SignedIn:
    """For what changes something. Raises SignInNeeded, and 403 without the session's CSRF token."""
    token = request.headers.get(CSRF_HEADER) or str((await request.form()).get(CSRF_FIELD, ""))
    if not hmac.compare_digest(token.encode(), signed_in.csrf.encode()):
        raise HTTPException(403, "the CSRF token is missing or wrong")
    return signed_in


Acting = Annotated[SignedIn, Depends(acting)]


async def answering(signed_in: Acting) -> SignedIn:
    """For what reaches a buyer. Raises Forbidden for accounts that answer nobody."""
    demand(signed_in.account, Right.ANSWER)
    return signed_in


ByAgent = Annotated[SignedIn, Depends(answering)]


def from_our_page(request: Request) -> None:
    """For forms that no session guards yet: no other site may send them. Raises 403.

    Browsers name the sender; what names none is no browser, and has no cookies to abuse.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        is_ours = site in ("same-origin", "none")
    else:
        is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("Host")
    if not is_ours:
        raise HTTPException(403, "this form was sent from another site")


FromOurPage = Depends(from_our_page)


def keep_session(response: Response, key: str, settings: Settings) -> None:
    response.set_cookie(
        COOKIE,
        key,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )


def forget_session(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
