"""Is the desk alive, is it ready, and how is it doing."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.web import metrics
from bot.web.house import HouseHere

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
async def readyz(house: HouseHere) -> JSONResponse:
    """Ready when the database answers and a probe message came back from Rasa with a suggestion."""
    report: dict[str, Any] = await house.ready.report()
    return JSONResponse(report, status_code=200 if report["ready"] else 503)


@router.get("/metrics")
async def get_metrics(house: HouseHere) -> Response:
    metrics.waiting.set(await asyncio.to_thread(house.count_waiting))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
