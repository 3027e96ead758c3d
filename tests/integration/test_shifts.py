"""Shifts on both databases: who gets a talk, whose it stays, who may move it, and two who answer at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.adapters.scripts.book import load_book, load_guard
from bot.adapters.store.views_morning import morning
from bot.adapters.store.work import SqlStore
from bot.bootstrap import DATA
from bot.core.accounts import Account, Role
from bot.core.audit import TALK_MOVED, AuditFilter
from bot.core.conversations import Conversation, MessageKind, Sender
from bot.core.duties import DutyState
from bot.core.inbox import Concern
from bot.core.ownership import SUPERVISOR, ChangeKind
from bot.core.shifts import ShiftRules
from bot.core.shop import Shop
from bot.core.urgency import rank_of
from bot.services.close import Close
from bot.services.faults import AnsweredMeanwhile, Conflict, Forbidden, NotFound, Unacceptable
from bot.services.guarding import Guarding
from bot.services.hand_over import Written
from bot.services.keys import IDLE, SESSION_LASTS
from bot.services.receive import Incoming, Receive
from bot.services.reply import Reply
from bot.services.shifts import Shifts
from tests.integration.conftest import Clock

PEOPLE = {
    "xiaomei": Role.AGENT,
    "xiaowang": Role.AGENT,
    "linjie": Role.SUPERVISOR,
    "dayin": Role.CLERK,
}


class Desk:
    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.shifts = Shifts(store, clock, "demo")
        self.receive = Receive(store, clock, "demo")
        book, guard = load_book(DATA), load_guard(DATA)
        self.reply = Reply(store, Guarding(guard, book.vocabulary, clock).reply, clock)
        self.closing = Close(store, clock)
        self._messages = 0
        with store.write() as work:
            for login, role in PEOPLE.items():
                work.accounts.put(Account(0, login, login.title(), role), "hash")

    def account(self, login: str) -> Account:
        with self.store.read() as work:
            found = work.accounts.by_login(login)
        assert found
        return found[0]

    def comes(self, *logins: str, kind: str = "day") -> None:
        """Sign in to the desk and to a shift."""
        for login in logins:
            now = self.clock()
            with self.store.write() as work:
                found = work.accounts.by_login(login)
                assert found
                work.sign_ins.add(f"{login}{now}", found[0].id, "csrf", now, now + SESSION_LASTS)
            self.shifts.duty.sign_in(self.account(login), kind)

    def says(self, buyer: str, text: str = "在吗", channel: str = "web") -> int:
        self._messages += 1
        incoming = Incoming(
            channel, buyer, f"m{self._messages}", Sender.BUYER, MessageKind.TEXT, text, buyer, buyer
        )
        return self.receive.message(incoming).conversation_id

    def answers(self, login: str, talk: int, seen: int | None = None) -> None:
        self._messages += 1
        self.reply.typed(talk, f"好的，{login}帮您看", f"client-{self._messages}", login, seen=seen)

    def talk(self, talk: int) -> Conversation:
        with self.store.read() as work:
            found = work.conversations.get(talk)
        assert found
        return found

    def owner(self, talk: int) -> str | None:
        return self.talk(talk).owner

    def changes(self, talk: int) -> list[ChangeKind]:
        with self.store.read() as work:
            return [change.kind for change in work.ownership.changes(talk)]

    def newest(self, talk: int) -> int:
        with self.store.read() as work:
            return work.messages.of(talk)[-1].id

    def events(self, kind: str) -> int:
        with self.store.read() as work:
            return sum(event.kind == kind for event in work.events.after(0))


@pytest.fixture
def desk(store: SqlStore, clock: Clock) -> Iterator[Desk]:
    yield Desk(store, clock)


def test_with_nobody_on_duty_a_talk_is_nobodys_and_who_answers_first_owns_it(desk: Desk) -> None:
    talk = desk.says("小鹿")
    assert desk.owner(talk) is None
    desk.answers("xiaomei", talk)
    desk.answers("xiaowang", talk)
    assert desk.owner(talk) == "xiaomei"


def test_talks_are_shared_out_by_load_and_the_supervisor_takes_no_ordinary_buyers(desk: Desk) -> None:
    desk.comes("xiaomei", "linjie")
    desk.clock.advance(seconds=1)
    desk.comes("xiaowang")
    owners = []
    for number in range(4):
        desk.clock.advance(seconds=1)
        owners.append(desk.owner(desk.says(f"买家{number}")))
    assert owners == ["xiaomei", "xiaowang", "xiaomei", "xiaowang"]


def test_who_answers_first_owns_a_talk_that_was_only_assigned(desk: Desk) -> None:
    desk.comes("xiaomei")
    talk = desk.says("小鹿")
    desk.comes("xiaowang")
    desk.answers("xiaowang", talk)
    desk.answers("xiaomei", talk)
    assert desk.owner(talk) == "xiaowang"


def test_nobody_on_a_break_or_with_a_full_desk_is_given_a_talk(desk: Desk) -> None:
    with desk.store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店", shifts=ShiftRules(most_waiting=1)))
    desk.comes("xiaomei", "xiaowang")
    desk.shifts.duty.pause(desk.account("xiaowang"))
    assert [desk.owner(desk.says(f"买家{number}")) for number in range(2)] == ["xiaomei", None]


def test_who_comes_is_given_the_waiting_talks_of_nobody_up_to_the_cap_first_in_line_first(desk: Desk) -> None:
    with desk.store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店", shifts=ShiftRules(most_waiting=2)))
    talks = []
    for number in range(4):
        talks.append(desk.says(f"买家{number}"))
        desk.clock.advance(seconds=30)
    with desk.store.write() as work:
        work.conversations.sort_in(talks[2], Concern.COMPLAINT, rank_of("complain"), held=False)
    desk.comes("xiaomei")
    assert [desk.owner(talk) for talk in talks] == ["xiaomei", None, "xiaomei", None]
    assert desk.events("owner_changed") == 2
    desk.comes("xiaowang")
    assert [desk.owner(talk) for talk in talks] == ["xiaomei", "xiaowang", "xiaomei", "xiaowang"]


def test_who_comes_back_from_a_break_is_given_what_became_nobodys_meanwhile(desk: Desk) -> None:
    desk.comes("xiaomei")
    desk.shifts.duty.pause(desk.account("xiaomei"))
    talk = desk.says("小鹿")
    assert desk.owner(talk) is None
    desk.shifts.duty.resume(desk.account("xiaomei"))
    assert desk.owner(talk) == "xiaomei"


def test_what_is_answered_somebodys_pasted_or_for_the_supervisor_is_not_handed_out(desk: Desk) -> None:
    asked, own, pasted = desk.says("领导的"), desk.says("小王的"), desk.says("贴的", channel="pad")
    quiet = desk.says("答过的")
    desk.answers("xiaowang", quiet)
    desk.shifts.owning.release(quiet, desk.account("xiaowang"))
    desk.shifts.owning.take(own, desk.account("xiaowang"))
    desk.shifts.owning.transfer(asked, SUPERVISOR, "要赔偿", desk.account("xiaomei"))
    desk.comes("xiaomei", "linjie")
    assert [desk.owner(talk) for talk in (asked, own, pasted, quiet)] == [None, "xiaowang", None, None]
    with desk.store.read() as work:
        assert work.ownership.loads(["linjie"], {}) == []


def test_of_two_who_come_at_the_same_moment_each_talk_goes_to_one_and_nobody_has_too_many(desk: Desk) -> None:
    with desk.store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店", shifts=ShiftRules(most_waiting=4)))
    talks = [desk.says(f"买家{number}") for number in range(7)]
    start = threading.Barrier(2)

    def come(login: str) -> None:
        start.wait()
        desk.comes(login)

    threads = [threading.Thread(target=come, args=(login,)) for login in ("xiaomei", "xiaowang")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    owners = [desk.owner(talk) for talk in talks]
    assert sorted(map(owners.count, ("xiaomei", "xiaowang"))) == [3, 4]
    with desk.store.read() as work:
        given = [event.conversation_id for event in work.events.after(0) if event.kind == "owner_changed"]
    assert sorted(one for one in given if one) == sorted(talks)


def test_a_buyer_comes_back_to_who_answered_last_unless_that_is_too_long_ago(desk: Desk) -> None:
    talk = desk.says("小鹿")
    desk.answers("xiaowang", talk)
    desk.closing.conversation(talk, "xiaowang")
    desk.comes("xiaomei", "xiaowang")
    desk.says("别人")  # xiaomei has been given as much as nobody else
    assert desk.owner(desk.says("小鹿")) == "xiaowang"
    desk.closing.conversation(talk, "xiaowang")
    desk.clock.advance(days=40)
    desk.shifts.duty.end_forgotten()
    desk.comes("xiaomei")
    assert desk.owner(desk.says("小鹿")) == "xiaomei"


def test_pasted_talks_are_given_to_nobody(desk: Desk) -> None:
    desk.comes("xiaomei")
    assert desk.owner(desk.says("小鹿", channel="pad")) is None


def test_who_goes_leaves_waiting_talks_to_others_and_answered_ones_to_nobody(desk: Desk) -> None:
    desk.comes("xiaomei")
    waiting, answered = desk.says("小鹿"), desk.says("小马")
    desk.answers("xiaomei", answered)
    desk.comes("xiaowang")
    assert desk.shifts.duty.sign_off(desk.account("xiaomei")) == 2
    assert (desk.owner(waiting), desk.owner(answered)) == ("xiaowang", None)
    assert desk.changes(waiting) == [ChangeKind.LEFT]
    assert desk.owner(desk.says("小马", "还在吗")) == "xiaowang"


def test_a_shift_that_nobody_ended_ends_with_its_grace_or_with_the_session(desk: Desk) -> None:
    desk.comes("xiaomei")  # 14:00, until 17:30 and an hour
    talk = desk.says("小鹿")
    desk.clock.advance(hours=1)
    assert desk.shifts.duty.end_forgotten() == 0
    desk.clock.advance(seconds=IDLE.total_seconds())
    assert desk.shifts.duty.end_forgotten() == 1
    assert desk.owner(talk) is None
    assert desk.shifts.duty.own("xiaomei").state is DutyState.OFF
    desk.comes("xiaomei")
    with pytest.raises(Conflict):
        desk.shifts.duty.sign_in(desk.account("xiaomei"), "night")
    desk.clock.advance(hours=3)
    assert desk.shifts.duty.own("xiaomei").state is DutyState.OFF, "before anybody has looked"
    desk.comes("xiaomei", kind="night")
    assert desk.shifts.duty.own("xiaomei").state is DutyState.ON


def test_a_transfer_needs_a_note_is_on_record_and_can_be_handed_back(desk: Desk) -> None:
    talk = desk.says("小鹿")
    desk.answers("xiaomei", talk)
    mei, wang = desk.account("xiaomei"), desk.account("xiaowang")
    with pytest.raises(Unacceptable):
        desk.shifts.owning.transfer(talk, "xiaowang", "  ", mei)
    with pytest.raises(Forbidden):
        desk.shifts.owning.transfer(talk, "dayin", "打单的事", mei)
    with pytest.raises(NotFound):
        desk.shifts.owning.transfer(talk, "nobody", "给谁", mei)
    with pytest.raises(Forbidden):
        desk.shifts.owning.transfer(talk, "xiaowang", "不是我的", wang)
    desk.shifts.owning.transfer(talk, "xiaowang", "尺码说到 M，等她报体重", mei)
    desk.answers("xiaomei", talk)
    assert desk.owner(talk) == "xiaowang", "who helps does not take it"
    desk.shifts.owning.hand_back(talk, "", wang)
    assert desk.owner(talk) == "xiaomei"
    with desk.store.read() as work:
        kinds = [(one.kind, one.note) for one in work.ownership.changes(talk)]
        audited = work.audit.found(AuditFilter(action=TALK_MOVED), None, 10)
    assert kinds == [(ChangeKind.TRANSFERRED, "尺码说到 M，等她报体重"), (ChangeKind.HANDED_BACK, "")]
    assert (len(audited), desk.events("owner_changed")) == (2, 2)


def test_a_talk_for_the_supervisor_waits_until_one_answers_or_takes_it(desk: Desk) -> None:
    desk.comes("xiaomei")
    talk = desk.says("小鹿", "叫你们领导来")
    desk.shifts.owning.transfer(talk, SUPERVISOR, "要赔偿，我没权限", desk.account("xiaomei"))
    assert desk.talk(talk).for_supervisor
    desk.says("小鹿", "人呢")
    desk.answers("xiaomei", talk)
    assert (desk.owner(talk), desk.talk(talk).for_supervisor) == (None, True)
    with pytest.raises(Forbidden):
        desk.shifts.owning.take(talk, desk.account("xiaomei"))
    desk.answers("linjie", talk)
    assert (desk.owner(talk), desk.talk(talk).for_supervisor) == ("linjie", False)


def test_only_whoever_leads_takes_over_and_of_two_who_take_one_gets_it(desk: Desk) -> None:
    talk = desk.says("小鹿")
    desk.shifts.owning.take(talk, desk.account("xiaomei"))
    with pytest.raises(Forbidden):
        desk.shifts.owning.take(talk, desk.account("xiaowang"))
    desk.shifts.owning.take(talk, desk.account("linjie"))
    assert desk.changes(talk) == [ChangeKind.TAKEN, ChangeKind.TAKEN_OVER]
    with pytest.raises(Forbidden):
        desk.shifts.owning.release(talk, desk.account("xiaomei"))
    desk.shifts.owning.release(talk, desk.account("linjie"))
    assert desk.owner(talk) is None


def test_two_who_answer_at_the_same_moment_never_both_send(desk: Desk) -> None:
    talk = desk.says("小鹿")
    seen, start, outcome = desk.newest(talk), threading.Barrier(2), {}

    def answer(login: str) -> None:
        start.wait()
        try:
            desk.reply.typed(talk, f"{login}来回您", f"client-of-{login}", login, seen=seen)
            outcome[login] = "sent"
        except AnsweredMeanwhile as fault:
            outcome[login] = fault.reply.author

    threads = [threading.Thread(target=answer, args=(login,)) for login in ("xiaomei", "xiaowang")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcome.values()).count("sent") == 1
    (refused,) = (login for login, said in outcome.items() if said != "sent")
    assert outcome[refused] != refused
    with desk.store.read() as work:
        replies = [one for one in work.messages.of(talk) if one.sender is Sender.AGENT]
    assert len(replies) == 1


def test_a_second_reply_is_sent_once_its_writer_has_seen_the_first(desk: Desk) -> None:
    talk = desk.says("小鹿")
    seen = desk.newest(talk)
    desk.answers("xiaomei", talk, seen)
    desk.answers("xiaomei", talk, seen)  # one's own replies are no surprise
    with pytest.raises(AnsweredMeanwhile) as refused:
        desk.answers("xiaowang", talk, seen)
    assert (refused.value.name, refused.value.reply.author) == ("Xiaomei", "xiaomei")
    desk.answers("xiaowang", talk, refused.value.reply.id)


def test_a_retry_of_a_sent_reply_is_no_second_reply(desk: Desk) -> None:
    talk = desk.says("小鹿")
    seen = desk.newest(talk)
    first = desk.reply.typed(talk, "在的呢", "the-same-client-id", "xiaomei", seen=seen)
    desk.answers("xiaowang", talk)
    again = desk.reply.typed(talk, "在的呢", "the-same-client-id", "xiaomei", seen=seen)
    assert (again.duplicate, again.message_id) == (True, first.message_id)


def test_a_steady_look_makes_no_events_and_a_look_that_ends_is_forgotten(desk: Desk) -> None:
    talk = desk.says("小鹿")
    beat = desk.shifts.looking_on.beat
    for _ in range(20):
        beat(talk, "xiaomei", typing=False)
        desk.clock.advance(seconds=10)
    assert desk.events("presence") == 1
    (viewer,) = beat(talk, "xiaowang", typing=True)
    assert (viewer.login, viewer.typing) == ("xiaomei", False)
    (viewer,) = beat(talk, "xiaomei", typing=False)
    assert (viewer.login, viewer.typing) == ("xiaowang", True)
    desk.clock.advance(seconds=30)
    assert desk.shifts.looking_on.others(talk, "xiaomei") == ()
    with pytest.raises(NotFound):
        beat(999, "xiaomei", typing=False)


def test_a_sheet_is_written_handed_over_and_confirmed_once_by_the_next_shift(desk: Desk) -> None:
    desk.comes("xiaomei")
    talk = desk.says("小鹿", "衣服破了")
    mei, wang = desk.account("xiaomei"), desk.account("xiaowang")
    hand_over = desk.shifts.hand_over
    remarks = {f"waiting-{talk}": "等她发照片", "waiting-999": "不是我的"}
    hand_over.keep(mei, Written("查一下小马的快递\n\n", remarks))
    sheet = hand_over.sheet(mei)
    assert sheet and sheet.watch == ("查一下小马的快递",)
    assert dict(sheet.remarks) == {f"waiting-{talk}": "等她发照片"}
    with pytest.raises(Conflict):
        hand_over.hand_over(mei, Written(receiver="xiaomei"))
    number = hand_over.hand_over(mei, Written("查一下小马的快递", remarks, "xiaowang"))
    assert desk.owner(talk) == "xiaowang"
    assert desk.shifts.duty.own("xiaomei").state is DutyState.OFF
    assert desk.shifts.duty.own("xiaowang").sheets == 1
    (waiting,) = hand_over.waiting()
    assert [(line.buyer, line.text) for line in waiting.lines] == [("小鹿", "衣服破了")]
    with pytest.raises(Conflict):
        hand_over.confirm(number, mei)
    hand_over.confirm(number, wang)
    with pytest.raises(Conflict):
        hand_over.confirm(number, desk.account("linjie"))
    assert (hand_over.waiting(), hand_over.newest()[0].confirmed_by) == ([], "xiaowang")


def test_the_morning_round_empties(desk: Desk) -> None:
    desk.comes("xiaomei")
    talk = desk.says("小鹿")
    with desk.store.read() as work:
        assert [section.key for section in morning(work, "xiaowang")] == ["waiting"]
    desk.answers("xiaomei", talk)
    desk.shifts.hand_over.hand_over(desk.account("xiaomei"), Written("看快递"))
    with desk.store.read() as work:
        assert [section.key for section in morning(work, "xiaowang")] == ["sheets"]
        assert morning(work, "xiaomei") == ()
    desk.shifts.hand_over.confirm(1, desk.account("xiaowang"))
    with desk.store.read() as work:
        assert morning(work, "xiaowang") == ()


def test_the_shifts_are_set_by_whoever_leads(desk: Desk) -> None:
    rules = ShiftRules(grace=timedelta(minutes=5), most_waiting=3)
    with pytest.raises(Forbidden):
        desk.shifts.duty.set_rules(rules, desk.account("xiaomei"))
    desk.shifts.duty.set_rules(rules, desk.account("linjie"))
    assert desk.shifts.duty.rules() == rules
    with pytest.raises(Forbidden):
        desk.comes("dayin")
