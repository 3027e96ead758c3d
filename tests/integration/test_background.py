"""The line of talks that wait for a draft: as long as there are talks, however much their buyers write."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.adapters.store.upgrade import upgrade
from bot.adapters.store.work import SqlStore
from bot.core.conversations import MessageKind, Route, Sender
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.services.deliver import Deliver
from bot.services.draft import Draft
from bot.services.receive import Incoming, Receive
from bot.web import background as background_module
from bot.web.background import Background
from tests.integration.conftest import Clock


class SlowDrafter:
    """Holds every draft back until it is let go."""

    def __init__(self) -> None:
        self.turns: list[str] = []
        self.may_go = asyncio.Event()

    async def draft(self, turn: BuyerTurn) -> Drafted:
        self.turns.append(turn.text)
        await self.may_go.wait()
        return Drafted(turn.text, ("greet",), (), Route.AGENT, "in_hours")


@pytest.fixture
def home(tmp_path: Path, clock: Clock) -> SqlStore:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    upgrade(url, tmp_path / "backups", clock())
    return SqlStore(url, clock)


def says(receive: Receive, talk: str, text: str, number: int) -> int:
    incoming = Incoming(
        "api", talk, f"{talk}-{number}", Sender.BUYER, MessageKind.TEXT, text, talk, talk
    )  # fmt: skip
    return receive.message(incoming).conversation_id


def test_a_talk_in_line_is_drafted_once_for_its_newest_turn(
    home: SqlStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_module, "DRAFTS_AT_ONCE", 1)
    receive = Receive(home, clock, "demo")

    async def play() -> list[str]:
        drafter = SlowDrafter()
        desk = Background(Draft(home, drafter, clock), Deliver(home, clock, {}))
        desk.draft_soon(says(receive, "first", "在吗", 1))
        while not drafter.turns:
            await asyncio.sleep(0.01)
        for number in range(20):
            clock.advance(seconds=4)
            desk.draft_soon(says(receive, "second", f"第{number}句", number))
        drafter.may_go.set()
        while len(drafter.turns) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        await desk.stop()
        return drafter.turns

    assert asyncio.run(play()) == ["在吗", "第19句"]
    home.close()


def test_what_is_being_drafted_is_not_picked_up_as_forgotten(
    home: SqlStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_module, "PICK_UP_EVERY", 0.05)
    receive = Receive(home, clock, "demo")
    forgotten = says(receive, "first", "在吗", 1)

    async def play() -> list[str]:
        drafter = SlowDrafter()
        desk = Background(Draft(home, drafter, clock), Deliver(home, clock, {}))
        desk.start()
        await asyncio.sleep(0.5)
        drafter.may_go.set()
        await asyncio.sleep(0.2)
        await desk.stop()
        return drafter.turns

    assert asyncio.run(play()) == ["在吗"]
    with home.read() as work:
        assert work.suggestions.heard(forgotten)
    home.close()
