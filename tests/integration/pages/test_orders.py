"""The panel's dialog: profile and orders, with CSRF, roles and faults told inside it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.catalogue import Product, Sku
from bot.core.money import Fen
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from tests.integration.pages.conftest import PASSWORD, Agent, say, signed_in


@pytest.fixture
def clerk(home: House, browser: TestClient) -> Agent:
    home.keys.put_account(Account(0, "laozhou", "老周", Role.CLERK), PASSWORD)
    return signed_in(browser, "laozhou")


# --- the buyer's profile
def test_an_agent_edits_the_profile_in_jin_and_sees_it(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    form = agent.get(f"/desk/{talk}/buyer").text
    for words in ("意向客户", "VIP", "常穿", "保存后，同事都看得到"):
        assert words in form
    fields = {
        "tags": ["需耐心", "老客"],
        "more_tags": "只要棉 ",
        "height": "162",
        "jin": "101",
        "usual_size": "M",
    }
    answer = agent.post(f"/desk/{talk}/buyer", note="<b>怕痒</b>", **fields)
    assert answer.status_code == 200
    side = agent.get(f"/desk/{talk}/side").text
    for words in ("只要棉", "老客", "101斤", "162cm", "&lt;b&gt;怕痒"):
        assert words in side
    assert 'value="101"' in agent.get(f"/desk/{talk}/buyer").text


def test_a_tag_that_prices_rest_on_is_the_supervisors_to_set(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    assert "主管定" in agent.get(f"/desk/{talk}/buyer").text
    answer = agent.post(f"/desk/{talk}/buyer", more_tags="vip 爱聊天")
    assert (answer.status_code, "VIP 会改变给买家的价" in answer.text) == (409, True)
    assert "爱聊天" not in agent.get(f"/desk/{talk}/side").text
    home.keys.put_account(Account(0, "linjie", "林姐", Role.SUPERVISOR), PASSWORD)
    leads = signed_in(agent.browser, "linjie")
    assert leads.post(f"/desk/{talk}/buyer", more_tags="vip 爱聊天").status_code == 200
    agent = signed_in(agent.browser, "xiaomei")
    assert 'type="hidden" name="tags" value="VIP"' in agent.get(f"/desk/{talk}/buyer").text
    assert agent.post(f"/desk/{talk}/buyer", tags="VIP", note="只要棉").status_code == 200
    assert agent.post(f"/desk/{talk}/buyer", note="去掉了").status_code == 409


def test_a_fault_is_told_inside_the_dialog(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    for wrong in ({"height": "abc"}, {"jin": "9999"}, {"height": "nan"}):
        answer = agent.post(f"/desk/{talk}/buyer", **wrong)
        assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#order-fault")
        assert "身高厘米" in answer.text


def test_the_profile_needs_the_pages_token_and_an_answering_role(clerk: Agent, home: House) -> None:
    talk = say(home, "在吗")
    assert "edit-buyer" not in clerk.get(f"/desk/{talk}").text
    assert clerk.post(f"/desk/{talk}/buyer", note="x").status_code == 403
    assert clerk.browser.post(f"/desk/{talk}/buyer", data={"note": "x"}).status_code == 403
    assert clerk.get(f"/desk/{talk}/buyer").status_code == 403


# --- orders
NUMBER = "3141592653589792231"
PHONE, STREET = "13900001234", "西湖区文三路99号2单元"
NEW = "上海市 上海市 静安区南京西路1号3楼"


def plant(home: House, state: OrderState = OrderState.PAID) -> int:
    """An order of the buyer who asks; returns the talk."""
    product = Product(
        "L1",
        "碎花裙",
        "碎花裙",
        "裙",
        Fen(18900),
        Fen(16900),
        skus=(Sku("s-m", "奶杏", "M", Fen(18900), 3), Sku("s-l", "奶杏", "L", Fen(19900), 2)),
    )
    order = Order(
        NUMBER,
        "小鹿",
        state,
        home.clock(),
        Fen(18900),
        Fen(18900),
        paid_at=home.clock(),
        receiver=Receiver("沈念安", PHONE, "浙江省", "杭州市", STREET),
        lines=(OrderLine("1", "碎花裙", 1, Fen(18900), "L1", "s-m", "颜色:奶杏;尺码:M"),),
    )
    with home.store.write() as work:
        work.catalogue.put("demo", product)
        work.orders.put("demo", order, {})
    return say(home, "地址写错了 帮我改下", order=NUMBER)


def as_role(browser: TestClient, home: House, login: str, role: Role) -> Agent:
    home.keys.put_account(Account(0, login, login, role), PASSWORD)
    browser.cookies.clear()
    return signed_in(browser, login)


def test_the_panel_offers_what_the_orders_state_allows(agent: Agent, home: House) -> None:
    talk = plant(home)
    side = agent.get(f"/desk/{talk}/side").text
    for name in ("change-address", "change-item", "change-courier", "set-flag", "add-note", "raise-task"):
        assert f'data-test="{name}"' in side
    plant(home, OrderState.SHIPPED)
    side = agent.get(f"/desk/{talk}/side").text
    assert "change-address" not in side and "拦截/改派" in side
    refused = agent.get(f"/desk/{talk}/orders/{NUMBER}/address", headers={"HX-Request": "true"})
    assert (refused.status_code, "这单已经发出" in refused.text) == (409, True)


@pytest.mark.parametrize("name", ["address", "item", "courier", "flag", "note", "task"])
def test_every_form_says_what_it_will_do_and_shows_no_receiver_whole(
    agent: Agent, home: House, name: str
) -> None:
    talk = plant(home)
    form = agent.get(f"/desk/{talk}/orders/{NUMBER}/{name}").text
    assert 'data-test="what"' in form
    assert PHONE not in form and STREET not in form


def test_an_address_is_read_while_it_is_typed(agent: Agent, home: House) -> None:
    talk = plant(home)
    place = f"/desk/{talk}/orders/{NUMBER}/address/check"
    assert "静安区南京西路1号3楼" in agent.post(place, address=NEW).text
    assert "没认出省份" in agent.post(place, address="南京西路1号").text
    assert agent.post(place, address=" ").text.strip() == ""


def test_an_agent_changes_the_address_and_sees_it_at_once(agent: Agent, home: House) -> None:
    talk = plant(home)
    place = f"/desk/{talk}/orders/{NUMBER}/address"
    wrong = agent.post(place, address="南京西路1号", reason="填错了")
    assert (wrong.status_code, wrong.headers["HX-Retarget"]) == (409, "#order-fault")
    assert "没认出省份" in wrong.text
    assert agent.post(place, address=NEW, reason="填错了", confirmed="true").status_code == 200
    side = agent.get(f"/desk/{talk}/side").text
    for words in ("上海市", "红旗", "填错了", "改了收货信息", "改面单", "等人接"):
        assert words in side
    assert "南京西路" not in side
    assert "改好" in agent.get(f"/desk/{talk}/flow").text


def test_another_size_is_chosen_with_its_difference(agent: Agent, home: House) -> None:
    talk = plant(home)
    assert "补 ¥10" in agent.get(f"/desk/{talk}/orders/{NUMBER}/item").text
    answer = agent.post(f"/desk/{talk}/orders/{NUMBER}/item", piece="1 s-l", reason="大一码")
    assert answer.status_code == 200
    side = agent.get(f"/desk/{talk}/side").text
    assert "尺码:L" in side and "黄旗" in side
    gone = agent.post(f"/desk/{talk}/orders/{NUMBER}/item", piece="1 nothing", reason="大一码")
    assert "没有这个颜色尺码" in gone.text


def test_flags_and_notes_need_a_word(agent: Agent, home: House) -> None:
    talk = plant(home)
    place = f"/desk/{talk}/orders/{NUMBER}"
    assert "写上原因" in agent.post(f"{place}/flag", flag="yellow", reason=" ").text
    assert agent.post(f"{place}/flag", flag="orange", reason="x").status_code == 422
    assert agent.post(f"{place}/flag", flag="green", reason="<i>老客</i>").status_code == 200
    assert agent.post(f"{place}/note", reason="别放小票").status_code == 200
    side = agent.get(f"/desk/{talk}/side").text
    assert "绿旗" in side and "&lt;i&gt;老客" in side and "别放小票" in side


def test_orders_are_changed_by_those_who_answer_and_from_the_page(
    agent: Agent, home: House, browser: TestClient
) -> None:
    talk = plant(home)
    place = f"/desk/{talk}/orders/{NUMBER}/note"
    assert browser.post(place, data={"reason": "x"}).status_code == 403
    clerk = as_role(browser, home, "laozhou", Role.CLERK)
    assert clerk.post(place, reason="x").status_code == 403
    assert "add-note" not in clerk.get(f"/desk/{talk}/side").text


# --- the warehouse's list
def test_a_task_goes_from_the_agent_to_the_clerk_and_back(
    agent: Agent, home: House, browser: TestClient
) -> None:
    talk = plant(home)
    assert "没有要办的事" in agent.get("/work").text
    assert agent.get("/work/count").text.strip() == ""
    for _ in range(2):
        raised = agent.post(f"/desk/{talk}/orders/{NUMBER}/task", kind="gift", reason="放张生日贺卡")
        assert raised.status_code == 200
    assert ">1</b>" in agent.get("/work/count").text
    shown = agent.get("/work").text
    assert shown.count("放张生日贺卡") == 1
    assert "小美" in shown.split("放张生日贺卡")[1] and "xiaomei" not in shown
    assert 'data-test="take"' not in shown
    assert agent.post("/work/1/take").status_code == 403
    clerk = as_role(browser, home, "laozhou", Role.CLERK)
    assert 'data-test="take"' in clerk.get("/work").text
    assert clerk.post("/work/1/take").status_code == 200
    assert "写上原因" in clerk.post("/work/1/refuse", outcome=" ").text
    assert clerk.post("/work/1/done", outcome="放好了").status_code == 200
    again = clerk.post("/work/1/done")
    assert (again.status_code, "已经了结" in again.text) == (409, True)
    assert clerk.post("/work/99/take").status_code == 404
    assert browser.post("/work/1/take").status_code == 403
    side = clerk.get(f"/desk/{talk}/side").text
    assert "办好了" in side and "放好了" in side
    assert home.guarded("贺卡给您放好了", buyer="小鹿", order=NUMBER, product=None) == ()


def test_a_task_that_makes_no_sense_now_is_refused(agent: Agent, home: House) -> None:
    talk = plant(home)
    answer = agent.post(f"/desk/{talk}/orders/{NUMBER}/task", kind="intercept", reason="不要了")
    assert (answer.status_code, "这单还没发出" in answer.text) == (409, True)


# --- cases
def test_a_case_is_opened_by_the_agent_and_settled_by_the_supervisor(
    agent: Agent, home: House, browser: TestClient
) -> None:
    talk = plant(home, OrderState.FINISHED)
    place = f"/desk/{talk}/orders/{NUMBER}"
    assert "最多 ¥189" in agent.get(f"{place}/case").text
    for yuan in ("0", "190", "abc", ""):
        answer = agent.post(f"{place}/case", kind="refund_only", reason="质量问题", yuan=yuan)
        assert (answer.status_code, "金额不对" in answer.text) == (409, True)
    opened = agent.post(f"{place}/case", kind="refund_only", reason="质量问题", yuan="20.5")
    assert opened.status_code == 200
    side = agent.get(f"/desk/{talk}/side").text
    for words in ("待处理", "仅退款 ¥20.5", "待商家同意", "前处理"):
        assert words in side
    assert 'data-test="settle"' not in side
    assert agent.post(f"{place}/cases/1", state="waiting_money").status_code == 403
    chief = as_role(browser, home, "linjie", Role.SUPERVISOR)
    assert 'data-test="settle"' in chief.get(f"/desk/{talk}/side").text
    assert "同意退款" in chief.get(f"{place}/cases/1").text
    assert "写上原因" in chief.post(f"{place}/cases/1", state="refused").text
    assert chief.post(f"{place}/cases/1", state="waiting_money").status_code == 200
    assert chief.post(f"{place}/cases/1", state="done").status_code == 200
    assert "退款成功" in chief.get(f"/desk/{talk}/side").text
