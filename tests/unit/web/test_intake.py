"""A flood of messages: so many wait, the others are asked to come again, and those in line are all stored."""

from __future__ import annotations

import asyncio
import threading

import pytest
from fastapi import HTTPException

from bot.web.intake import MOST_WAITING, Intake


def test_whoever_comes_to_a_full_line_is_asked_to_come_again_and_the_line_is_served() -> None:
    async def play() -> list[int]:
        intake, may_go = Intake(), threading.Event()

        def store(number: int) -> int:
            may_go.wait(10)
            return number

        line = [asyncio.create_task(intake.take(lambda n=n: store(n))) for n in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(HTTPException) as refused:
            await intake.take(lambda: store(-1))
        assert refused.value.status_code == 503
        assert refused.value.headers == {"Retry-After": "2"}
        may_go.set()
        stored = await asyncio.gather(*line)
        assert await intake.take(lambda: 7) == 7
        intake.stop()
        return list(stored)

    assert asyncio.run(play()) == list(range(MOST_WAITING))


def test_a_failing_message_gives_its_place_in_line_back() -> None:
    def fails() -> None:
        raise ValueError("no")

    async def play() -> None:
        intake = Intake()
        for _ in range(2 * MOST_WAITING):
            with pytest.raises(ValueError, match="no"):
                await intake.take(fails)
        intake.stop()

    asyncio.run(play())
