"""Shifts, duties, and which agent a talk is given to."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.assignment import Load, agent_for, needs_owner
from bot.core.collision import answered_meanwhile
from bot.core.conversations import Message, MessageKind, Sender
from bot.core.duties import Break, Duty, DutyState, at_work, forgotten_end, on_duty, state_at
from bot.core.handovers import LineKind, SheetLine, line_from_document, promised_at, watch_items
from bot.core.ownership import SUPERVISOR, ChangeKind, OwnerChange, giver
from bot.core.presence import PRESENT_FOR, Viewer, is_news, others_here
from bot.core.shift_settings import rules_from_settings, rules_to_settings
from bot.core.shifts import USUAL_KINDS, ShiftKind, ShiftRules, fitting_first, shift_end

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY, HALF_DAY, NIGHT = USUAL_KINDS
OVER_MIDNIGHT = ShiftKind("late", time(20), time(2))
NOON = datetime(2026, 11, 22, 4, tzinfo=timezone.utc)  # 12:00 in the shop
LOGINS = ("xiaomei", "xiaowang", "xiaoli", "linjie")

minutes = st.integers(-600, 600).map(lambda count: NOON + timedelta(minutes=count))


def shop_time(hour: int, minute: int = 0, day: int = 22) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    since = draw(minutes)
    due = since + timedelta(minutes=draw(st.integers(0, 600)))
    breaks = draw(st.lists(st.tuples(minutes, st.none() | minutes), max_size=2))
    return Duty(
        id=1,
        login=draw(st.sampled_from(LOGINS)),
        kind="day",
        since=since,
        due=due,
        ends_by=due + timedelta(minutes=60),
        until=draw(st.none() | minutes),
        breaks=tuple(Break(*one) for one in breaks),
    )


loads = st.lists(
    st.builds(Load, st.sampled_from(LOGINS), st.integers(0, 12), minutes),
    unique_by=lambda load: load.login,
)


def duty(login: str = "xiaomei", *breaks: Break, until: datetime | None = None) -> Duty:
    due = NOON + timedelta(hours=5)
    ends_by = due + timedelta(hours=1)
    return Duty(1, login, "day", NOON - timedelta(hours=3), due, ends_by, until, breaks)


@pytest.mark.parametrize(
    ("kind", "since", "ends"),
    [
        (DAY, shop_time(8, 55), shop_time(17, 30)),
        (NIGHT, shop_time(17, 5), shop_time(23, 30)),
        (OVER_MIDNIGHT, shop_time(20), shop_time(2, day=23)),
        (OVER_MIDNIGHT, shop_time(1, 0, day=23), shop_time(2, day=23)),
        (DAY, shop_time(18), shop_time(18)),
    ],
)
def test_a_duty_ends_with_its_shift_on_the_shops_clock(
    kind: ShiftKind, since: datetime, ends: datetime
) -> None:
    assert shift_end(kind, since, SHANGHAI) == ends


def test_the_shift_that_begins_about_now_is_offered_first() -> None:
    assert fitting_first(USUAL_KINDS, shop_time(16, 50), SHANGHAI)[0] is NIGHT
    assert fitting_first(USUAL_KINDS, shop_time(9, 10), SHANGHAI)[0] is DAY


@given(st.sampled_from([*USUAL_KINDS, OVER_MIDNIGHT]), minutes)
def test_no_shift_ends_before_it_began_or_lasts_longer_than_a_day(kind: ShiftKind, since: datetime) -> None:
    assert timedelta() <= shift_end(kind, since, SHANGHAI) - since <= timedelta(days=1)


def test_a_short_break_is_no_duty_and_ends_when_one_is_back() -> None:
    away = duty("xiaomei", Break(NOON - timedelta(minutes=5)))
    assert state_at(away, NOON) is DutyState.BREAK
    assert (on_duty([away], NOON), at_work([away], NOON)) == (frozenset(), {"xiaomei"})
    back = duty("xiaomei", Break(NOON - timedelta(minutes=5), NOON))
    assert on_duty([back], NOON) == {"xiaomei"}


@given(duties(), minutes)
def test_a_duty_is_over_with_its_grace_whether_or_not_anybody_signed_off(one: Duty, at: datetime) -> None:
    if at < one.since or at >= one.ends_by or (one.until and at >= one.until):
        assert state_at(one, at) is DutyState.OFF
    else:
        assert state_at(one, at) is not DutyState.OFF


@given(duties(), st.none() | minutes, minutes)
def test_a_forgotten_duty_ends_once_never_in_the_future_and_never_before_it_began(
    one: Duty, session_end: datetime | None, now: datetime
) -> None:
    end = forgotten_end(one, session_end, now)
    if end is not None:
        assert one.until is None
        assert one.since <= end <= max(now, one.since)
    elif one.until is None:
        assert session_end is not None and min(session_end, one.ends_by) > now


@given(
    loads, st.lists(duties(), max_size=6), minutes, st.integers(1, 12), st.none() | st.sampled_from(LOGINS)
)
def test_a_talk_is_only_given_to_somebody_on_duty_who_has_room(
    given_loads: list[Load], given_duties: list[Duty], at: datetime, most: int, last: str | None
) -> None:
    chosen = agent_for(given_loads, given_duties, at, most_waiting=most, last_agent=last)
    able = {load.login: load for load in given_loads if load.waiting < most} if given_loads else {}
    present = {one.login for one in given_duties if state_at(one, at) is DutyState.ON}
    if chosen is None:
        assert not (able.keys() & present)
    else:
        assert chosen in able and chosen in present
        others = [able[login] for login in able.keys() & present]
        if last in able and last in present:
            assert chosen == last
        else:
            assert able[chosen].waiting == min(load.waiting for load in others)


@given(loads, st.lists(duties(), max_size=6), minutes)
def test_the_order_in_which_agents_are_listed_decides_nothing(
    given_loads: list[Load], given_duties: list[Duty], at: datetime
) -> None:
    one = agent_for(given_loads, given_duties, at, most_waiting=5)
    assert one == agent_for(given_loads[::-1], given_duties[::-1], at, most_waiting=5)


def test_of_equally_loaded_agents_the_one_who_was_idle_longest_gets_the_talk() -> None:
    idle = Load("xiaoli", 1, NOON - timedelta(minutes=9))
    busy = Load("xiaomei", 1, NOON - timedelta(minutes=1))
    both = [duty("xiaoli"), duty("xiaomei")]
    assert agent_for([busy, idle], both, NOON, most_waiting=8) == "xiaoli"
    assert agent_for([busy, idle], both, NOON, most_waiting=8, last_agent="xiaomei") == "xiaomei"


def test_an_owner_at_work_keeps_the_talk_and_one_who_left_keeps_it_until_somebody_comes() -> None:
    assert not needs_owner("xiaomei", {"xiaomei"}, begins=False)
    assert not needs_owner("xiaomei", set(), begins=False)
    assert needs_owner("xiaomei", {"xiaoli"}, begins=False)
    assert needs_owner("xiaomei", {"xiaomei"}, begins=True)
    assert needs_owner(None, set(), begins=False)


def test_a_shops_shifts_survive_their_document() -> None:
    rules = ShiftRules((DAY, OVER_MIDNIGHT), timedelta(minutes=20), 5, 7)
    assert rules_from_settings(rules_to_settings(rules)) == rules
    assert rules_from_settings({}) == ShiftRules()


@pytest.mark.parametrize(
    "settings",
    [
        {"kinds": []},
        {"kinds": [{"code": "a", "begins": "9", "ends": "10:00"}]},
        {"kinds": [{"code": "day", "begins": "09:00", "ends": "10:00"}] * 2},
        {"kinds": [{"code": "白班", "begins": "09:00", "ends": "10:00"}]},
        {"most_waiting": 0},
        {"grace": -1},
        {"last_agent_days": 1000},
        {"colour": "red"},
    ],
)
def test_what_is_no_set_of_shifts_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        rules_from_settings(settings)


def change(kind: ChangeKind, before: str | None, after: str | None) -> OwnerChange:
    return OwnerChange(1, kind, NOON, before or "linjie", before, after)


def test_a_talk_goes_back_to_whom_its_owner_has_it_from() -> None:
    given = change(ChangeKind.TRANSFERRED, "xiaomei", "xiaowang")
    assert giver([given], "xiaowang") == "xiaomei"
    assert giver([given], "xiaomei") is None
    assert giver([given, change(ChangeKind.TAKEN, None, "xiaowang")], "xiaowang") is None
    assert giver([change(ChangeKind.TAKEN, SUPERVISOR, "linjie")], "linjie") is None


def reply(number: int, author: str, sender: Sender = Sender.AGENT) -> Message:
    return Message(number, 1, sender, MessageKind.TEXT, "好的", NOON, author=author)


@given(
    st.lists(st.sampled_from(["", *LOGINS, "buyer"]), max_size=8), st.integers(0, 9), st.sampled_from(LOGINS)
)
def test_a_reply_is_held_back_exactly_when_another_person_answered_unseen(
    said: list[str], seen: int, login: str
) -> None:
    messages = [
        reply(
            number, "" if author == "buyer" else author, Sender.BUYER if author == "buyer" else Sender.AGENT
        )
        for number, author in enumerate(said, start=1)
    ]
    found = answered_meanwhile(messages, seen, login)
    unseen = [number for number, author in enumerate(said, start=1) if number > seen]
    others = [number for number in unseen if said[number - 1] not in (login, "buyer")]
    assert (found.id if found else None) == (others[-1] if others else None)


@given(st.booleans(), st.booleans(), st.integers(0, 60))
def test_only_a_change_or_a_return_is_news(was_typing: bool, typing: bool, seconds: int) -> None:
    before = Viewer("xiaomei", NOON, was_typing)
    now = NOON + timedelta(seconds=seconds)
    assert is_news(before, now, typing=typing) == (was_typing != typing or seconds >= PRESENT_FOR.seconds)
    assert is_news(None, now, typing=typing)
    assert others_here([before], "xiaomei", now) == ()


@pytest.mark.parametrize(
    ("facts", "text", "due"),
    [
        ({"answer.day": "today", "answer.hour": 16}, "今天16点前给您答复", shop_time(16)),
        ({"answer.day": "tomorrow", "answer.hour": 10}, "明天10点前给您答复", shop_time(10, day=23)),
        ({"answer.day": "today", "answer.hour": 16}, "好的，我看一下", None),
        ({"answer.day": "today", "answer.hour": 6}, "今天16点前给您答复", None),
        ({}, "今天16点前给您答复", None),
    ],
)
def test_a_promised_hour_is_read_from_a_reply_that_names_it(
    facts: dict[str, object], text: str, due: datetime | None
) -> None:
    assert promised_at(facts, text, NOON, SHANGHAI) == due


def test_a_sheets_lines_survive_their_document_and_too_much_is_refused() -> None:
    line = SheetLine(LineKind.REFUND, 7, "小鹿", "4021", NOON)
    assert line_from_document(line.to_document()) == line
    assert watch_items(" 查快递 \n\n到货") == ("查快递", "到货")
    with pytest.raises(ValueError):
        watch_items("长" * 300)
