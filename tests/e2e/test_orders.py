"""The buyer's order changed through the screens: then the buyer may be told that it is done."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.people import Agent, Buyers

NICK = "等等我的小火车"
ADDRESS = "上海市 静安区南京西路1688号3楼"
CLAIM = "地址已经帮您改好啦"


FILLED_ON_COMING = """text => new MutationObserver((_, watching) => {
  const field = document.querySelector('[data-test=new-address]')
  if (!field) return
  watching.disconnect()
  field.value = text
  field.dispatchEvent(new Event('input', {bubbles: true}))
}).observe(document.body, {childList: true, subtree: true})"""


def test_what_is_typed_in_the_moment_a_dialog_comes_is_heard(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known(NICK)
    buyer.says("地址写错了 帮我改一下")
    agent.open(buyer.name)
    agent.page.evaluate(FILLED_ON_COMING, "南京西路1688号")
    agent.page.get_by_test_id("order").first.get_by_test_id("change-address").click()
    expect(agent.page.get_by_test_id("address-read")).to_contain_text("没认出省份")


def test_a_changed_address_is_seen_at_once_and_may_be_told(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.known(NICK)
    buyer.says("地址写错了 帮我改一下")
    agent.open(buyer.name)
    agent.waits_for_suggestion("7720")
    page = agent.page
    editor = page.get_by_test_id("editor")
    editor.fill(CLAIM)
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("notice")).to_contain_text("不能直接发")
    editor.fill("")
    order = page.get_by_test_id("order").first
    order.get_by_test_id("change-address").click()
    dialog = page.get_by_test_id("order-dialog")
    expect(dialog.get_by_test_id("what")).to_contain_text("7720")
    dialog.get_by_test_id("new-address").fill("南京西路1688号")
    expect(dialog.get_by_test_id("address-read")).to_contain_text("没认出省份")
    dialog.get_by_test_id("confirm").click()
    expect(dialog.get_by_test_id("notice")).to_contain_text("没认出省份")
    expect(dialog.get_by_test_id("new-address")).to_have_value("南京西路1688号")
    dialog.get_by_test_id("new-address").fill(ADDRESS)
    expect(dialog.get_by_test_id("address-read")).to_contain_text("南京西路1688号3楼")
    dialog.get_by_test_id("confirmed").check()
    dialog.get_by_test_id("confirm").click()
    expect(dialog).to_be_hidden()
    expect(order.get_by_test_id("order-task")).to_contain_text("改面单")
    expect(order).to_contain_text("上海市")
    expect(page.get_by_test_id("work-count")).to_have_text("1")
    offered = agent.waits_for_suggestion("改好了")
    assert "上海静安区" in offered
    editor.fill(CLAIM)
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("undo-bar")).to_be_visible()
    buyer.reads(CLAIM)
