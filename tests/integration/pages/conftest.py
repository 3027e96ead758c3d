"""A desk with one shop, two accounts and no Rasa, and browsers that are signed in or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.conversations import MessageKind, Route, Sender
from bot.core.suggestions import Drafted, Suggestion
from bot.services.receive import Incoming

PASSWORD = "open-the-desk"


@pytest.fixture
def home(home: House) -> House:
    """With an agent."""
    home.keys.put_account(Account(0, "xiaomei", "小美", Role.AGENT), PASSWORD)
    return home


@pytest.fixture
def browser(app: FastAPI) -> Iterator[TestClient]:
    """Nobody is signed in. Redirects are not followed."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@dataclass
class Agent:
    browser: TestClient
    csrf: str

    def get(self, path: str, **more: Any) -> Response:
        return self.browser.get(path, **more)

    def post(self, path: str, **fields: Any) -> Response:
        """As the open page posts: by htmx, with the CSRF token."""
        headers = {"X-CSRF-Token": self.csrf, "HX-Request": "true"}
        return self.browser.post(path, data=fields, headers=headers)


@pytest.fixture
def agent(browser: TestClient) -> Agent:
    return signed_in(browser, "xiaomei")


@pytest.fixture
def supervisor(home: House, browser: TestClient) -> Agent:
    home.keys.put_account(Account(0, "linjie", "林姐", Role.SUPERVISOR), PASSWORD)
    return signed_in(browser, "linjie")


def signed_in(browser: TestClient, login: str) -> Agent:
    answer = browser.post("/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303
    found = re.search(r'"X-CSRF-Token": "([^"]+)"', browser.get("/desk").text)
    assert found
    return Agent(browser, found[1])


def say(home: House, text: str, buyer: str = "小鹿", **more: Any) -> int:
    """A buyer writes; returns the conversation."""
    with home.store.read() as work:
        number = work.events.newest_id()
    return home.receive.message(
        Incoming(
            **{
                "channel": "web",
                "conversation": buyer,
                "message_id": f"{buyer}:{number}",
                "sender": Sender.BUYER,
                "kind": MessageKind.TEXT,
                "text": text,
                "buyer_id": buyer,
                "buyer_name": buyer,
                **more,
            }
        )
    ).conversation_id


def suggest(
    home: House,
    conversation_id: int,
    *suggestions: Suggestion,
    intents: tuple[str, ...] = ("greet",),
    reason: str = "in_hours",
) -> list[int]:
    """Store a draft as if Rasa had made it; returns the suggestions' ids."""
    with home.store.write() as work:
        last = work.messages.of(conversation_id)[-1]
        drafted = Drafted(last.text, intents, suggestions, Route.AGENT, reason)
        work.suggestions.add_draft(conversation_id, last.id, drafted, home.clock())
    view = home.conversation(conversation_id)
    assert view
    return [stored.id for stored in view.pending]


def offer(text: str, **more: Any) -> Suggestion:
    return Suggestion(
        **{"text": text, "script": "greet", "intent": "greet", "confidence": 0.9, "facts": {}, **more}
    )
