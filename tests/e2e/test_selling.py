"""Before the sale, in two browsers: sizes and bargains."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import yaml
from playwright.sync_api import expect

from tests.e2e.people import Agent, Buyers
from tests.running import PROJECT

DRESS = "L101"


def product(code: str) -> dict[str, str]:
    """The demo shop's own word on a product."""
    document = yaml.safe_load(Path(PROJECT / "data/demo/products.yml").read_text(encoding="utf-8"))
    found: dict[str, str] = next(p for p in document["products"] if p["code"] == code)
    return found


OFFERED = re.compile(r"(?<=给您)\d+(?:\.\d+)?(?=元)|\d+(?:\.\d+)?(?=元(?:给您|是我))")
"""An amount that is offered, not one of a promotion."""


def test_a_buyer_asks_for_a_size_and_reads_the_answer_sent_with_one_key(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("165 108斤穿什么码")
    agent.open(buyer.name)
    text = agent.waits_for_suggestion("L")
    assert "165/108斤" in text
    assert re.search(r"体重[\d.]+-[\d.]+", text), "the chart's row stands in the draft"
    chart = agent.page.get_by_test_id("size-chart")
    expect(chart).to_contain_text("L")
    assert agent.sends_first() == text
    buyer.reads(text)


def test_a_boundary_weight_names_both_sizes(agent: Agent, buyers: Buyers) -> None:
    rows = product(DRESS)["chart"]["rows"]  # type: ignore[index]
    edge = rows[1]["weight"][1]
    height = sum(rows[1]["height"]) / 2
    buyer = buyers.visitor(DRESS)
    buyer.says(f"身高{height:.0f}体重{edge}公斤 拿几码")
    agent.open(buyer.name)
    text = agent.waits_for_suggestion(rows[1]["size"])
    assert rows[2]["size"] in text


def test_missing_measures_are_asked_for_and_the_answer_is_understood(agent: Agent, buyers: Buyers) -> None:
    buyer = buyers.visitor(DRESS)
    buyer.says("我该穿多大的码")
    agent.open(buyer.name)
    agent.waits_for_suggestion("身高")
    asked = agent.sends_first()
    buyer.reads(asked)
    buyer.says("165 108斤")
    assert "165/108斤" in agent.waits_for_suggestion("165/108斤")


def test_a_bargain_of_four_turns_never_goes_below_the_floor(agent: Agent, buyers: Buyers) -> None:
    floor = Decimal(product(DRESS)["floor"])
    price = Decimal(product(DRESS)["price"])
    buyer = buyers.visitor(DRESS)
    offers: list[Decimal] = []
    for turn, text in enumerate(("便宜点呗", "再少点嘛", "别家比你便宜多了", "一口价 最低多少")):
        buyer.says(text)
        if turn == 0:
            agent.open(buyer.name)
        agent.sees(text)
        sent = agent.sends_first()
        offers += [Decimal(amount) for amount in re.findall(r"给您(\d+(?:\.\d+)?)元", sent)]
        buyer.reads(sent)
    assert offers, "the fourth turn makes an offer"
    assert all(floor <= offer < price for offer in offers)
