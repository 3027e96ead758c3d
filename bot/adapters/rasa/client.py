"""Drafts from the Rasa server. Its failures are silent (HTTP 200 and []), so every answer is looked at."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import httpx

from bot.core.suggestions import Drafted, drafted_from_document
from bot.core.text import UNDERSTOOD
from bot.core.turns import BuyerTurn
from bot.services.ports import DraftingFailure

NOTHING_SAID = "…"
"""Stands for a blank message, which Rasa would not answer at all."""


class RasaClient:
    def __init__(
        self, url: str, token: str, timeout: float, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """`timeout` in seconds, over the whole of one draft."""
        self._token = token
        self._timeout = timeout
        self._http = httpx.AsyncClient(base_url=url, timeout=timeout, transport=transport)

    async def draft(self, turn: BuyerTurn) -> Drafted:
        """Raises DraftingFailure: rasa_unreachable, rasa_slow, no_model, actions_unreachable, bad_answer."""
        answers = _answers(await self._asked(_request(turn)))
        if not answers:
            raise await self._silence()
        return _drafted(answers)

    async def close(self) -> None:
        await self._http.aclose()

    async def _asked(self, body: bytes) -> httpx.Response:
        """The answer to a message; a connection that fails is tried once more, a slow server is not."""
        try:
            try:
                return await self._posted(body)
            except httpx.TimeoutException:
                raise
            except httpx.TransportError:
                return await self._posted(body)
        except httpx.TimeoutException as fault:
            reason = f"Rasa gave no answer within {self._timeout:g} seconds"
            raise DraftingFailure("rasa_slow", reason) from fault
        except httpx.TransportError as fault:
            raise _unreachable(fault) from fault

    async def _posted(self, body: bytes) -> httpx.Response:
        headers = {"Content-Type": "application/json"}
        return await self._http.post("/webhooks/rest/webhook", content=body, headers=headers)

    async def _silence(self) -> DraftingFailure:
        """Why Rasa answered with an empty array."""
        try:
            status = await self._http.get("/status", params={"token": self._token})
        except httpx.TransportError as fault:
            return _unreachable(fault)
        if status.status_code == httpx.codes.CONFLICT or not _names_a_model(status):
            return DraftingFailure("no_model", "Rasa has no trained model yet")
        return DraftingFailure("actions_unreachable", "Rasa's action server did not answer or failed")


def _unreachable(fault: httpx.TransportError) -> DraftingFailure:
    return DraftingFailure("rasa_unreachable", f"Rasa cannot be reached ({type(fault).__name__})")


def _request(turn: BuyerTurn) -> bytes:
    """Each turn has a sender of its own: Rasa keeps no conversation, the metadata carries all of it."""
    request = {"sender": uuid.uuid4().hex, "message": _safe(turn.text), "metadata": turn.to_metadata()}
    return json.dumps(request, ensure_ascii=False).encode("utf-8", "replace")  # half surrogates become ?


def _safe(text: str) -> str:
    """A leading slash would let a buyer call intents by name."""
    words = text.strip()[:UNDERSTOOD] or NOTHING_SAID
    return "／" + words[1:] if words.startswith("/") else words


def _answers(response: httpx.Response) -> list[Any]:
    if response.is_error:
        raise DraftingFailure("bad_answer", f"Rasa answered with HTTP {response.status_code}")
    try:
        answers = response.json()
    except ValueError as fault:
        raise DraftingFailure("bad_answer", "Rasa's answer is not JSON") from fault
    if not isinstance(answers, list):
        raise DraftingFailure("bad_answer", "Rasa's answer is not a list of messages")
    return answers


def _drafted(answers: list[Any]) -> Drafted:
    for answer in answers:
        custom = answer.get("custom") if isinstance(answer, Mapping) else None
        failure = custom.get("failure") if isinstance(custom, Mapping) else None
        if isinstance(failure, Mapping):
            raise DraftingFailure(str(failure.get("code")), str(failure.get("reason")))
        if isinstance(custom, Mapping) and "drafted" in custom:
            try:
                return drafted_from_document(custom["drafted"])
            except (KeyError, TypeError, ValueError, AttributeError) as fault:
                raise DraftingFailure("bad_answer", f"Rasa's draft cannot be read: {fault!r}") from fault
    raise DraftingFailure("bad_answer", "Rasa's answer holds no draft")


def _names_a_model(status: httpx.Response) -> bool:
    try:
        document = status.json()
    except ValueError:
        return False
    return isinstance(document, Mapping) and bool(document.get("model_file"))
