"""Who writes in the built-in chat: a demo buyer or an anonymous visitor, by a signed cookie.

Nobody may choose a name: orders are found by nickname, so a chosen one would open another buyer's orders.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from bot.adapters.channels.web_chat import CHANNEL
from bot.adapters.store import views_chat
from bot.adapters.store.views_chat import KnownBuyer
from bot.bootstrap import House
from bot.settings import Settings
from bot.web.house import HouseHere

COOKIE = "visitor"
KEPT_SECONDS = 30 * 24 * 3600
STRANGER = "visitor-"
"""Begins the id of a buyer whom we know only by the cookie."""
STRANGER_NAME = "访客"
DEMO_SHOP = "demo"
"""Only in this shop may one try on its buyers' names."""


@dataclass(frozen=True)
class Visitor:
    id: str
    """The buyer's id in the web channel, and the name of their one conversation there."""

    @property
    def name(self) -> str:
        return STRANGER_NAME + self.id.removeprefix(STRANGER)[:6] if self.is_stranger else self.id

    @property
    def is_stranger(self) -> bool:
        return self.id.startswith(STRANGER)


class WhoIsIt(Exception):
    """Nobody has been chosen yet."""


def visitor(request: Request, house: HouseHere) -> Visitor:
    """Raises WhoIsIt."""
    name, _, signature = request.cookies.get(COOKIE, "").rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(name, house.settings).encode()):
        raise WhoIsIt
    return Visitor(base64.urlsafe_b64decode(name).decode())


VisitorHere = Annotated[Visitor, Depends(visitor)]


def stranger() -> Visitor:
    return Visitor(STRANGER + secrets.token_hex(16))


def demo_buyers(house: House) -> tuple[KnownBuyer, ...]:
    if house.settings.shop != DEMO_SHOP:
        return ()
    with house.store.read() as work:
        known = views_chat.known_buyers(work.session, DEMO_SHOP, CHANNEL)
    return tuple(buyer for buyer in known if not buyer.external_id.startswith(STRANGER))


def keep_visitor(response: Response, who: Visitor, settings: Settings) -> None:
    name = base64.urlsafe_b64encode(who.id.encode()).decode()
    response.set_cookie(
        COOKIE,
        f"{name}.{_signature(name, settings)}",
        max_age=KEPT_SECONDS,
        path="/chat",
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )


def _signature(name: str, settings: Settings) -> str:
    return hmac.new(settings.secret("visitors").encode(), name.encode(), hashlib.sha256).hexdigest()
