"""How long (in CPU time) the reply guard reads a text with its talk's data, and texts made to slow it down.

`--on FILE` measures it on judged replies instead (benchmarks/guard_judged.py); `--show` names its mistakes;
`--without NAME …` keeps the second reading from learning from these sets, `--rules` leaves it out.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.guard_judged import judged, tell
from benchmarks.tables import quantile, table
from bot.adapters.demo_shop import read_demo
from bot.adapters.scripts.book import load_guard
from bot.adapters.scripts.second_reading import load_second_reading
from bot.core.guard import GuardContext, ReplyGuard
from bot.core.guard_data import TalkData
from bot.settings import PROJECT

WARM_UP = 20
TRIES = 3
"""The quickest counts: what other work on the machine adds is no work of the guard."""
AIM = 0.002
"""Seconds for a text of 100 characters."""
ROUNDS = {10: 2000, 100: 2000, 1000: 200, 5000: 40}
DATA = PROJECT / "data"
WORKING = DATA / "guard" / "judged" / "working.jsonl"
HOSTILE = (
    "不",
    "最",
    "保证",
    "不能保证",
    "已经帮您备注了吗",
    "加微信",
    "微🌸信",
    "1 3 8 ",
    "一三八",
    "好评返",
    "有没有最",
)


def main() -> None:
    guard = _guard()
    context = _context()
    texts = [json.loads(line)["text"] for line in WORKING.read_text("utf-8").splitlines()]
    joined = "，".join(texts)
    rows = []
    for length, rounds in ROUNDS.items():
        pieces = [joined[(n * 97) % (len(joined) - length) :][:length] for n in range(rounds)]
        rows.append((f"{length} characters", *_quantiles(guard, pieces, context)))
    table(
        f"The reply guard reads a text with its talk's data (aim: 100 characters within {_shown(AIM)})",
        HEADER,
        rows,
    )
    hostile = [
        (f"{part!r} again and again", *_quantiles(guard, [part * (5000 // len(part))] * 20, context))
        for part in HOSTILE
    ]
    table("5000 characters, written to slow it down", HEADER, hostile)


HEADER = ("", "p50", "p95")


def _guard(*, rules_only: bool = False, without: Sequence[str] = ()) -> ReplyGuard:
    if rules_only:
        return load_guard(DATA)
    with TemporaryDirectory() as kept:
        return load_guard(DATA, load_second_reading(DATA, Path(kept), without=without))


def _context() -> GuardContext:
    """A talk of the demo shop: a product with its sizes and stock, an order, promotions."""
    demo = read_demo(DATA / "demo", datetime.now(timezone.utc))
    product = demo.products[0]
    return GuardContext(
        floor=product.floor,
        allowed=(product.name, product.title, *product.attributes.values()),
        data=TalkData(
            now=datetime.now(timezone.utc),
            shop=demo.shop,
            product=product,
            order=demo.orders[0],
            orders=tuple(demo.orders[:5]),
            promotions=tuple(demo.promotions),
        ),
    )


def _quantiles(guard: ReplyGuard, texts: Sequence[str], context: GuardContext) -> tuple[str, str]:
    for text in texts[:WARM_UP]:
        guard.check(text, context)
    times = [min(_seconds(guard, text, context) for _ in range(TRIES)) for text in texts]
    return _shown(quantile(times, 0.5)), _shown(quantile(times, 0.95))


def _seconds(guard: ReplyGuard, text: str, context: GuardContext) -> float:
    begun = time.process_time()
    guard.check(text, context)
    return time.process_time() - begun


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", type=Path, help="judged replies, one JSON object a line")
    parser.add_argument("--show", action="store_true", help="also print what was judged otherwise")
    parser.add_argument("--rules", action="store_true", help="without the second reading")
    parser.add_argument(
        "--without", nargs="+", default=[], help="names of judged sets the second reading must not learn from"
    )
    asked = parser.parse_args()
    if asked.on:
        tell(judged(_guard(rules_only=asked.rules, without=asked.without), asked.on), show=asked.show)
    else:
        main()
