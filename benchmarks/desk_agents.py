"""Agents whose pages are open: they hear what is out of date and fetch it, each part as htmx does."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import aiohttp

OPEN_ANOTHER = 5.0
"""Seconds that an agent stays in a talk."""


@dataclass
class Fetched:
    """Seconds of each answer, by what was asked for, and how many bytes it had before compression."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    size: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)


class Agent:
    """One browser. A part that is being fetched when it is told again is fetched once more afterwards."""

    def __init__(self, http: aiohttp.ClientSession, address: str, talks: list[int], fetched: Fetched) -> None:
        self._http = http
        self._address = address
        self._talks = talks
        self._fetched = fetched
        self._stale = {part: asyncio.Event() for part in ("list", "flow", "side")}
        self._talk = talks[0]

    async def sign_in(self, login: str, password: str) -> None:
        form = {"login": login, "password": password}
        async with self._http.post(f"{self._address}/sign-in", data=form) as answer:
            if "/sign-in" in str(answer.url):
                raise RuntimeError(f"{login} could not sign in")

    async def work(self) -> None:
        """Until cancelled."""
        page = await self._get("page", f"/desk/{self._talk}")
        after = re.search(r'sse-connect="(/desk/events\?after=\d+)"', page)
        assert after, "the desk's page names no stream"
        await asyncio.gather(
            self._listen(after[1]), self._turn_pages(), *(self._keep_fresh(part) for part in self._stale)
        )

    async def _listen(self, path: str) -> None:
        forever = aiohttp.ClientTimeout(total=None, sock_read=60)
        headers = {"Accept": "text/event-stream"}
        async with self._http.get(f"{self._address}{path}", headers=headers, timeout=forever) as stream:
            async for line in stream.content:
                if line.startswith(b"event: "):
                    self._hear(line[7:].strip().decode())

    def _hear(self, notice: str) -> None:
        part, _, talk = notice.partition("-")
        self._fetched.notices[part] += 1
        for name, stale in self._stale.items():
            if notice == "all" or (part == name and talk in ("", str(self._talk))):
                stale.set()

    async def _turn_pages(self) -> None:
        for number in range(1_000_000):
            await asyncio.sleep(OPEN_ANOTHER)
            self._talk = self._talks[number % len(self._talks)]
            await self._get("page", f"/desk/{self._talk}")

    async def _keep_fresh(self, part: str) -> None:
        while True:
            await self._stale[part].wait()
            self._stale[part].clear()
            await self._get(part, "/desk/list" if part == "list" else f"/desk/{self._talk}/{part}")

    async def _get(self, part: str, path: str) -> str:
        headers = {"HX-Request": "true", "HX-Current-URL": f"{self._address}/desk/{self._talk}"}
        begun = time.perf_counter()
        async with self._http.get(f"{self._address}{path}", headers=headers) as answer:
            answer.raise_for_status()
            text = await answer.text()
        self._fetched.seconds[part].append(time.perf_counter() - begun)
        self._fetched.size[part] += len(text.encode())
        return text
