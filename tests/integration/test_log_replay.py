"""A chat log replayed in the demo shop: what is told, and that nothing is stored or given away."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.reports.replay import ReplayedLog, replay_page
from bot.bootstrap import House
from bot.cli.chat_logs import log_lines
from bot.cli.log_replay import LogPlayer, sample
from bot.core.conversations import Turn
from bot.core.log_replay import ReplayReport, replay_report
from bot.core.understanding import Candidate, Clause, Parse
from bot.settings import Settings
from tests.running import PROJECT

LOG = """暖屋:小美 2026-11-10 10:00:00
欢迎光临
小鹿乱撞 2026-11-10 10:00:10
有运费险吗
暖屋:小美 2026-11-10 10:00:30
有的亲，加我微信abc12345，保证最好
小鹿乱撞 2026-11-10 10:01:00
[图片]
小鹿乱撞 2026-11-10 10:01:10
收货人：李四 13812345678 浙江省杭州市西湖区文三路12号 <script>alert(1)</script>
暖屋:小美 2026-11-10 10:01:30
好的李四，小鹿乱撞亲
阿珍 2026-11-11 10:00:00
有运费险吗
"""
SECRETS = ("李四", "13812345678", "文三路", "abc12345", "小鹿乱撞", "小美")


class Heart:
    """Understands one question by heart and gives up on everything else."""

    def parse(self, text: str, previous: tuple[Turn, ...] = (), meant: str | None = None) -> Parse:
        knows = text == "有运费险吗"
        clause = Clause(text, (Candidate("ask_freight_insurance", 0.99 if knows else 0.1),))
        intents = ("ask_freight_insurance",) if knows else ()
        return Parse(text, (clause,), abstain=not knows, intents=intents, sure=knows)


def demo_shop(folder: Path) -> House:
    now = datetime(2026, 11, 20, 4, 0, tzinfo=timezone.utc)
    home = House(Settings(home=folder, database_url=""), lambda: now)
    home.load_demo()
    return home


def replayed(home: House, folder: Path) -> tuple[ReplayReport, ReplayedLog]:
    file = folder / "log.txt"
    file.write_text(LOG, encoding="gb18030")
    drawn = sample(log_lines(home, file, [], lambda _read: None), 10)
    player = LogPlayer(home, Heart())
    report = replay_report([player.talk(number, part) for number, part in enumerate(drawn.talks, 1)])
    log = ReplayedLog(
        name=file.name,
        model="by heart",
        talks=drawn.of,
        rejected=drawn.rejected,
        zone=ZoneInfo("Asia/Shanghai"),
        at=home.clock(),
        intents={name: intent.chinese for name, intent in home.intents.items()},
    )
    return report, log


def test_each_round_stands_beside_what_the_agent_wrote(tmp_path: Path) -> None:
    report, _ = replayed(demo_shop(tmp_path), tmp_path)
    first, second, third = (one for talk in report.talks for one in talk.rounds)
    assert first.intents == third.intents == ("ask_freight_insurance",)
    assert first.suggested
    assert first.likeness is not None
    assert third.likeness is None  # nobody answered
    assert second.intents == ()
    assert [asked.split()[0] for asked, _ in report.unknown] == ["收货人：〈姓名〉"]
    said = {one.said for _, found in report.findings for one in found}
    assert "有的亲，加我微信〈账号〉，保证最好" in said


def test_nothing_is_stored_and_nothing_personal_is_shown(tmp_path: Path) -> None:
    home = demo_shop(tmp_path)
    with home.store.read() as work:
        before = work.events.newest_id()
    page = replay_page(*replayed(home, tmp_path))
    assert [secret for secret in SECRETS if secret in page] == []
    assert "<script" not in page
    with home.store.read() as work:
        assert work.events.newest_id() == before
        assert work.chat_logs.after(0, 1) == []


def test_the_sample_is_the_same_each_time_and_no_larger_than_asked(tmp_path: Path) -> None:
    home = demo_shop(tmp_path)
    file = tmp_path / "many.txt"
    rows = [
        f"买家{n} 2026-11-10 10:00:{n:02d}\n在吗\n暖屋:小美 2026-11-10 10:00:{n:02d}\n在" for n in range(30)
    ]
    file.write_text("\n".join(rows), encoding="utf-8")

    def drawn() -> list[str]:
        found = sample(log_lines(home, file, [], lambda _read: None), 7)
        assert found.of == 30
        return [part.nick for part in found.talks]

    assert len(drawn()) == 7
    assert drawn() == drawn()


@pytest.mark.rasa
def test_the_command_prints_figures_and_writes_the_report(tmp_path: Path, models: Path) -> None:
    (tmp_path / "models").symlink_to(models, target_is_directory=True)
    (tmp_path / "log.txt").write_text(LOG, encoding="gb18030")
    (tmp_path / "nothing.txt").write_text("没有人名也没有时间", encoding="utf-8")

    def bot(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", "replay", *arguments],
            check=False,
            cwd=PROJECT,
            env={**os.environ, "BOT_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=300,
        )

    answer = bot(str(tmp_path / "log.txt"), "--report", str(tmp_path / "report.html"))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[0].split() == ["talks", "played,", "of", "the", "log's", "2", "of", "2"]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret in page + answer.stdout] == []
    refused = bot(str(tmp_path / "nothing.txt"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "nothing.txt: expected a chat log, found no line with a name and a time\n"
