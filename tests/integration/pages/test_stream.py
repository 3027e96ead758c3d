"""Live updates: nothing is missed, nothing is told twice, and a busy shop does not flood a screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.adapters.store.journal import Event
from bot.bootstrap import House
from bot.core.inbox import Show
from bot.web import live as live_module
from bot.web.live import PING, FellBehind, Listener, Live
from bot.web.pages import stream as stream_module
from bot.web.pages.desk import Place, place_of
from bot.web.pages.stream import Rarely, desk_notices, parts
from tests.integration.pages.conftest import say


def event(kind: str, conversation: int = 7, number: int = 1) -> Event:
    return Event(number, kind, conversation, {})


def test_an_event_names_the_parts_that_are_out_of_date() -> None:
    assert list(parts([event("message")])) == ["list", "flow-7", "side-7"]
    assert list(parts([event("delivered")])) == ["flow-7"]
    assert list(parts([event("imported")])) == []


def test_many_events_name_each_part_once() -> None:
    told = list(parts([event("message"), event("drafted"), event("message"), event("message", 8)]))
    assert sorted(told) == sorted(set(told))
    assert {"list", "flow-7", "flow-8"} <= set(told)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("http://x/desk/12?show=waiting", Place(Show.WAITING, "", 12)),
        ("http://x/desk", Place()),
        ("http://x/desk?show=nonsense", Place()),
        ("http://x/desk/12?show=all&q=%E5%B0%8F%E9%B9%BF", Place(Show.ALL, "小鹿", 12)),
        ("http://x/desk/12/flow", Place()),
        ("", Place()),
    ],
)
def test_a_pages_address_tells_its_filter_its_search_and_its_talk(address: str, place: Place) -> None:
    assert place_of(address) == place


def test_a_place_and_its_address_say_the_same() -> None:
    place = Place(Show.MINE, "7788 & 小鹿", 7)
    assert place_of(f"http://x{place.address}") == place


async def first(stream: AsyncIterator[str], count: int) -> list[str]:
    """So many things the stream says, signs of life left out."""
    said: list[str] = []
    while len(said) < count:
        said += [one for one in [await asyncio.wait_for(stream.__anext__(), 20)] if one != PING]
    return said


def test_a_page_older_than_the_last_event_refreshes_all(home: House) -> None:
    async def play() -> list[str]:
        live = Live(home.store)
        await live.start()
        talk = say(home, "在吗")
        stream = desk_notices(live, after=0)
        missed = await first(stream, 1)
        say(home, "人呢")
        news = await first(stream, 1)
        await live.stop()
        assert f"event: flow-{talk}\n" in news[0]
        return missed

    (missed,) = asyncio.run(play())
    assert "event: all\n" in missed


def test_a_page_that_is_up_to_date_is_left_alone(home: House) -> None:
    say(home, "在吗")

    async def play() -> str:
        live = Live(home.store)
        return await asyncio.wait_for(desk_notices(live, after=await live.newest()).__anext__(), 20)

    assert asyncio.run(play()) == PING


def test_a_broken_connection_gets_everything_since_however_much_it_was(home: House) -> None:
    with home.store.write() as work:
        for number in range(1200):
            work.events.append("message", number, {})

    async def play() -> list[str]:
        live = Live(home.store)
        await live.start()
        stream = live.listen(after=10)
        told = await first(stream, 1191)  # the greeting and 1190 events
        say(home, "在吗")
        told += await first(stream, 1)
        await live.stop()
        return told

    told = asyncio.run(play())
    ids = [int(one.split("\n")[0].removeprefix("id: ")) for one in told[1:]]
    assert ids == list(range(11, 1202))


def test_a_listener_that_does_not_read_ends_so_that_its_browser_resumes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "MOST_WAITING", 2)

    async def play() -> list[int]:
        listener = Listener()
        for number in range(1, 4):
            listener.put(event("message", number=number))
        seen = []
        with pytest.raises(FellBehind):
            while True:
                news = await listener.next()
                seen += [news.id] if news else []
        return seen

    assert asyncio.run(play()) == [1, 2]


def test_a_busy_shop_tells_of_its_list_rarely_and_of_an_open_talk_at_once() -> None:
    rarely = Rarely("list", 1.0)
    assert rarely.due(["list", "flow-7"], 10.0) == ["list", "flow-7"]
    assert rarely.due(["list", "flow-8"], 10.1) == ["flow-8"]
    assert rarely.due(["list"], 10.4) == []
    assert rarely.due_in(10.4) == pytest.approx(0.6)
    assert rarely.due([], 11.0) == ["list"]
    assert rarely.due_in(11.0) is None
    assert rarely.due(["list"], 20.0) == ["list"]


def test_a_list_that_was_held_back_is_told_though_nothing_else_happens(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "LIST_SECONDS", 3.0)

    async def play() -> list[str]:
        live = Live(home.store)
        await live.start()
        stream = desk_notices(live, after=await live.newest())
        assert await stream.__anext__() == PING
        told = []
        for text in ("在吗", "人呢"):
            say(home, text)
            told += await first(stream, 1)
        told += await first(stream, 1)
        await live.stop()
        return told

    told = asyncio.run(play())
    assert ["event: list\n" in one for one in told] == [True, False, True]
    assert ["event: flow-" in one for one in told] == [True, True, False]
