"""After the sale, in two browsers: refunds and parcels."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.people import Agent, Buyers


def test_a_refund_before_dispatch_is_answered_by_the_orders_state(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known("等等我的小火车")
    buyer.says("不想要了 给我退款")
    agent.open(buyer.name)
    agent.waits_for_suggestion("7720")
    order = agent.page.get_by_test_id("order").first
    expect(order.get_by_test_id("order-state")).to_be_visible()
    buyer.reads(agent.sends_first())


def test_a_return_names_its_last_day(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known("阿茉今天也早睡")
    buyer.says("这条裙子胸那里紧 想退货")
    agent.open(buyer.name)
    agent.waits_for_suggestion("最晚")
    buyer.reads(agent.sends_first())


def test_a_stuck_parcel_is_told_with_its_last_place(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known("北风吹橘子")
    buyer.says("我的快递怎么一直不动")
    agent.open(buyer.name)
    text = agent.waits_for_suggestion("天津")
    expect(agent.page.get_by_test_id("parcel").first).to_contain_text("天津")
    assert agent.sends_first() == text
    buyer.reads(text)


def test_a_parcel_signed_but_not_received_is_asked_about(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known("柠檬树下等风来")
    buyer.says("显示签收了可是我没收到啊")
    agent.open(buyer.name)
    assert "签收" in " ".join(agent.suggestions)
    buyer.reads(agent.sends_first())
