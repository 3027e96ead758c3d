"""Buyers who write at a steady pace through the API, as a channel hands their messages in."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp

CHANNEL = "benchmark"
TEXTS = (
    "165 108斤穿什么码",
    "这件还有黑色的吗",
    "今天下单什么时候发货",
    "能便宜一点吗",
    "会不会起球",
    "发什么快递呀",
    "在吗",
    "我要改一下地址",
    "穿着不合适能退吗",
    "两件有优惠吗",
    "面料是纯棉的吗",
    "快递怎么还没到",
    "好的谢谢",
    "M码的腰围多少",
    "拍了，麻烦尽快发",
)
AGAIN_EVERY = 50
"""Every so many messages one is handed in twice, as a channel does that got no answer."""
TRIES = 200
COME_AGAIN = 2.0
"""Seconds, as Retry-After says."""


@dataclass
class Sent:
    """What a channel knows at the end."""

    ids: list[str] = field(default_factory=list)
    """Of the messages that were accepted."""
    seconds: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    """By how much each left later than its time: what the sender itself could not keep up with."""
    repeated: int = 0
    refused: int = 0
    """Answers 503, each followed by another try."""


class Buyers:
    def __init__(self, http: aiohttp.ClientSession, address: str, token: str, products: list[str]) -> None:
        self._http = http
        self._address = f"{address}/api/v1/messages"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._products = products

    async def write(self, count: int, each: float, *, talks: int) -> Sent:
        """So many messages at `each` a second, over the talks in turn."""
        sent, begun = Sent(), time.perf_counter()
        posts = []
        for number in range(count):
            due = begun + number / each
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sent.late.append(time.perf_counter() - due)
            posts.append(asyncio.create_task(self._post(number, number % talks, sent)))
        await asyncio.gather(*posts)
        return sent

    async def _post(self, number: int, talk: int, sent: Sent) -> None:
        message = self._message(number, talk)
        begun = time.perf_counter()
        await self._accepted(message, sent)
        sent.seconds.append(time.perf_counter() - begun)
        sent.ids.append(message["message_id"])
        if number % AGAIN_EVERY == 0:
            await self._accepted(message, sent)
            sent.repeated += 1

    async def _accepted(self, message: dict[str, Any], sent: Sent) -> None:
        for _ in range(TRIES):
            async with self._http.post(self._address, json=message, headers=self._headers) as answer:
                if answer.status != 503:
                    answer.raise_for_status()
                    return
                sent.refused += 1
            await asyncio.sleep(COME_AGAIN)
        raise RuntimeError(f"a message was refused {TRIES} times")

    def _message(self, number: int, talk: int) -> dict[str, Any]:
        return {
            "channel": CHANNEL,
            "conversation": f"talk-{talk}",
            "message_id": uuid.uuid4().hex,
            "sender": "buyer",
            "kind": "text",
            "buyer": {"id": f"buyer-{talk}", "name": f"压测买家{talk:03}"},
            "text": TEXTS[(number + number // len(TEXTS)) % len(TEXTS)],
            "product": self._products[talk % len(self._products)],
        }
