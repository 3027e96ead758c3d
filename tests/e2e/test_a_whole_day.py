"""A day at the shop, from the talk of the night to the night shift, through the screens alone."""

from __future__ import annotations

import uuid
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e import duties
from tests.e2e.browsers import Network
from tests.e2e.pad import on_clipboard, opens_pad, paste
from tests.e2e.people import Agent, Buyer, Buyers, Staff, first_draft
from tests.pictures import drawn

DRESS, PYJAMAS = "L101", "C804"
MOVED, HER_ORDER = "林间有鹿Lulu", "4028263270025993053"
NEW_HOME = "上海市 徐汇区桂林路66号1203室"
WATCH = "明早9点前给Lulu回一下快递单号"


def test_a_whole_day(staff: Staff, buyers: Buyers, tmp_path: Path) -> None:
    night_owl = somebody_writes_at_night(staff, buyers)

    xiaomei = staff.agent("xiaomei")
    duties.goes_on_duty(xiaomei.page, "day")
    duties.opens_from_the_morning_list(xiaomei, night_owl.name)
    night_owl.reads(xiaomei.sends_first())

    shopper = buyers.visitor(DRESS)
    an_edited_draft_leaves_in_her_words(xiaomei, shopper)
    a_wrong_draft_is_replaced(xiaomei, shopper)
    a_picture_comes_and_a_note_stays_inside(xiaomei, shopper, tmp_path / "on_me.png")
    an_address_is_changed_before_dispatch(xiaomei, staff, buyers)
    the_supervisor_allows_a_last_price(xiaomei, staff, buyers)
    the_network_goes_and_comes_back(xiaomei, shopper)

    axiang = staff.agent("axiang")
    a_talk_is_passed_on(xiaomei, axiang, shopper)
    only_one_of_two_answers(xiaomei, axiang, shopper)
    a_pasted_talk_is_answered_beside_another_client(staff)

    duties.writes_the_sheet(xiaomei, WATCH)
    duties.hands_over(xiaomei)
    duties.goes_on_duty(axiang.page, "night")
    duties.confirms_the_sheet(axiang.page, WATCH)
    axiang.page.get_by_test_id("duty-off").click()
    axiang.page.get_by_test_id("just-off").click()
    expect(axiang.page.get_by_test_id("duty-state")).to_have_text("班次")


def somebody_writes_at_night(staff: Staff, buyers: Buyers) -> Buyer:
    lead = staff.at("zhuguan", "/shop/opening", "shop")
    duties.closes_for_the_night(lead)
    buyer = buyers.visitor(DRESS)
    buyer.says("165 108斤穿什么码")
    lead.goto("/desk")
    leader = Agent(lead)
    leader.open(buyer.name)
    leader.waits_for_suggestion("165/108斤")
    duties.opens_for_the_day(lead)
    return buyer


def an_edited_draft_leaves_in_her_words(agent: Agent, buyer: Buyer) -> None:
    buyer.says("现在拍什么时候发货")
    agent.page.goto("/desk")
    agent.open(buyer.name)
    draft = first_draft(agent.page)
    agent.page.keyboard.press("Tab")
    expect(agent.editor).to_have_value(draft)
    agent.page.keyboard.type("，您放心拍")
    agent.page.keyboard.press("Control+Enter")
    buyer.reads(f"{draft}，您放心拍")


def a_wrong_draft_is_replaced(agent: Agent, buyer: Buyer) -> None:
    buyer.says("在吗")
    agent.understands("打招呼")
    agent.turns_down(meant="发货时间")
    agent.understands("发货时间")
    buyer.reads(agent.sends_first())


def a_picture_comes_and_a_note_stays_inside(agent: Agent, buyer: Buyer, photo: Path) -> None:
    photo.write_bytes(drawn())
    buyer.page.get_by_test_id("chat-picture-file").set_input_files(photo)
    agent.page.get_by_test_id("picture").click()
    expect(agent.page.get_by_test_id("large-picture")).to_be_visible()
    agent.page.keyboard.press("Escape")
    private = "照片是自己上身的，别当瑕疵处理"
    duties.notes(agent, private)
    agent.says("收到照片啦，我看看哦")
    buyer.reads("收到照片啦，我看看哦")
    expect(buyer.page.get_by_test_id("chat-thread")).not_to_contain_text(private)


