"""A read message in -> its draft, without the model: facts, scripts, guard, on SQLite with many orders.

Example: python -m benchmarks.draft_building --orders 100000 1000000
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from benchmarks.order_history import SEED, MadeBuyer, fill
from benchmarks.tables import milliseconds, quantile, table
from benchmarks.turns_to_draft import TURNS, ReadTurn
from bot.adapters.store.tables.catalogue import ProductRow
from bot.adapters.store.work import SqlStore
from bot.bootstrap import House
from bot.core.turns import BuyerTurn
from bot.services.suggest import Suggest
from bot.settings import Settings

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=timezone.utc)  # 14:00 in the shop
ROUNDS = 60
"""Drafts of every turn, each for another buyer."""
BLOCK = len(TURNS)
WARM_UP = 2 * BLOCK
MANY = 5
"""Orders of a buyer who comes often; every second draft is for such a one."""
AIM_P95, AIM_RATIO = 0.015, 1.3


class Took(NamedTuple):
    """Seconds of one draft."""

    wall: float
    work: float
    """Without waiting for a core: what a busy machine leaves of the other."""


class ManyOrders:
    """A database with so many orders, and the drafts that are asked for."""

    def __init__(self, folder: Path, orders: int) -> None:
        self.orders = orders
        house = House(Settings(home=folder, database_url=""), lambda: NOW)
        begun = time.perf_counter()
        buyers = fill(house, orders, NOW)
        house.store.close()
        size = (folder / "bot.db").stat().st_size / 2**20
        seconds = time.perf_counter() - begun
        print(f"{orders:,} orders of {len(buyers):,} buyers, {size:.0f} MiB, made in {seconds:.0f} s")
        store = SqlStore(house.settings.database, lambda: NOW, read_only=True)  # as the actions read it
        self.suggest = Suggest(store, house.book, house.reply_guard, house.intents, words=house.words)
        self._products = _products(store)
        self.asked = self._asked(buyers)

    def _asked(self, buyers: Sequence[MadeBuyer]) -> list[tuple[ReadTurn, BuyerTurn]]:
        chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
        often = [buyer for buyer in buyers if buyer.orders >= MANY]
        asked = []
        for _ in range(ROUNDS):
            for number, read in enumerate(chance.sample(TURNS, len(TURNS))):
                buyer = chance.choice(often if number % 2 else buyers)
                product = chance.choice(self._products) if read.on_product else None
                asked.append((read, BuyerTurn(read.parse.text, NOW, "demo", buyer.nick, product)))
        return asked

    def built(self, asked: Sequence[tuple[ReadTurn, BuyerTurn]]) -> list[Took]:
        times = []
        for read, turn in asked:
            begun = Took(time.perf_counter(), time.thread_time())
            drafted = self.suggest.drafted(read.parse, turn)
            times.append(Took(time.perf_counter() - begun.wall, time.thread_time() - begun.work))
            assert drafted.suggestions, f"no draft for {turn.text}"
        return times


def _products(store: SqlStore) -> list[str]:
    with store.read() as work:
        return list(work.session.execute(select(ProductRow.code).order_by(ProductRow.id)).scalars())


def measured(sizes: Sequence[ManyOrders]) -> list[list[Took]]:
    """Alternating blocks, so that all sizes see the same weather."""
    for size in sizes:
        size.built(size.asked[:WARM_UP])
    times: list[list[Took]] = [[] for _ in sizes]
    for start in range(0, len(sizes[0].asked), BLOCK):
        for position, size in enumerate(sizes):
            times[position] += size.built(size.asked[start : start + BLOCK])
    return times


def report(sizes: Sequence[ManyOrders], times: Sequence[Sequence[Took]]) -> None:
    first = _quantiles(times[0])
    rows = []
    for size, took in zip(sizes, times, strict=True):
        own = _quantiles(took)
        ratios = [f"{mine / theirs:.2f}" for mine, theirs in zip(own, first, strict=True)]
        rows.append((f"{size.orders:,}", *map(milliseconds, own), ratios[1], ratios[3]))
    table(
        f"Draft building on SQLite, {len(times[0])} drafts of {len(TURNS)} turns each"
        f" (aims: p95 <= {milliseconds(AIM_P95)} at the first, ratio <= {AIM_RATIO} at the last)",
        ("orders", "p50", "p95", "p50 of work", "p95 of work", "ratio of p95", "ratio of p95 of work"),
        rows,
    )


def _quantiles(took: Sequence[Took]) -> list[float]:
    """p50 and p95 by the wall's clock, then of the work alone."""
    wall, work = [one.wall for one in took], [one.work for one in took]
    return [quantile(times, share) for times in (wall, work) for share in (0.5, 0.95)]


def main(orders: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        sizes = [ManyOrders(Path(name) / str(many), many) for many in orders]
        report(sizes, measured(sizes))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--orders", type=int, nargs="+", default=[100_000])
    main(parser.parse_args().orders)
