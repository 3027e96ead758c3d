"""The page of what must not be forgotten."""

from __future__ import annotations

from datetime import timedelta

from bot.bootstrap import House
from bot.core.follow_ups import FollowUpState
from bot.core.money import Fen
from bot.core.orders import Order, OrderState
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import Agent, say


def unpaid(home: House, clock: Clock, *nicks: str) -> None:
    """Each has a talk that was answered, and an order that is unpaid since yesterday."""
    for place, nick in enumerate(nicks):
        talk = say(home, "有M码吗", nick)
        home.reply.typed(talk, "有的哦", f"typed-{nick}-1", "xiaomei")
        placed = clock.now - timedelta(hours=20)
        order = Order(f"4021000000000000{place:04}", nick, OrderState.UNPAID, placed, Fen(15900), Fen(0))
        with home.store.write() as work:
            work.orders.put("demo", order, {})
    clock.advance(hours=1)
    home.follow_ups.job.run("demo")


def test_an_empty_list_says_so(agent: Agent) -> None:
    assert 'data-test="no-follow-ups"' in agent.get("/followups").text


def test_a_ready_draft_is_approved_reworded_or_dismissed(agent: Agent, home: House, clock: Clock) -> None:
    unpaid(home, clock, "小鹿", "阿宁", "豆豆")
    page = agent.get("/followups").text
    assert page.count('data-test="follow-up"') == 3
    assert "拍下没付款" in page
    with home.store.read() as work:
        first, second, third = work.follow_ups.in_state("demo", FollowUpState.SUGGESTED)
    assert agent.post(f"/followups/{first.id}/approve", text="还想要吗？我帮您留着").status_code == 200
    assert agent.post(f"/followups/{second.id}/dismiss").status_code == 200
    assert agent.post(f"/followups/{third.id}/approve").status_code == 200
    again = agent.post(f"/followups/{third.id}/approve")
    assert (again.status_code, "已经处理过了" in again.text) == (409, True)
    with home.store.read() as work:
        told = [work.messages.of(one.conversation_id or 0)[-1].text for one in (first, second, third)]
    assert told == ["还想要吗？我帮您留着", "有的哦", third.text]
    assert "主动联系 · 拍下没付款" in agent.get(f"/desk/{third.conversation_id}").text


def test_many_leave_at_once_and_the_morning_round_has_them_before(
    agent: Agent, home: House, clock: Clock
) -> None:
    unpaid(home, clock, "小鹿", "阿宁")
    assert agent.get("/morning").text.count("拍下没付款") == 2
    with home.store.read() as work:
        ids = [one.id for one in work.follow_ups.in_state("demo", FollowUpState.SUGGESTED)]
    assert "发出 2 条" in agent.post("/followups/approve", follow_up=ids).text
    assert "拍下没付款" not in agent.get("/morning").text
    assert 'data-test="ended"' in agent.get("/followups").text


def test_a_wish_to_be_left_alone_is_shown_and_taken_back_in_the_panel(agent: Agent, home: House) -> None:
    talk = say(home, "别再给我发消息了")
    agent.post(f"/desk/{talk}/buyer", stopped="true")
    assert 'data-test="buyer-stopped"' in agent.get(f"/desk/{talk}").text
    agent.post(f"/desk/{talk}/buyer")
    assert 'data-test="buyer-stopped"' not in agent.get(f"/desk/{talk}").text
