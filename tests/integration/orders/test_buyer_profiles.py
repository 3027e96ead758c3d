"""The buyer's profile, written by agents: on record, seen at once, and used by the size advice."""

from __future__ import annotations

import pytest

from bot.core.buyer_profile import Profile
from bot.core.conversations import MessageKind, Sender
from bot.core.refusals import Refusal
from bot.core.understanding import meant
from bot.services.faults import Forbidden, RuledOut
from bot.services.receive import Incoming
from bot.services.scenes import size
from tests.integration.orders.conftest import AGENT, CLERK, MANAGER, Desk


def advised(desk: Desk, talk: int) -> object:
    context = desk.context(talk, "我穿什么码")
    parse = meant("我穿什么码", "ask_size")
    return size.facts_for("ask_size", parse.clauses[0], parse, context).facts.get("size.name")


def test_an_edit_is_on_record_and_told_to_open_pages(desk: Desk) -> None:
    talk = desk.talk()
    desk.work.profiles.rewrite(talk, Profile(("VIP",), "只要棉", 162, 50, "M"), MANAGER)
    buyer = desk.side(talk).buyer
    assert (buyer.tags, buyer.note, buyer.body.height) == ({"VIP"}, "只要棉", 162)
    ((actor, subject, detail),) = desk.audit("buyer_changed")
    assert (actor, subject) == (MANAGER.login, f"buyer {buyer.id}")
    assert detail["tags_added"] == ["VIP"]
    assert detail["height"] == "– → 162"
    assert desk.events("buyer_changed") == 1


def test_saving_what_stands_there_already_leaves_no_trace(desk: Desk) -> None:
    talk = desk.talk()
    for _ in range(2):
        desk.work.profiles.rewrite(talk, Profile(("VIP",), "", 162, 50, "M"), MANAGER)
    assert len(desk.audit("buyer_changed")) == desk.events("buyer_changed") == 1


def test_the_size_advice_goes_by_the_corrected_measures_also_against_what_the_talk_told(desk: Desk) -> None:
    talk = desk.talk("165 100斤穿什么码")
    with desk.store.write() as work:
        work.conversations.remember(talk, {"body": {"height": 162, "weight": 48.0, "bust": 84}})
    assert advised(desk, talk) == "M"
    desk.work.profiles.rewrite(talk, Profile(height=166, weight=57), AGENT)
    assert advised(desk, talk) == "L"
    with desk.store.read() as work:
        found = work.conversations.get(talk)
    assert found and (found.memory or {})["body"] == {"bust": 84}


def test_a_profile_that_can_not_be_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    talk = desk.talk()
    desk.work.profiles.rewrite(talk, Profile(("老客",)), AGENT)
    with pytest.raises(RuledOut) as fault:
        desk.work.profiles.rewrite(talk, Profile(height=1.6), AGENT)
    assert fault.value.refusal is Refusal.NO_BODY
    assert desk.side(talk).buyer.tags == {"老客"}


def test_whoever_answers_nobody_writes_no_profile(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        desk.work.profiles.rewrite(desk.talk(), Profile(("老客",)), CLERK)


def test_the_other_talks_of_the_same_buyer_are_listed_and_bounded(desk: Desk) -> None:
    here = desk.talk()
    for number in range(8):
        desk.clock.advance(minutes=1)
        words = Incoming(
            f"channel-{number}", "c", "m", Sender.BUYER, MessageKind.TEXT, f"第{number}次", "b", "小鹿"
        )
        desk.receive.message(words)
    stranger = Incoming("api", "other", "x", Sender.BUYER, MessageKind.TEXT, "在吗", "b9", "小马")
    desk.receive.message(stranger)
    past = desk.side(here).past
    assert [talk.last_text for talk in past] == [f"第{number}次" for number in range(7, 1, -1)]
