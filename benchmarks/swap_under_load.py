"""50 messages a second through real Rasa servers while the active model is swapped to and fro.

Counts requests that failed, and answers that neither model gives by itself. The second model is a small one,
trained here on one file of sentences, so that the two answer differently.
Example: python -m benchmarks.swap_under_load --seconds 60 --replicas 2
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.desk_processes import weather
from benchmarks.tables import milliseconds, quantile, table
from bot.adapters.models import Models
from bot.bootstrap import House
from bot.services.people import OPERATOR
from bot.settings import PROJECT, Settings
from tests.running import RunningDesk, another_rasa, start_desk, wait_for_model

RATE = 50
SWAP_EVERY = 10.0
"""Seconds."""
TEXTS = (
    "在吗",
    "165 108斤穿什么码",
    "我要退款",
    "能便宜点吗",
    "几天能到杭州",
    "发什么快递",
    "质量太差了",
    "有货吗",
)
Answer = tuple[str, float]
SMALL = """
import sys
from pathlib import Path
from bot.nlu.training import train
print(train(Path(sys.argv[1]), Path(sys.argv[2]), lambda step: None))
"""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        shelf = _shelf(Path(scratch), options.active)
        desk = start_desk(Path(scratch) / "home", shelf)
        others = [another_rasa(desk) for _ in range(options.replicas - 1)]
        try:
            servers = [f"http://127.0.0.1:{desk.environment['RASA_PORT']}", *(one for one, _ in others)]
            _measure(desk, servers, options.seconds, options.rate)
        finally:
            for _, process in others:
                process.terminate()
            desk.stop()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=RATE, help="messages a second, over all servers")
    parser.add_argument("--replicas", type=int, default=1, choices=(1, 2))
    parser.add_argument("--active", type=Path, help="the model to begin with [the active one of var/models]")
    return parser.parse_args(arguments)


def _shelf(scratch: Path, active: Path | None) -> Path:
    kept = Models(PROJECT / "var" / "models").active()
    chosen = active or (kept.path if kept else None)
    if chosen is None:
        raise SystemExit("There is no active model in var/models: name one with --active.")
    shelf, project = scratch / "models", scratch / "small"
    (project / "data" / "nlu").mkdir(parents=True)
    for name in ("config.yml", "domain.yml", "data/rules.yml", "data/nlu/delivery.yml"):
        (project / name).write_bytes((PROJECT / name).read_bytes())
    shelf.mkdir()
    for file in chosen.parent.glob(f"{chosen.name.removesuffix('.tar.gz')}.*"):
        shutil.copy(file, shelf)
    command = [sys.executable, "-W", "ignore", "-c", SMALL, str(project), str(shelf)]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    Models(shelf).activate(chosen.name.removesuffix(".tar.gz"))
    return shelf


def _measure(desk: RunningDesk, servers: Sequence[str], seconds: int, rate: int) -> None:
    home = House(Settings(home=desk.home))
    token, first = home.settings.secret("rasa"), home.models.active_id()
    second = next(model for model in home.models.ids() if model != first)
    known: dict[str, dict[str, Answer]] = {}
    for model in (second, first):
        home.model_desk.swap.by_command(model, OPERATOR.login)
        for server in servers:
            wait_for_model(server, token, model)
        known[model] = {text: _alone(servers[0], token, text) for text in TEXTS}
    told, times, swaps = asyncio.run(_load(home, servers, token, seconds, rate, (first, second), known))
    print(f"\n{weather()}")
    rows = [
        ("messages sent", sum(told.values())),
        ("failed", told["failed"]),
        ("answers of neither model (mixed)", told["mixed"]),
        (f"answers of {first}", told[first]),
        (f"answers of {second}", told[second]),
        ("answers on which both agree", told["both"]),
        ("swaps", swaps),
        ("answer p50, p95, slowest", ", ".join(milliseconds(one) for one in _spread(times))),
    ]
    table(f"Swap under {rate} messages a second, {len(servers)} Rasa server(s), {seconds} s", ("", ""), rows)


def _spread(times: Sequence[float]) -> tuple[float, float, float]:
    return quantile(times, 0.5), quantile(times, 0.95), max(times)


def _alone(server: str, token: str, text: str) -> Answer:
    answer = httpx.post(f"{server}/model/parse", params={"token": token}, json={"text": text}, timeout=60)
    return _said(answer.json())


def _said(parse: dict[str, Any]) -> Answer:
    return parse["intent"]["name"], round(parse["intent"]["confidence"], 5)


async def _load(
    home: House,
    servers: Sequence[str],
    token: str,
    seconds: int,
    rate: int,
    models: tuple[str, str],
    known: dict[str, dict[str, Answer]],
) -> tuple[Counter[str], list[float], int]:
    told: Counter[str] = Counter()
    times: list[float] = []

    async def one(client: httpx.AsyncClient, number: int) -> None:
        text, server = TEXTS[number % len(TEXTS)], servers[number % len(servers)]
        begun = time.perf_counter()
        try:
            answer = await client.post(f"{server}/model/parse", params={"token": token}, json={"text": text})
            said = _said(answer.json()) if answer.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, ValueError, KeyError):
            said = None
        times.append(time.perf_counter() - begun)
        told[_whose(said, text, known)] += 1

    async def swap() -> None:
        while True:
            await asyncio.sleep(SWAP_EVERY)
            other = models[(told_swaps[0] + 1) % 2]
            await asyncio.to_thread(home.model_desk.swap.by_command, other, OPERATOR.login)
            told_swaps[0] += 1

    told_swaps = [0]
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        swapping = asyncio.create_task(swap())
        begun = time.perf_counter()
        sent = []
        for number in range(seconds * rate):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            sent.append(asyncio.create_task(one(client, number)))
        await asyncio.gather(*sent)
        swapping.cancel()
    return told, times, told_swaps[0]


def _whose(said: Answer | None, text: str, known: dict[str, dict[str, Answer]]) -> str:
    if said is None:
        return "failed"
    owners = [model for model, answers in known.items() if answers[text] == said]
    return "both" if len(owners) > 1 else owners[0] if owners else "mixed"


if __name__ == "__main__":
    main()
