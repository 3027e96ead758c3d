"""Which language a page is in."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from bot.core.languages import Language, preferred

COOKIE = "language"
A_YEAR = 365 * 24 * 3600
BUYERS = "/chat"
"""Where buyers are spoken to: by a Chinese shop, in Chinese."""


def language_of(request: Request) -> Language:
    """The account's; before sign-in what was chosen there, what this browser had last, what it accepts."""
    if request.url.path.startswith(BUYERS):
        return Language.CHINESE
    account = getattr(request.state, "account", None)
    if account is not None:
        return Language(account.language)
    chosen: Language | None = getattr(request.state, "language", None)
    return chosen or _last(request) or preferred(request.headers.get("Accept-Language", ""))


def keep_language(request: Request, response: Response, *, secure: bool) -> None:
    """For the sign-in page of whoever comes back to this browser."""
    account = getattr(request.state, "account", None)
    if account is None or _last(request) is account.language:
        return
    response.set_cookie(
        COOKIE, account.language.value, max_age=A_YEAR, httponly=True, samesite="lax", secure=secure
    )


def _last(request: Request) -> Language | None:
    kept = request.cookies.get(COOKIE)
    return next((language for language in Language if language.value == kept), None)
