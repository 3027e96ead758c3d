"""Scripts edited by people, on SQLite and PostgreSQL: versions, what is in force, and what is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.adapters.scripts.book import load_book, script_files
from bot.adapters.scripts.labels import load_labels
from bot.adapters.scripts.live_book import LiveBook
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA, House
from bot.core.accounts import Account, Role
from bot.core.imports import Read, Rejected
from bot.core.joints import NO_JOINTS
from bot.core.quick_phrases import QuickPhrase
from bot.core.register import NO_REGISTER_WORDS
from bot.core.script_versions import ScriptVersion
from bot.core.scripts import ScriptStatus
from bot.core.shop import Shop
from bot.core.turns import BuyerTurn
from bot.core.understanding import meant
from bot.services.faults import Conflict, FaultyScripts, Forbidden, NotFound, Unacceptable
from bot.settings import Settings
from tests.integration.conftest import NOW, Clock

CHEN = Account(0, "zhuguan", "老陈", Role.SUPERVISOR)
MEI = Account(0, "xiaomei", "小美", Role.AGENT)
NEW = "不谢不谢，您有事随时叫我哦"


@pytest.fixture
def home(database_url: str, tmp_path: Path, clock: Clock, store: SqlStore) -> Iterator[House]:
    made = House(Settings(home=tmp_path, database_url=database_url), clock)
    yield made
    made.store.close()


def said(home: House, intent: str = "thanks") -> str:
    """What a draft says to somebody unknown."""
    turn = BuyerTurn("谢谢", NOW, "demo")
    return home.suggest.drafted(meant("谢谢", intent), turn).suggestions[0].text


def reworded(home: House, text: str = NEW, place: int = 1, name: str = "thanks") -> str:
    return home.script_desk.edited(name, {place: [text]})


def test_what_a_supervisor_saves_is_what_the_next_draft_says(home: House) -> None:
    before = said(home)
    number = home.script_desk.save("thanks", reworded(home), seen=0, account=CHEN, note=" 更短 ")
    assert (number, said(home)) == (1, NEW)
    assert before != NEW
    (version,) = home.script_desk.opened("thanks").versions
    assert (version.author, version.note, version.at, version.status) == (
        "zhuguan",
        "更短",
        NOW,
        ScriptStatus.ACTIVE,
    )
    with home.store.read() as work:
        (noted,) = [one for one in work.events.after(0) if one.kind == "script_saved"]
    assert noted.payload == {"script": "thanks", "version": 1, "status": "active"}


def test_a_process_that_may_only_read_follows_without_a_restart(home: House, database_url: str) -> None:
    home.script_desk.listed()  # makes the schema
    reading = SqlStore(database_url, Clock(), read_only=True)
    actions = LiveBook(script_files(DATA), reading)
    first = actions.current()
    assert actions.current() is first, "nothing is read again while nothing has changed"
    home.script_desk.save("thanks", reworded(home), seen=0, account=CHEN)
    script = actions.current().named("thanks")
    assert script and script.variants[1].texts == (NEW,)
    reading.close()


def test_the_words_between_answers_are_in_force_on_the_desk_too(home: House) -> None:
    home.script_desk.save("thanks", reworded(home), seen=0, account=CHEN)
    in_files = load_book(DATA)
    assert home.book.joints == in_files.joints != NO_JOINTS
    assert home.book.register_words == in_files.register_words != NO_REGISTER_WORDS


def test_asking_whether_anything_changed_is_one_small_query(home: House) -> None:
    home.book  # noqa: B018 - the first one reads everything
    statements: list[str] = []
    event.listen(home.store.reading, "after_cursor_execute", lambda *seen: statements.append(seen[2]))
    for _ in range(3):
        home.book  # noqa: B018
    asked = [one for one in statements if not one.startswith("BEGIN")]
    assert len(asked) == 3
    assert all("max(script_version.id)" in one for one in asked)


def test_saving_over_a_newer_version_is_refused_and_the_newer_one_stays(home: House) -> None:
    mine, theirs = reworded(home, "我的说法哦"), reworded(home, "同事的说法哦")
    home.script_desk.save("thanks", theirs, seen=0, account=CHEN)
    with pytest.raises(Conflict, match="somebody else has saved thanks"):
        home.script_desk.save("thanks", mine, seen=0, account=CHEN)
    assert said(home) == "同事的说法哦"
    assert home.script_desk.opened("thanks").newest == 1


def test_two_who_save_at_once_make_one_version_and_one_refusal(home: House) -> None:
    documents = [reworded(home, "第一位的说法"), reworded(home, "第二位的说法")]
    outcomes: list[object] = []

    def save(document: str) -> None:
        try:
            outcomes.append(home.script_desk.save("thanks", document, seen=0, account=CHEN))
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(document,)) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(map(str, outcomes)) == ["1", "refused"]
    assert len(home.script_desk.opened("thanks").versions) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("保证不客气", "forbidden wording '保证'"),
        ("您尾号{order.tail}不客气", "does not guarantee"),
        ("{none.such}不客气", "unknown fact"),
        ("不客气{", "stray brace"),
        (" ", "empty wording"),
    ],
)
def test_a_faulty_wording_is_named_with_its_place_and_nothing_is_saved(
    home: House, text: str, fault: str
) -> None:
    with pytest.raises(FaultyScripts) as faulty:
        home.script_desk.save("thanks", reworded(home, text), seen=0, account=CHEN)
    assert any(fault in one.sentence for one in faulty.value.faults)
    assert {one.path for one in faulty.value.faults} == {"data/scripts/talk/thanks.yml"}
    assert home.script_desk.opened("thanks").versions == ()


def test_broken_yaml_and_another_name_are_refused(home: House) -> None:
    text = home.script_desk.opened("thanks").document
    for document in ("script: [", "", text.replace("script: thanks", "script: greet")):
        with pytest.raises(FaultyScripts):
            home.script_desk.save("thanks", document, seen=0, account=CHEN)
    assert home.script_desk.opened("thanks").newest == 0


def test_the_last_script_of_an_intent_can_not_be_retired(home: House) -> None:
    retired = home.script_desk.edited("thanks", {}, ScriptStatus.RETIRED)
    with pytest.raises(FaultyScripts, match="thanks has no active script"):
        home.script_desk.save("thanks", retired, seen=0, account=CHEN)


def test_a_retired_script_is_offered_no_more_and_comes_back_when_restored(home: House) -> None:
    retired = home.script_desk.edited("complain_follow", {}, ScriptStatus.RETIRED)
    home.script_desk.save("complain_follow", retired, seen=0, account=CHEN)
    assert "complain_follow" not in [one.name for one in home.book.answering("complain")]
    home.script_desk.save(
        "complain_follow", home.script_desk.document("complain_follow", 0), seen=1, account=CHEN
    )
    assert "complain_follow" in [one.name for one in home.book.answering("complain")]
    assert [one.number for one in home.script_desk.opened("complain_follow").versions] == [2, 1]


def test_a_draft_is_kept_but_not_said(home: House) -> None:
    before = said(home)
    draft = home.script_desk.edited("thanks", {1: [NEW]}, ScriptStatus.DRAFT)
    home.script_desk.save("thanks", draft, seen=0, account=CHEN)
    opened = home.script_desk.opened("thanks")
    assert (said(home), opened.newest, opened.in_force) == (before, 1, 0)
    active = home.script_desk.edited("thanks", {}, ScriptStatus.ACTIVE)
    home.script_desk.save("thanks", active, seen=1, account=CHEN)
    assert said(home) == NEW


def test_agents_may_not_edit_and_an_unchanged_text_is_no_version(home: House) -> None:
    with pytest.raises(Forbidden):
        home.script_desk.save("thanks", reworded(home), seen=0, account=MEI)
    with pytest.raises(Unacceptable, match="nothing has been changed"):
        home.script_desk.save("thanks", home.script_desk.opened("thanks").document, seen=0, account=CHEN)
    with pytest.raises(NotFound):
        home.script_desk.save("no_such_script", "script: x", seen=0, account=CHEN)


def test_a_version_that_an_upgrade_has_made_unreadable_leaves_its_file_in_force_and_locks_no_other(
    home: House,
) -> None:
    before = said(home)
    with home.store.write() as work:
        work.script_versions.add(
            ScriptVersion("thanks", 1, "script: thanks\nold_key: 1\n", ScriptStatus.ACTIVE, "zhuguan", NOW)
        )
    assert said(home) == before
    assert home.script_desk.opened("thanks").script is None
    assert {one.path for one in home.script_desk.faults()} >= {"data/scripts/talk/thanks.yml"}
    home.script_desk.save("goodbye", reworded(home, "慢走哦", 0, "goodbye"), seen=0, account=CHEN)
    good = home.script_desk.document("thanks", 0)
    assert home.script_desk.save("thanks", good, seen=1, account=CHEN) == 2
    assert home.script_desk.faults() == ()


def test_the_list_says_what_was_edited_and_finds_new_drafts(home: House) -> None:
    home.script_desk.save("thanks", reworded(home), seen=0, account=CHEN)
    new = home.script_desk.document("thanks", 0)
    new = new.replace("script: thanks", "script: thanks_more").replace("status: active", "status: draft")
    assert home.script_desk.save_all({"thanks_more": new}, author="command line") == ("thanks_more",)
    listed = {one.found.script.name: one for one in home.script_desk.listed(scene="talk")}
    edited = listed["thanks"].newest
    assert edited and edited.author == "zhuguan"
    assert listed["greet"].newest is None
    assert listed["thanks_more"].found.script.status is ScriptStatus.DRAFT
    assert [one.found.script.name for one in home.script_desk.listed(NEW)] == ["thanks"]


def test_documents_come_in_all_or_none_and_a_repeat_changes_nothing(home: House) -> None:
    good, bad = reworded(home), reworded(home, "保证慢走", 0, "goodbye")
    with pytest.raises(FaultyScripts):
        home.script_desk.save_all({"thanks": good, "goodbye": bad}, author="command line")
    assert home.script_desk.opened("thanks").versions == ()
    assert home.script_desk.save_all({"thanks": good}, author="command line") == ("thanks",)
    assert home.script_desk.save_all({"thanks": good}, author="command line") == ()
    exported = {script.name: text for script, text in home.script_desk.documents()}
    assert exported["thanks"] == good
    assert len(exported) == len(home.live_book.files.scripts)


def test_the_changes_of_a_version_are_those_against_the_one_before(home: House) -> None:
    home.script_desk.save("thanks", reworded(home), seen=0, account=CHEN)
    home.script_desk.save("thanks", reworded(home, "应该的哦"), seen=1, account=CHEN)
    changed = [(line.sign, line.text.strip()) for line in home.script_desk.changes("thanks", 2)]
    assert ("-", f"- {NEW}") in changed
    assert ("+", "- 应该的哦") in changed
    with pytest.raises(NotFound):
        home.script_desk.changes("thanks", 3)


def test_quick_phrases_go_in_once_and_bad_rows_are_named(home: House) -> None:
    labels = load_labels(DATA)
    first = home.book.named("thanks")
    assert first
    rows: list[Read[QuickPhrase] | Rejected] = [
        Read(2, QuickPhrase("hy", "售前", "欢迎光临，随时问我")),
        Read(3, QuickPhrase("hy", "售前", "另一句")),
        Read(4, QuickPhrase("", "", "")),
        Read(5, QuickPhrase("bz", "售前", "保证明天一定到")),
        Read(6, QuickPhrase("nc", "售前", "{昵称您好")),
        Read(7, QuickPhrase("long", "售前", "好" * 501)),
        Read(8, QuickPhrase("thanks#1.1", "感谢", first.variants[0].texts[0])),
        Read(9, QuickPhrase("thanks#1.1", "感谢", "改过的")),
        Rejected(10, "a quotation mark opens a cell and is never closed"),
        Read(11, QuickPhrase("", "售后", "稍等，我看下")),
    ]
    report = home.phrase_book.import_rows(rows, home.book, labels, "command line")
    assert (report.imported, report.unchanged) == (2, 1)
    assert [row.line for row in report.rejected] == [3, 4, 5, 6, 7, 9, 10]
    again = home.phrase_book.import_rows([rows[0], rows[9]], home.book, labels, "command line")
    assert (again.imported, again.unchanged) == (0, 2)
    changed = Read(2, QuickPhrase("hy", "售前", "欢迎，想看点什么"))
    home.phrase_book.import_rows([changed], home.book, labels, "command line")
    assert [one.text for one in home.phrase_book.found("hy")] == ["欢迎，想看点什么"]
    assert [one.text for one in home.phrase_book.found("稍等 我看")] == ["稍等，我看下"]
    assert home.phrase_book.found("100%_") == ()


def test_a_phrase_is_removed_by_a_supervisor_only(home: House) -> None:
    home.phrase_book.import_rows(
        [Read(2, QuickPhrase("hy", "", "欢迎"))], home.book, load_labels(DATA), "command line"
    )
    (phrase,) = home.phrase_book.all()
    with pytest.raises(Forbidden):
        home.phrase_book.remove(phrase.id, MEI)
    home.phrase_book.remove(phrase.id, CHEN)
    with pytest.raises(NotFound):
        home.phrase_book.remove(phrase.id, CHEN)


def test_a_trial_needs_a_known_order_or_buyer(home: House) -> None:
    with home.store.write() as work:
        work.shops.put(Shop("demo", "演示店"))
    for whom, product in (("4028263270025993053", ""), ("没有这位", ""), ("", "X1")):
        with pytest.raises(NotFound):
            home.try_script.turn_for(whom, product, "")
    turn = home.try_script.turn_for("", "", "谢谢")
    script = home.book.named("thanks")
    assert script
    trial = home.try_script.said(script, home.live_book.vocabulary, turn)
    assert trial.variant == 1
    assert [one.text for one in trial.said] == list(script.variants[1].texts)
