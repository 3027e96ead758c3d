"""`python -m bot import chats` on both databases: what is kept, what a repeat adds, what a kill leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.store.work import SqlStore
from bot.core.chat_logs import Added, LoggedLine, LoggedTalk
from bot.core.conversations import Sender
from bot.core.pseudonyms import Pseudonyms
from bot.services.import_chats import LINES_PER_TRANSACTION
from tests.integration.conftest import NOW
from tests.integration.test_imports import CommandLine
from tests.running import PROJECT

TALK = """小鹿 2026-11-10 10:00:00
收货人：李四 13812345678 浙江省杭州市西湖区文三路12号
花间集:小美 2026-11-10 10:00:20
李四收到，165 108斤建议M码
"""
LONGER = f"""小鹿 2026-11-10 09:59:00
在吗
{TALK}小鹿 2026-11-10 10:05:00
好的
"""


@pytest.fixture
def bot(tmp_path: Path, database_url: str, store: SqlStore) -> CommandLine:
    return CommandLine(tmp_path, database_url)


def log(folder: Path, text: str) -> str:
    file = folder / "log.txt"
    file.write_text(text, encoding="gb18030")
    return str(file)


def kept(store: SqlStore) -> list[LoggedLine]:
    with store.read() as work:
        return list(work.chat_logs.after(0, 100_000))


def test_a_log_is_kept_masked_and_a_longer_export_adds_only_what_is_new(
    bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    first = bot("import", "chats", log(tmp_path, TALK))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines() == ["imported 2, unchanged 0, rejected 0"]
    assert [line.text for line in kept(store)] == [
        "收货人：〈姓名〉 〈电话〉 〈地址〉",
        "〈姓名〉收到，165 108斤建议M码",
    ]
    again = bot("import", "chats", log(tmp_path, TALK))
    assert again.stdout.splitlines() == ["imported 0, unchanged 2, rejected 0"]
    longer = bot("import", "chats", log(tmp_path, LONGER))
    assert longer.stdout.splitlines() == ["imported 2, unchanged 2, rejected 0"]
    (talk,) = {line.talk for line in kept(store)}
    assert talk is not None
    with store.read() as work:
        assert [line.text for line in work.chat_logs.talk(talk)][0::3] == ["在吗", "好的"]


def test_a_file_that_is_no_log_is_one_sentence_and_nothing_is_kept(
    bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    answer = bot("import", "chats", str(tmp_path / "picture.txt"))
    assert answer.returncode == 2
    assert answer.stderr.splitlines() == ["picture.txt: expected a chat log, found a PNG picture"]
    assert kept(store) == []


def test_rejected_rows_are_told_and_the_others_go_in(
    bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    wrong = "小鹿 2026-13-10 10:00:00\n什么\n"
    answer = bot("import", "chats", log(tmp_path, wrong + TALK))
    assert answer.returncode == 0
    assert answer.stdout.splitlines() == [
        "imported 2, unchanged 0, rejected 1",
        "line 1: '小鹿 2026-13-10 10:00:00' has no such date",
    ]


def test_a_killed_import_leaves_whole_batches_and_a_second_run_completes_it(
    database_url: str, bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    talks = 9_000
    text = "".join(bubbles(number) for number in range(talks))
    file = log(tmp_path, text)
    environment = {**os.environ, "BOT_HOME": str(tmp_path), "DATABASE_URL": database_url}
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "import", "chats", file],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
    )
    try:
        for _ in range(1200):
            if kept_so_far(store):
                break
            time.sleep(0.05)
    finally:
        running.kill()
        running.communicate()
    left = len(kept(store))
    assert 0 < left < 2 * talks
    assert left >= LINES_PER_TRANSACTION
    second = bot("import", "chats", file)
    assert second.stdout.splitlines() == [f"imported {2 * talks - left}, unchanged {left}, rejected 0"]
    assert len(kept(store)) == 2 * talks


def bubbles(number: int) -> str:
    day, minute = f"2026-11-{number % 18 + 1:02d}", f"10:{number % 60:02d}"
    return f"买家{number} {day} {minute}:00\n第{number}句\n花间集:小美 {day} {minute}:30\n答{number}句\n"


def kept_so_far(store: SqlStore) -> bool:
    with store.read() as work:
        return bool(work.chat_logs.after(0, 1))


def talk(key: str, nick: str, *texts: str, minutes: int = 0, is_anonymous: bool = False) -> LoggedTalk:
    secret = Pseudonyms("secret")
    lines = tuple(
        LoggedLine(
            sender=Sender.BUYER,
            text=text,
            at=NOW + timedelta(minutes=minutes + place),
            fingerprint=secret.fingerprint(key, text),
        )
        for place, text in enumerate(texts)
    )
    return LoggedTalk("demo", key, secret.of("demo", nick), lines, is_anonymous)


def test_lines_of_the_same_buyer_shortly_after_join_the_talk_unless_several_share_the_name(
    store: SqlStore,
) -> None:
    with store.write() as work:
        added = work.chat_logs.add([talk("a", "小鹿", "在吗"), talk("b", "小鹿", "还在吗", minutes=30)])
    assert added == Added(2, 0)
    with store.write() as work:
        work.chat_logs.add([talk("c", "小鹿", "好的", minutes=60), talk("d", "小鹿", "明天见", minutes=600)])
        work.chat_logs.add([talk("e", "小鹿", "是谁", minutes=61, is_anonymous=True)])
    first, second, third, later, anonymous = (line.talk for line in kept(store))
    assert first == second == third
    assert len({first, later, anonymous}) == 3


def test_one_buyers_lines_are_forgotten_and_so_are_old_talks(store: SqlStore) -> None:
    with store.write() as work:
        work.chat_logs.add([talk("a", "小鹿", "在吗", "有货吗"), talk("b", "阿珍", "你好", minutes=300)])
    with store.write() as work:
        assert work.chat_logs.forget_buyer(Pseudonyms("secret").of("demo", "小鹿")) == 2
    assert [line.text for line in kept(store)] == ["你好"]
    with store.write() as work:
        assert work.chat_logs.forget_before(NOW, 10) == 0
        assert work.chat_logs.forget_before(NOW + timedelta(days=1), 10) == 1
    assert kept(store) == []


def test_a_shop_nobody_knows_is_refused(store: SqlStore) -> None:
    stranger = LoggedTalk("nowhere", "k", "b", talk("a", "小鹿", "在吗").lines)
    with pytest.raises(LookupError, match="nowhere"), store.write() as work:
        work.chat_logs.add([stranger])
