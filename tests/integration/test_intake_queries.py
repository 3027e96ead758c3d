"""Taking a message in holds the only writer's place: it asks the database for each thing once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event

from bot.adapters.store.upgrade import upgrade
from bot.adapters.store.work import SqlStore
from bot.core.conversations import MessageKind, Sender
from bot.services.receive import Incoming, Receive
from tests.integration.conftest import Clock


def test_a_message_asks_for_its_talk_its_buyer_and_its_shop_once(tmp_path: Path, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    upgrade(url, tmp_path / "backups", clock())
    store = SqlStore(url, clock)
    receive = Receive(store, clock, "demo")

    def says(number: int) -> None:
        receive.message(
            Incoming("api", "talk", f"m{number}", Sender.BUYER, MessageKind.TEXT, "在吗", "b1", "小鹿")
        )

    says(1)
    asked: list[str] = []
    event.listen(
        store.writing,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )
    says(2)
    for table in ("conversation", "buyer", "shop"):
        columns = f"SELECT {table}.id"
        assert sum(one.startswith(columns) for one in asked) == 1, table
    store.close()
