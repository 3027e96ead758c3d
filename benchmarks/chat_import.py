"""How fast a chat log is imported, masking included, and how much memory that takes.

Example: python -m benchmarks.chat_import --lines 1000000
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.tables import table

AIM = 5_000
"""Lines a second on one core."""
SAYS = (
    "在吗",
    "165 108斤穿什么码",
    "这件有货吗，想要黑色L码",
    "什么时候发货呀，急用",
    "快递SF14{n:011d}到哪了",
    "我叫张小{c}，收货人写错了，电话138{n:08d}",
    "麻烦改到浙江省杭州市西湖区文三路{m}号{m}栋50{d}室",
    "订单号3{n:018d}什么时候发",
    "能便宜点吗 两件一起拍",
    "退货运费谁出",
    "质量怎么样，会起球吗？洗了会不会掉色",
    "加我微信abc{n:06d}聊",
)
ANSWERS = (
    "亲，在的哦",
    "亲，按您的身高体重建议选M码，喜欢宽松可以选L码",
    "有货的，今天下午四点前付款当天发出",
    "亲，帮您看了，包裹已经到杭州转运中心",
    "收到，〈{c}〉这边帮您核对：138{n:08d}，浙江省杭州市西湖区文三路{m}号，对吗？",
    "这款是三十二支纯棉，正常机洗不掉色",
)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        small, log, home = Path(name) / "small.txt", Path(name) / "log.txt", Path(name) / "home"
        _write(small, 100)
        _write(log, asked.lines)
        _imported(small, home)  # makes the database
        rows = [_measured(log, home, asked.lines, run) for run in ("first import", "again")]
    table(
        f"chats: a log of {asked.lines} lines (aim: {AIM} a second on one core)",
        ("run", "wall s", "CPU s", "lines a CPU second", "what was read", "memory"),
        rows,
    )


def _measured(log: Path, home: Path, lines: int, run: str) -> tuple[object, ...]:
    """Of the whole command; on a busy machine the CPU's seconds are what says something."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = _imported(log, home)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return run, f"{wall:.1f}", f"{busy:.1f}", f"{lines / busy:.0f}", said, f"{after.ru_maxrss / 1000:.0f} MB"


def _imported(log: Path, home: Path) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "bot", "import", "chats", str(log)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "BOT_HOME": str(home)},
    )
    return answer.stdout.splitlines()[0]


def _write(log: Path, lines: int) -> int:
    with log.open("w", encoding="gb18030", newline="\r\n") as file:
        written = 0
        for row in _rows():
            file.write(row + "\n")
            written += 1
            if written >= lines:
                return written
    return written


def _rows() -> Iterator[str]:
    draw = random.Random(7)  # noqa: S311 - the same log every time
    at = datetime(2021, 1, 1, 9, tzinfo=timezone.utc)
    buyer = 0
    while True:
        buyer += 1
        nick = f"买家{buyer:06d}" if buyer % 5 else f"{chr(0x4E00 + buyer % 900)}**"
        for _ in range(draw.randint(2, 12)):
            at += timedelta(seconds=draw.randint(2, 40))
            is_ours = draw.random() < 0.5
            words = draw.choice(ANSWERS if is_ours else SAYS)
            yield f"{'花间集:小美' if is_ours else nick} {at:%Y-%m-%d %H:%M:%S}"
            yield words.format(
                n=draw.randrange(10**8),
                m=draw.randint(1, 99),
                d=draw.randint(1, 9),
                c=chr(0x4E00 + draw.randrange(999)),
            )
            if draw.random() < 0.2:
                yield "已读"


if __name__ == "__main__":
    main()
