"""Errors as RFC 9457 problem documents: one sentence each, nothing of the inside."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from bot.services.faults import (
    Blocked,
    Conflict,
    Forbidden,
    LockedOut,
    NotFound,
    Refused,
    Unacceptable,
    WrongPassword,
)

log = structlog.get_logger()

STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    Conflict: 409,
    Unacceptable: 422,
    Forbidden: 403,
    Blocked: 422,
    WrongPassword: 403,
    LockedOut: 429,
}


def status_of(fault: Exception, known: dict[type[Exception], int], default: int) -> int:
    """By the nearest kind of fault that is known."""
    return next((known[kind] for kind in type(fault).__mro__ if kind in known), default)


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body | more, status_code=status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OperationalError, _database)
    app.add_exception_handler(Exception, _unexpected)


async def _refused(_: Request, fault: Exception) -> JSONResponse:
    if isinstance(fault, Blocked):
        findings = [finding.to_document() for finding in fault.findings]
        return problem(422, str(fault), findings=findings)
    return problem(status_of(fault, STATUS, 400), str(fault))


async def _invalid(_: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, RequestValidationError)
    errors = [{"at": ".".join(map(str, e["loc"])), "fault": e["msg"]} for e in fault.errors()[:20]]
    first = errors[0] if errors else {"at": "body", "fault": "can't be read"}
    return problem(422, f"{first['at']}: {first['fault']}", errors=errors)


async def _http(_: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, HTTPException)
    response = problem(fault.status_code, str(fault.detail))
    response.headers.update(fault.headers or {})
    return response


async def _database(_: Request, fault: Exception) -> JSONResponse:
    log.error("database_unavailable", error=type(fault).__name__)
    response = problem(503, "the database is busy or out of reach; please try again")
    response.headers["Retry-After"] = "2"
    return response


async def _unexpected(request: Request, fault: Exception) -> JSONResponse:
    log.error("unexpected", path=request.url.path, exc_info=fault)
    return problem(500, "something went wrong here; it has been logged")
