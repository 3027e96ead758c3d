"""What goes over the wire is compressed where that helps, and live streams are not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.web.compression import Compression
from tests.integration.pages.conftest import Agent


@pytest.mark.parametrize("path", ["/desk", "/static/desk.css", "/static/vendor/htmx.min.js"])
def test_pages_styles_and_scripts_are_compressed(agent: Agent, path: str) -> None:
    answer = agent.get(path)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) < len(answer.content)


def test_who_cannot_unpack_gets_pages_as_they_are(agent: Agent) -> None:
    answer = agent.get("/desk", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert "店小二" in answer.text


def headers_of(path: str, kind: bytes) -> dict[bytes, bytes]:
    """Of two thousand letters of this content type."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": b"x" * 2000})

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nobody asks for a body")

    scope = {"type": "http", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(Compression(app)(scope, receive, send))
    return dict(sent[0]["headers"])


@pytest.mark.parametrize(
    ("path", "kind", "is_compressed"),
    [
        ("/desk/list", b"text/html", True),
        ("/desk/events", b"text/event-stream; charset=utf-8", False),
        ("/desk/pictures/3", b"image/jpeg", False),
        ("/internal/model", b"application/gzip", False),
    ],
)
def test_streams_pictures_and_models_pass_as_they_are(path: str, kind: bytes, is_compressed: bool) -> None:
    assert (b"content-encoding" in headers_of(path, kind)) is is_compressed
