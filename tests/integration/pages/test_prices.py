"""The dialog in which an agent names a price: what it shows, and what it says when it can't be."""

from __future__ import annotations

import pytest

from bot.bootstrap import House
from bot.core.catalogue import Product
from bot.core.money import Fen
from tests.integration.pages.conftest import Agent, say


@pytest.fixture
def talk(home: House) -> int:
    with home.store.write() as work:
        work.catalogue.put("demo", Product("L1", "碎花连衣裙", "小雏菊", "裙", Fen(18900), Fen(16900)))
    return say(home, "150<b>行不行", product="L1")


def test_the_panel_opens_a_dialog_with_the_figures_and_the_buyers_words(agent: Agent, talk: int) -> None:
    assert f"/desk/{talk}/price?product=L1" in agent.get(f"/desk/{talk}/side").text
    dialog = agent.get(f"/desk/{talk}/price", params={"product": "L1"}).text
    for words in ("给小雏菊报价", "¥189", "¥169", "150&lt;b&gt;行不行"):
        assert words in dialog
    assert "own-limit" not in dialog


def test_a_price_below_the_limit_reaches_whoever_leads_with_the_buyers_words(
    agent: Agent, home: House, talk: int
) -> None:
    assert agent.post(f"/desk/{talk}/price", product="L1", amount="150元").status_code == 200
    flow = agent.get(f"/desk/{talk}/flow").text
    assert "approval-words" in flow
    assert "150&lt;b&gt;行不行" in flow
    assert "等主管答复" in flow
    assert "小美" in flow[flow.index("议价审批") : flow.index("报上来的")]
    assert "xiaomei" not in flow
    with home.store.read() as work:
        (approval,) = [one for one in (work.approvals.get(1),) if one]
    assert approval.wish.asked == 15000


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [("便宜点", "写成 168"), ("0", "要大于 0"), ("189", "不比标价低"), ("", "写成 168")],
)
def test_what_is_no_price_is_told_inside_the_dialog(
    agent: Agent, talk: int, amount: str, sentence: str
) -> None:
    answer = agent.post(f"/desk/{talk}/price", product="L1", amount=amount)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#order-fault")
    assert sentence in answer.text


def test_a_coupon_that_is_not_running_is_told_so(agent: Agent, talk: int) -> None:
    assert "刚结束" in agent.post(f"/desk/{talk}/price", product="L1", coupon="C9").text


def test_naming_a_price_needs_the_pages_token(agent: Agent, talk: int) -> None:
    fields = {"product": "L1", "amount": "175"}
    assert agent.browser.post(f"/desk/{talk}/price", data=fields).status_code == 403
