"""The training inbox by keys alone: label, take back, find by pinyin; and somebody who was faster."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page, expect

from bot.bootstrap import House
from bot.core.training_candidates import Candidate, CandidateKind, Worth
from bot.core.understanding import Candidate as Guess
from bot.settings import Settings
from tests.e2e.people import Staff
from tests.running import RunningDesk

GUESSES = (Guess("request_return", 0.41), Guess("request_refund", 0.37))
SENTENCES = ("不想要了咋整呢", "东西不合心意怎么个弄法", "能换个颜色不", "下单以后能改地方吗")


def offered(desk: RunningDesk, *texts: str) -> None:
    """As `learn collect` leaves them."""
    home = House(Settings(home=desk.home))
    with home.store.write() as work:
        shop = work.shops.get("demo")
        assert shop
        work.shops.put(replace(shop, training=replace(shop.training, second_share=0)))
        for place, text in enumerate(texts):
            sentence = Candidate(
                text,
                f"log:{place}",
                "p" * 32,
                CandidateKind.LOGGED,
                GUESSES,
                Worth(0.9, 0.6),
                9 - place,
                "m1",
            )
            work.training.add(sentence, home.clock())
    home.store.close()


def asks(page: Page, text: str) -> None:
    expect(page.get_by_test_id("asked")).to_have_text(text)


def test_a_supervisor_labels_by_keys_and_nothing_is_written_twice(staff: Staff, desk: RunningDesk) -> None:
    first, second, third, fourth = SENTENCES
    offered(desk, *SENTENCES)
    page = staff.at("zhuguan", "/training", "training")
    asks(page, first)
    page.keyboard.press("1")
    expect(page.get_by_test_id("said")).to_contain_text("退货")
    asks(page, second)
    page.keyboard.press("u")
    asks(page, first)
    page.keyboard.type("huanhuo")
    expect(page.get_by_test_id("training-option").filter(visible=True).first).to_contain_text("换")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("said")).to_contain_text("换")
    asks(page, second)
    other = staff.at("dianzhu", "/training", "training")
    asks(other, second)
    page.keyboard.press("2")
    asks(page, third)
    other.keyboard.press("1")
    expect(other.locator("#notice")).to_contain_text("同事刚刚标好了这句")
    asks(other, third)
    other.keyboard.press("s")
    asks(other, fourth)
    written = (desk.home / "training" / "from_chats.yml").read_text("utf-8")
    assert f'- {{intent: request_refund, examples: "- {second}"}}' in written
    assert written.count(first) == written.count(second) == 1
