"""Templates and what they need of Python: numbers, times and money as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import Response
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.templating import Jinja2Templates

from bot.bootstrap import DATA, House
from bot.core.accounts import RIGHTS, Right, Role
from bot.core.fact_labels import FactLabels
from bot.core.languages import Language
from bot.core.masks import masked_phone
from bot.core.money import yuan_text
from bot.core.parcels import is_stuck
from bot.core.scripts import PLACEHOLDER
from bot.web.catalogue import load_catalogue
from bot.web.languages import keep_language, language_of
from bot.web.pages.facts import chips, plain_chips, plain_name
from bot.web.pages.script_faults import reworded
from bot.web.pages.thread import links, refusals, thread, thumbnail
from bot.web.pages.waiting import revocable, unanswered
from bot.web.translation import Translation

TEMPLATES = Path(__file__).parent.parent / "templates"
SHOP_ZONE = ZoneInfo("Asia/Shanghai")
"""The zone of the wall clock at the desk."""
TONES = 6
"""How many colours the placeholder pictures of products have."""


def in_shop(at: datetime) -> datetime:
    return at.astimezone(SHOP_ZONE)


def plain_number(value: float) -> str:
    """165, 47.5."""
    return f"{value:g}"


def tone(code: str) -> int:
    """A steady colour for a product's placeholder picture."""
    return sum(code.encode()) % TONES


def days_apart(now: datetime, at: datetime) -> int:
    """How many midnights lie between a past moment and now, in shop time."""
    return (in_shop(now).date() - in_shop(at).date()).days


def waited(now: datetime, since: datetime) -> str:
    """0:07, 12:31, 3:05:10: how static/clock.js goes on counting."""
    seconds = max(0, int((now - since) / timedelta(seconds=1)))
    minutes, hours = seconds // 60 % 60, seconds // 3600
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


WAIT_LEVELS = (30, 100, 180)
"""Seconds after which a waiting buyer is shown as due, late and too late (handbook E1, E3)."""


def wait_level(now: datetime, since: datetime) -> int:
    return sum((now - since).total_seconds() >= seconds for seconds in WAIT_LEVELS)


def unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


class TextPart(NamedTuple):
    text: str
    is_fact: bool


def parts_of(text: str) -> list[TextPart]:
    """A wording cut at its placeholders."""
    cut = PLACEHOLDER.split(text)  # every second piece is what stood in braces
    return [TextPart(piece, bool(place % 2)) for place, piece in enumerate(cut) if piece]


def _environment(loader: BaseLoader) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        in_shop=in_shop,
        number=plain_number,
        tone=tone,
        yuan=yuan_text,
        masked_phone=masked_phone,
        unique_list=unique,
        term=str,
    )
    environment.globals.update(
        days_apart=days_apart,
        waited=waited,
        wait_level=wait_level,
        wait_levels=WAIT_LEVELS,
        unanswered=unanswered,
        revocable=revocable,
        thread=thread,
        links=links,
        refusals=refusals,
        thumbnail=thumbnail,
        language=Language.CHINESE.value,
        chips=chips,
        fact_name=FactLabels.name,
        reworded=reworded,
        parts_of=parts_of,
        is_stuck=is_stuck,
        Right=Right,
        Role=Role,
        rights_of=RIGHTS.__getitem__,
    )
    return environment


def _english(loader: BaseLoader) -> Environment:
    words, environment = load_catalogue(DATA / "console" / "en.po"), _environment(loader)
    environment.extend(words=words)
    environment.add_extension(Translation)
    environment.filters["term"] = words.term
    environment.globals.update(language=Language.ENGLISH.value, chips=plain_chips, fact_name=plain_name)
    return environment


_loader = FileSystemLoader(TEMPLATES)
templates = {
    Language.CHINESE: Jinja2Templates(env=_environment(_loader)),
    Language.ENGLISH: Jinja2Templates(env=_english(_loader)),
}


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Pages are never kept by browsers or proxies: they show buyers' data."""
    response = templates[language_of(request)].TemplateResponse(
        request, template, context, status_code=status, headers={"Cache-Control": "no-store"}
    )
    house: House = request.app.state.house
    keep_language(request, response, secure=house.settings.secure_cookies)
    return response