def an_address_is_changed_before_dispatch(agent: Agent, staff: Staff, buyers: Buyers) -> None:
    clerk = staff.at("dayin", "/work", "work")
    buyer = buyers.known(MOVED)
    buyer.says("地址写错了 帮我改一下")
    agent.open(buyer.name)
    agent.waits_for_suggestion(HER_ORDER[-4:])
    duties.changes_the_address(agent, HER_ORDER, NEW_HOME)
    agent.waits_for_suggestion("改好了")
    buyer.reads(agent.sends_first())
    duties.finishes_task(clerk, HER_ORDER, "面单换好了")
    expect(agent.page.get_by_test_id("order-task")).to_contain_text("面单换好了")


def the_supervisor_allows_a_last_price(agent: Agent, staff: Staff, buyers: Buyers) -> None:
    wish = "70块行不行"
    buyer = buyers.visitor(PYJAMAS)
    buyer.says(wish)
    agent.open(buyer.name)
    haggle(agent, buyer, wish, until="主管")
    lead = Agent(staff.at("zhuguan", "/desk", "desk"))
    lead.open(buyer.name)
    lead.page.get_by_test_id("approval-grant").click()
    agent.waits_for_suggestion("同意")
    offer = agent.sends_first()
    assert "70元" in offer
    buyer.reads(offer)


def haggle(agent: Agent, buyer: Buyer, wish: str, *, until: str) -> None:
    """The same wish again and again, answered with one key, until the agent's limit is reached."""
    for _ in range(12):
        if until in agent.sends_first():
            return
        buyer.says(wish)
    raise AssertionError("the bargain has no end")


def the_network_goes_and_comes_back(agent: Agent, buyer: Buyer) -> None:
    network = Network(agent.page)
    agent.open(buyer.name)
    agent.types("这款有现货，")
    network.cut()
    agent.page.keyboard.type("今天拍今天发")
    agent.page.keyboard.press("Control+Enter")
    expect(agent.page.get_by_test_id("offline")).to_be_visible()
    expect(agent.editor).to_have_value("这款有现货，今天拍今天发")
    buyer.says("喂 还在吗")
    network.restore()
    expect(agent.page.get_by_test_id("offline")).to_be_hidden()
    agent.sees("喂 还在吗")
    expect(agent.editor).to_have_value("这款有现货，今天拍今天发")
    with network.loses_an_answer("**/send"):
        agent.page.keyboard.press("Control+Enter")
    expect(agent.editor).to_have_value("这款有现货，今天拍今天发")
    agent.page.keyboard.press("Control+Enter")
    expect(agent.editor).to_have_value("")
    expect(agent.page.get_by_test_id("offline")).to_be_hidden()
    buyer.reads_once("这款有现货，今天拍今天发")


def a_talk_is_passed_on(agent: Agent, other: Agent, buyer: Buyer) -> None:
    agent.hands_talk_to("axiang", "要雾蓝L码，照片已经看过")
    other.open(buyer.name)
    expect(other.page.get_by_test_id("owner-line").last).to_contain_text("要雾蓝L码，照片已经看过")
    expect(other.page.get_by_test_id("owner")).to_have_text("负责人 我")


def only_one_of_two_answers(agent: Agent, other: Agent, buyer: Buyer) -> None:
    buyer.says("雾蓝L码还有吗")
    agent.sees("雾蓝L码还有吗")
    other.sees("雾蓝L码还有吗")
    agent.types("有的，就剩一件")
    other.says("还有一件，您要就拍")
    agent.sees("还有一件，您要就拍")
    agent.page.keyboard.press("Control+Enter")
    expect(agent.page.get_by_test_id("meanwhile")).to_contain_text("阿香刚刚回了")
    expect(agent.editor).to_have_value("有的，就剩一件")
    agent.editor.fill("")
    buyer.reads_once("还有一件，您要就拍")
    expect(buyer.page.get_by_test_id("chat-thread")).not_to_contain_text("就剩一件")


def a_pasted_talk_is_answered_beside_another_client(staff: Staff) -> None:
    pad = opens_pad(staff, "xiaomei")
    paste(pad, f"橘子{uuid.uuid4().hex[:6]} 2026-11-18 10:00:00\n什么时候发货")
    draft = first_draft(pad)
    pad.keyboard.press("1")
    expect(pad.get_by_test_id("copied-yes")).to_be_visible()
    assert on_clipboard(pad) == draft
