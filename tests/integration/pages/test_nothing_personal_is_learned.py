"""Personal data goes in by every door; what is learned, logged, reported or put on record has none of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from bot.adapters.store.tables import Base
from bot.bootstrap import House
from bot.cli.chat_logs import log_lines
from bot.core.accounts import Account, Role
from bot.core.conversations import Verdict
from bot.core.imports import Rejected
from bot.core.orders import Order, OrderState, Receiver
from bot.services.decide import Decision
from bot.services.reply import Override
from bot.settings import PROJECT
from tests.integration.pages.conftest import Agent, offer, say, suggest

NICK, NAME, PHONE, ADDRESS = "小鹿爱买裙", "欧阳明月", "13812345678", "浙江省杭州市西湖区文三路478号"
ID, ORDER, MAIL = "330106199003074521", "2468135790246813", "xiaolu.sun@example.com"
SECRETS = (NICK, NAME, PHONE, "文三路478号", ID, MAIL)
WORDS = f"收货人叫{NAME}，电话{PHONE}，地址{ADDRESS}，身份证{ID}，邮箱{MAIL}，165 108斤穿什么码"
LOG = f"""{NICK} 2026-11-01 10:00:00
{WORDS}
演示店:小美 2026-11-01 10:01:00
{NAME}女士您好，给您寄到{ADDRESS}，M码合适
{NICK} 2026-11-01 10:02:00
订单{ORDER}帮我看下
"""
LEARNED = ("logged", "training", "candidate", "mined", "unknown", "model", "judg", "audit")
"""Beginnings or parts of the names of tables that outlive a talk or feed a model."""


@pytest.fixture
def lived_in(home: House, tmp_path: Path) -> list[str]:
    """A desk on which all of it was said, decided, taken back and imported; what was logged meanwhile."""
    with structlog.testing.capture_logs() as told:
        file = tmp_path / "log.txt"
        file.write_text(LOG, encoding="utf-8")
        faults: list[Rejected] = []
        report = home.import_chats.lines(log_lines(home, file, ["小美"], lambda _read: None), faults.append)
        assert report.added.new == 3
        file.unlink()
        talk = say(home, WORDS, buyer=NICK)
        with home.store.write() as work:
            receiver = Receiver(NAME, PHONE, "浙江省", "杭州市", ADDRESS)
            work.orders.put(
                "demo", Order(ORDER, NICK, OrderState.FINISHED, home.clock(), 1, 1, receiver=receiver), {}
            )
        (first, *_) = suggest(home, talk, offer(f"{NAME}女士，M码合适"))
        sent = home.decide.suggestion(
            first, Decision(Verdict.EDIT, "xiaomei", text=f"您电话是{PHONE}吗", override=override(home))
        ).sent
        assert sent
        home.take_back.reply(sent.message_id, "xiaomei")
        say(home, f"我叫{NAME}", buyer=NICK)
        learn(home)
    return [json.dumps(line, ensure_ascii=False, default=str) for line in told]


def override(home: House) -> Override:
    return Override(Account(9, "linjie", "林姐", Role.SUPERVISOR), f"{NAME}自己要的，{PHONE}")


def learn(home: House) -> None:
    """Every job of learning that this installation has."""
    home.tidy.forget_old()
    home.privacy.forget_old()


def test_rows_of_learning_and_the_audit_trail_have_none(home: House, lived_in: list[str]) -> None:
    found, looked = [], []
    with home.store.read() as work:
        for name, table in Base.metadata.tables.items():
            if not any(part in name for part in LEARNED):
                continue
            rows = [
                json.dumps(list(row), ensure_ascii=False, default=str)
                for row in work.session.execute(select(table))
            ]
            looked += rows
            found += [f"{name}: {word}" for word in (*SECRETS, ORDER) for row in rows if word in row]
    assert found == []
    assert any("穿什么码" in row for row in looked), "what is worth learning is there"
    assert any("take_back" in row for row in looked)


def test_logs_and_files_of_the_home_have_none(home: House, lived_in: list[str]) -> None:
    found = [word for word in (*SECRETS, ORDER) for line in lived_in if word in line]
    for path in home.settings.home.rglob("*"):
        if path.is_file() and not path.name.startswith("bot.db"):
            text = path.read_bytes().decode("utf-8", errors="ignore")
            found += [f"{path.name}: {word}" for word in (*SECRETS, ORDER) if word in text]
    chats = PROJECT / "data" / "nlu" / "from_chats.yml"
    text = chats.read_text(encoding="utf-8") if chats.exists() else ""
    assert found + [word for word in SECRETS if word in text] == []


def test_pages_of_figures_have_none(home: House, supervisor: Agent, lived_in: list[str]) -> None:
    for path in ("/drift", "/people/audit"):
        page = supervisor.get(path).text
        assert [word for word in SECRETS if word in page] == [], path
