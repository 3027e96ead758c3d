"""Quick phrases of the team and of one's own, on SQLite and PostgreSQL: who may do and see what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.store.work import SqlStore
from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.audit import AuditFilter
from bot.core.imports import Read
from bot.core.phrase_search import best
from bot.core.quick_phrases import MOST_OWN_PHRASES, PhraseFault, QuickPhrase, RejectedPhrase
from bot.services.faults import Blocked, FaultyPhrase, Forbidden, NotFound
from bot.settings import Settings
from tests.integration.conftest import Clock

CHEN = Account(0, "zhuguan", "老陈", Role.SUPERVISOR)
MEI = Account(0, "xiaomei", "小美", Role.AGENT)
LAN = Account(0, "xiaolan", "小兰", Role.AGENT)
CLERK = Account(0, "dadan", "打单", Role.CLERK)


@pytest.fixture
def home(database_url: str, tmp_path: Path, clock: Clock, store: SqlStore) -> Iterator[House]:
    made = House(Settings(home=tmp_path, database_url=database_url), clock)
    yield made
    made.store.close()


def team(text: str, shortcut: str = "", group: str = "") -> QuickPhrase:
    return QuickPhrase(shortcut, group, text)


def own(text: str, shortcut: str = "", account: Account = MEI, group: str = "") -> QuickPhrase:
    return QuickPhrase(shortcut, group, text, owner=account.login)


def near(home: House, query: str, account: Account = MEI) -> list[str]:
    """What the search gives this agent, without a talk."""
    with home.store.read() as work:
        mine, shared = home.phrase_shelf.indexes(work, account.login)
        recent = work.quick_phrases.recent(account.login, 9)
    return [one.text for one in best(mine, shared, query, recent, 9)]


def test_an_agent_writes_own_phrases_that_nobody_else_sees(home: House) -> None:
    saved = home.phrase_book.save(own("快递费我来申请", "kdf"), MEI)
    assert near(home, "kdf") == ["快递费我来申请"]
    assert near(home, "kdf", LAN) == []
    assert home.phrase_book.all() == ()
    for act in (home.phrase_book.get, home.phrase_book.remove):
        with pytest.raises(NotFound):
            act(saved.id, LAN)
        with pytest.raises(NotFound):
            act(saved.id, CHEN)
    with pytest.raises(NotFound):
        home.phrase_book.save(own("替别人写的", account=LAN), MEI)


def test_only_supervisors_write_the_teams_and_clerks_write_none(home: House) -> None:
    shared = home.phrase_book.save(team("欢迎光临", "hy"), CHEN)
    for act in (
        lambda: home.phrase_book.save(team("欢迎"), MEI),
        lambda: home.phrase_book.remove(shared.id, MEI),
        lambda: home.phrase_book.save(QuickPhrase("hy", "", "改了", shared.id), MEI),
        lambda: home.phrase_book.save(own("您好", account=CLERK), CLERK),
        lambda: home.phrase_book.import_by([], home.book, home.labels, MEI, ""),
    ):
        with pytest.raises(Forbidden):
            act()
    assert home.phrase_book.all() == (shared,)


def test_an_edit_can_not_move_a_phrase_to_another_scope(home: House) -> None:
    mine = home.phrase_book.save(own("我的", "w"), MEI)
    moved = home.phrase_book.save(QuickPhrase("w", "", "我的新说法", mine.id, "xiaomei"), MEI)
    assert moved.owner == "xiaomei"
    shared = home.phrase_book.save(team("全店的", "q"), CHEN)
    kept = home.phrase_book.save(QuickPhrase("q", "", "全店的新说法", shared.id, "zhuguan"), CHEN)
    assert kept.owner == ""
    assert [one.text for one in home.phrase_book.all()] == ["全店的新说法"]


def test_the_same_shortcut_in_both_scopes_gives_its_owner_the_own_one(home: House) -> None:
    shared = home.phrase_book.save(team("全店的说法", "kdf"), CHEN)
    mine = home.phrase_book.save(own("我的说法", "KDF"), MEI)
    assert near(home, "kdf") == ["我的说法"]
    assert near(home, "kdf", LAN) == ["全店的说法"]
    assert home.phrase_book.covered("xiaomei") == {shared.id}
    assert home.phrase_book.covered("xiaolan") == frozenset()
    home.phrase_book.remove(mine.id, MEI)
    assert near(home, "kdf") == ["全店的说法"]


def test_a_search_sees_every_change_at_once_also_of_another_process(home: House, clock: Clock) -> None:
    other = House(home.settings, clock)
    saved = home.phrase_book.save(own("旧说法", "a"), MEI)
    assert near(other, "a") == ["旧说法"]
    home.phrase_book.save(QuickPhrase("a", "", "新说法", saved.id, "xiaomei"), MEI)
    assert near(other, "a") == near(home, "a") == ["新说法"]
    home.phrase_book.remove(saved.id, MEI)
    assert near(other, "a") == near(home, "a") == []
    home.phrase_book.restore(saved.id, MEI)
    assert near(other, "a") == near(home, "a") == ["新说法"]
    other.store.close()


def test_while_nothing_changes_the_index_stays_the_same(home: House) -> None:
    home.phrase_book.save(team("欢迎", "hy"), CHEN)
    with home.store.read() as work:
        first = home.phrase_shelf.indexes(work, "xiaomei")
        home.phrase_book.save(own("我的", account=LAN), LAN)
        again = home.phrase_shelf.indexes(work, "xiaomei")
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_a_removed_phrase_comes_back_unless_its_place_is_taken(home: House, clock: Clock) -> None:
    first = home.phrase_book.save(own("第一句", "a"), MEI)
    home.phrase_book.remove(first.id, MEI)
    with pytest.raises(NotFound):
        home.phrase_book.remove(first.id, MEI)
    home.phrase_book.save(own("第二句", "a"), MEI)
    with pytest.raises(FaultyPhrase) as refused:
        home.phrase_book.restore(first.id, MEI)
    assert refused.value.fault is PhraseFault.TAKEN
    clock.advance(days=31)
    assert home.tidy.forget_old()["phrases"] == 1
    with pytest.raises(NotFound):
        home.phrase_book.restore(first.id, MEI)


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        (own(""), PhraseFault.EMPTY),
        (own("长" * 501), PhraseFault.LONG_TEXT),
        (own("您好", "k" * 65), PhraseFault.LONG_SHORTCUT),
        (own("您好", group="组" * 65), PhraseFault.LONG_GROUP),
        (own("{您好"), PhraseFault.BRACES),
        (own("另一句", "kdf"), PhraseFault.TAKEN),
    ],
)
def test_what_can_not_be_kept_is_named(home: House, phrase: QuickPhrase, fault: PhraseFault) -> None:
    home.phrase_book.save(own("快递费", "kdf"), MEI)
    with pytest.raises(FaultyPhrase) as refused:
        home.phrase_book.save(phrase, MEI)
    assert refused.value.fault is fault


def test_what_the_guard_blocks_is_not_kept(home: House) -> None:
    with pytest.raises(Blocked):
        home.phrase_book.save(own("保证明天一定到"), MEI)


def test_own_phrases_come_from_a_file_up_to_their_number(home: House) -> None:
    rows = [Read(n, own(f"第{n}句", f"k{n}")) for n in range(2, MOST_OWN_PHRASES + 4)]
    report = home.phrase_book.import_by(rows, home.book, home.labels, MEI, "xiaomei")
    assert report.imported == MOST_OWN_PHRASES
    first, _ = report.rejected
    assert isinstance(first, RejectedPhrase) and first.fault is PhraseFault.TOO_MANY
    again = home.phrase_book.import_by(rows[:3], home.book, home.labels, MEI, "xiaomei")
    assert (again.imported, again.unchanged) == (0, 3)
    assert home.phrase_book.all() == ()


def test_what_is_shared_is_audited_and_what_is_ones_own_is_not(home: House) -> None:
    shared = home.phrase_book.save(team("欢迎", "hy"), CHEN)
    home.phrase_book.remove(shared.id, CHEN)
    home.phrase_book.restore(shared.id, CHEN)
    mine = home.phrase_book.save(own("我的"), MEI)
    home.phrase_book.remove(mine.id, MEI)
    with home.store.read() as work:
        noted = [entry.action for entry in work.audit.found(AuditFilter(), None, 20)]
    assert noted == ["phrase_restored", "phrase_removed", "phrase_saved"]


def test_what_was_used_last_stands_first_for_whoever_used_it(home: House, clock: Clock) -> None:
    for number in (1, 2, 3):
        home.phrase_book.save(team(f"稍等{number}", f"sd{number}"), CHEN)
    second = home.phrase_book.found("sd2")[0]
    home.find_phrases.used(second.id, MEI)
    assert near(home, "sd")[0] == "稍等2"
    assert near(home, "sd", LAN)[0] == "稍等1"
    clock.now += timedelta(minutes=1)
    home.find_phrases.used(home.phrase_book.found("sd3")[0].id, MEI)
    assert near(home, "sd") == ["稍等3", "稍等2", "稍等1"]
    secret = home.phrase_book.save(own("小兰的", account=LAN), LAN)
    with pytest.raises(NotFound):
        home.find_phrases.used(secret.id, MEI)
