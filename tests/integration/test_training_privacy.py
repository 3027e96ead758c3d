"""What the training inbox keeps of a buyer goes with the buyer; unlabelled sentences go with their time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.store.work import SqlStore
from bot.core.accounts import Account, Role
from bot.core.conversations import Verdict
from bot.core.retention import Retention
from bot.services.buyer_privacy import BuyerPrivacy
from tests.integration.conftest import Clock
from tests.integration.test_training import Shopfloor

OWNER = Account(0, "dianzhu", "阿丽", Role.OWNER)
SAID, LOGGED = "买大了想退一件", "裙摆一洗就缩水想退"


@pytest.fixture
def floor(store: SqlStore, clock: Clock, tmp_path: Path) -> Shopfloor:
    return Shopfloor(store, clock, tmp_path)


@pytest.fixture
def privacy(floor: Shopfloor, store: SqlStore, clock: Clock) -> BuyerPrivacy:
    return BuyerPrivacy(store, floor.pseudonyms, None, floor.desk.write_file, clock, "demo")  # type: ignore[arg-type]


def gathered(floor: Shopfloor) -> str:
    """Two sentences of one buyer, one of them accepted; the buyer's nick."""
    nick, _ = floor.drawn_for_training("林深见鹿", "在吗")
    floor.decided(SAID, Verdict.ACCEPT, buyer=nick)
    floor.logged(LOGGED, buyer=floor.pseudonyms.of("demo", nick))
    floor.clock.advance(minutes=11)
    floor.collect()
    (said,) = (one for one in floor.waiting() if one.text == SAID)
    floor.desk.label(said.id, "request_return", floor.people["linjie"])
    return nick


def test_who_is_forgotten_leaves_the_inbox_and_the_file(floor: Shopfloor, privacy: BuyerPrivacy) -> None:
    nick = gathered(floor)
    assert SAID in floor.path.read_text("utf-8")
    assert [one["text"] for one in privacy.export(nick, OWNER)["records"]["training_line"]] == [SAID]
    privacy.forget(nick, nick, OWNER)
    assert floor.waiting() == []
    assert floor.lines() == {}
    assert not floor.path.exists() or SAID not in floor.path.read_text("utf-8")


def test_what_nobody_labelled_goes_when_its_time_is_over(
    floor: Shopfloor, privacy: BuyerPrivacy, store: SqlStore
) -> None:
    gathered(floor)
    with store.write() as work:
        shop = work.shops.get("demo")
        assert shop
        work.shops.put(replace(shop, keep=Retention(candidates=7)))
    assert privacy.forget_old()["old_candidates"] == 0
    floor.clock.advance(days=8)
    assert privacy.forget_old()["old_candidates"] == 1
    assert floor.waiting() == []
    assert list(floor.lines()) == [SAID]
