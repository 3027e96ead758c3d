"""The desk's FastAPI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.bootstrap import House
from bot.web import api, health, models, pages, problems
from bot.web.background import Background
from bot.web.compression import Compression
from bot.web.intake import Intake
from bot.web.live import Live
from bot.web.security import SecurityHeaders

HERE = Path(__file__).parent


def create_app(house: House) -> FastAPI:
    app = assembled()
    app.state.house = house
    return app


def assembled() -> FastAPI:
    """All routes, for whichever house stands in `state` when it opens."""
    app = FastAPI(title="Dianxiaoer", version="0.1.0", lifespan=_open, docs_url=None, redoc_url=None)
    problems.install(app)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Compression)
    app.include_router(health.router)
    app.include_router(models.router)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    return app


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    house: House = app.state.house
    background, live = Background(house.draft, house.deliver), Live(house.store)
    app.state.background, app.state.live, app.state.intake = background, live, Intake()
    background.start()
    await live.start()
    yield
    app.state.intake.stop()
    await live.stop()
    await background.stop()
    await house.close()
