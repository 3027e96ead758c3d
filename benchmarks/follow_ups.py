"""10,000 follow-ups over simulated days, the worker killed again and again; how many are lost or doubled.

Two shops: in Berlin over the night in which clocks go forward, in Shanghai over the end of a month.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.tables import table
from bot.bootstrap import House
from bot.core.conversations import MessageKind, Sender
from bot.core.follow_up_rules import FollowUpKind, FollowUpRules
from bot.core.follow_ups import FollowUpState
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState
from bot.core.quiet_hours import is_waking
from bot.core.shop import Shop
from bot.services.receive import Incoming
from bot.settings import PROJECT, Settings

ORDERS = 1_700
"""Of each shop; three reminders each."""
DAYS = 16
TICK = timedelta(minutes=30)
SHOPS = (
    ("berlin", "Europe/Berlin", datetime(2027, 3, 20, tzinfo=timezone.utc)),
    ("shanghai", "Asia/Shanghai", datetime(2027, 1, 24, tzinfo=timezone.utc)),
)
KILLS = 20
ENTERED = "当前用户来自商品详情页"
LINES = (OrderLine("1", "碎花连衣裙", 1, Fen(15900), options="颜色:奶杏;尺码:M"),)


def main() -> None:
    rows = []
    for code, zone, begins in SHOPS:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_measured(Path(folder), code, zone, begins))
    table(
        f"Follow-ups over {DAYS} simulated days, sent by themselves by a worker that is killed",
        ("shop", "due", "sent", "lost", "doubled", "at night", "ended", "kills", "seconds"),
        rows,
    )


def _measured(folder: Path, code: str, zone: str, begins: datetime) -> tuple[str, ...]:
    _fill(folder, code, zone, begins)
    begun = time.perf_counter()
    kills = _lived_through(folder, code, begins)
    home = _home(folder, code, begins)
    with home.store.read() as work:
        shop = work.shops.get(code)
        assert shop is not None
        sent = work.follow_ups.in_state(code, FollowUpState.SENT, limit=100_000)
        open_states = (FollowUpState.DUE, FollowUpState.SUGGESTED, FollowUpState.APPROVED)
        left = [one for state in open_states for one in work.follow_ups.in_state(code, state, limit=100_000)]
        said: Counter[tuple[int, str]] = Counter()
        at_night = 0
        for one in sent:
            message = next(m for m in work.messages.of(one.conversation_id or 0) if m.id == one.message_id)
            at_night += not is_waking(message.at, shop.follow_ups.waking, shop.timezone)
        ended = len(work.follow_ups.in_state(code, FollowUpState.EXPIRED, limit=100_000))
        for talk in {one.conversation_id for one in sent}:
            said[(talk or 0, "")] = sum(m.sender is Sender.AGENT for m in work.messages.of(talk or 0))
    steps = _expected()
    doubled = sum(said.values()) - len(sent)
    lost = steps - len(sent) - ended - len(left)
    return (
        *(f"{code} ({zone})", str(steps), str(len(sent)), str(lost), str(doubled), str(at_night)),
        *(str(ended), str(kills), f"{time.perf_counter() - begun:.0f}"),
    )


def _expected() -> int:
    """A buyer who pays after two days is reminded once; every tenth does."""
    return sum(1 if _pays(number) else 3 for number in range(ORDERS))


def _pays(number: int) -> bool:
    return number % 10 == 0


def _fill(folder: Path, code: str, zone: str, begins: datetime) -> None:
    home = _home(folder, code, begins)
    rules = FollowUpRules(automatic=frozenset({FollowUpKind.UNPAID}), per_week=9)
    with home.store.write() as work:
        work.shops.put(Shop(code, code, timezone=ZoneInfo(zone), follow_ups=rules))
    chance = random.Random(7)  # noqa: S311 - for moments
    for number in range(ORDERS):
        nick = f"buyer{number}"
        home.receive.message(
            Incoming(
                *(
                    "demo-channel",
                    nick,
                    f"{nick}:1",
                    Sender.BUYER,
                    MessageKind.SYSTEM,
                    "当前用户来自商品详情页",
                ),
                buyer_id=nick,
                buyer_name=nick,
            )
        )
        placed = begins + timedelta(seconds=chance.randrange(6 * 24 * 3600))
        order = Order(_number(number), nick, OrderState.UNPAID, placed, Fen(15900), Fen(0), lines=LINES)
        with home.store.write() as work:
            work.orders.put(code, order, {})


def _number(number: int) -> str:
    return f"402100000000{number:08}"


def _home(folder: Path, code: str, now: datetime) -> House:
    return House(Settings(home=folder, shop=code), lambda: now)


def _lived_through(folder: Path, code: str, begins: datetime) -> int:
    """The worker's process is killed at moments it can't foresee and started again where the clock stands."""
    chance = random.Random(11)  # noqa: S311
    kills = 0
    while True:
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.follow_ups", str(folder), code, begins.isoformat()],
            cwd=PROJECT,
        )
        try:
            code_of_end = child.wait(timeout=chance.uniform(4, 12) if kills < KILLS else None)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            kills += 1
            continue
        assert code_of_end == 0, "the worker's process has failed"
        return kills


def live(folder: Path, code: str, begins: datetime) -> None:
    """The simulated clock stands in a file; a tick that was cut off is ticked again."""
    clock_file = folder / "clock"
    tick = int(clock_file.read_text()) if clock_file.exists() else 0
    now = [begins]
    home = House(Settings(home=folder, shop=code), lambda: now[0])
    while tick * TICK < timedelta(days=DAYS):
        now[0] = begins + tick * TICK
        _pay(home, code, now[0])
        done = home.follow_ups.job.run(code)
        assert not done["failed"], done
        tick += 1
        fresh = clock_file.with_suffix(".new")
        fresh.write_text(str(tick))
        fresh.replace(clock_file)


def _pay(home: House, code: str, now: datetime) -> None:
    """Every tenth buyer pays two days after ordering."""
    if now.hour % 6 or now.minute:
        return
    for number in filter(_pays, range(ORDERS)):
        with home.store.read() as work:
            order = work.orders.get(code, _number(number))
        if order and order.state is OrderState.UNPAID and order.created_at <= now - timedelta(days=2):
            paid = Order(
                *(order.number, order.buyer_nick, OrderState.PAID, order.created_at, Fen(15900), Fen(15900)),
                paid_at=now,
                lines=LINES,
            )
            with home.store.write() as work:
                work.orders.put(code, paid, {})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        live(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]))
    else:
        main()
