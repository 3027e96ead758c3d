"""The thread with real hands: pictures both ways, notes that stay inside, what was read, the unanswered."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.people import Agent, Buyers
from tests.pictures import SVG, with_place

DRESS = "L101"
PRIVATE = "买家很急，先别提补差"


def test_pictures_go_both_ways_a_note_stays_inside_and_the_buyers_reading_is_told(
    agent: Agent, buyers: Buyers, tmp_path: Path
) -> None:
    photo, forged = tmp_path / "photo.jpg", tmp_path / "renamed.png"
    photo.write_bytes(with_place())
    forged.write_bytes(SVG)
    buyer = buyers.visitor(DRESS)
    buyer.says("收到的有色差")
    buyer.page.get_by_test_id("chat-picture-file").set_input_files(photo)
    expect(buyer.page.get_by_test_id("picture")).to_have_count(1)
    agent.open(buyer.name)
    desk = agent.page
    desk.get_by_test_id("picture").click()
    expect(desk.get_by_test_id("large-picture")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_test_id("viewer")).to_be_hidden()

    desk.get_by_test_id("picture-file").set_input_files(forged)
    expect(desk.get_by_test_id("notice")).to_contain_text("这个文件不是")
    desk.get_by_test_id("picture-file").set_input_files(photo)
    expect(desk.get_by_test_id("waiting-pictures").locator("li")).to_have_count(1)
    desk.get_by_test_id("to-note").click()
    desk.get_by_test_id("note-text").fill(PRIVATE)
    desk.reload()
    expect(desk.get_by_test_id("note-text")).to_have_value(
        PRIVATE
    )  # still yellow: never by oversight to the buyer
    expect(desk.get_by_test_id("editor")).to_be_hidden()
    desk.get_by_test_id("note-text").press("Control+Enter")
    expect(desk.get_by_test_id("note")).to_contain_text(PRIVATE)

    expect(desk.get_by_test_id("waiting-pictures").locator("li")).to_have_count(1)
    desk.get_by_test_id("editor").fill("这是我们在窗边拍的，您对照看看")
    desk.keyboard.press("Control+Enter")
    buyer.reads("这是我们在窗边拍的，您对照看看")
    expect(buyer.page.get_by_test_id("picture")).to_have_count(2)
    expect(buyer.page.get_by_test_id("chat-thread")).not_to_contain_text(PRIVATE)
    expect(desk.get_by_test_id("delivery").last).to_have_text("已读")


def test_a_talk_opens_where_the_unanswered_begins_and_leads_back_to_it(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    for number in range(16):
        buyer.says(f"第{number}句，还在等您回复")
    agent.open(buyer.name)
    desk = agent.page
    first = desk.get_by_test_id("bubble").filter(has_text="第0句")
    expect(first).to_be_in_viewport()
    expect(desk.get_by_test_id("jump")).to_be_hidden()
    desk.get_by_test_id("to-newest").click()
    expect(first).not_to_be_in_viewport()
    desk.get_by_test_id("jump").click()
    expect(first).to_be_in_viewport()
