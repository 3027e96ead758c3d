"""The demo's chat log is read whole."""

from __future__ import annotations

from datetime import datetime, timezone

from bot.adapters.chat_logs import read_chat_log
from bot.bootstrap import DATA
from bot.core.conversations import Sender
from bot.core.imports import Rejected
from bot.core.log_cast import Cast

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)


def test_every_line_of_the_demos_log_is_read_and_told_apart() -> None:
    lines = list(read_chat_log(DATA / "demo" / "chats.txt", NOW, Cast(("巷口桂花衣铺",)), lambda _read: None))
    said = [line for line in lines if not isinstance(line, Rejected)]
    assert len(said) == len(lines) == 478
    assert len({line.talk for line in said}) == 73
    assert {line.sender for line in said} == {Sender.BUYER, Sender.AGENT}
