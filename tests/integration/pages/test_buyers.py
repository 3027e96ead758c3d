"""The page that joins buyers, and the first day's checklist."""

from __future__ import annotations

import re

from bot.bootstrap import House
from tests.integration.pages.conftest import Agent, say


def buyer_ids(home: House) -> tuple[int, int]:
    say(home, "在吗", buyer="小鹿")
    say(home, "有货吗", buyer="鹿鹿")
    first, second = (home.join_buyers.found(nick)[0].buyer.id for nick in ("小鹿", "鹿鹿"))
    return first, second


def test_two_are_found_looked_at_joined_and_parted(agent: Agent, home: House) -> None:
    kept, other = buyer_ids(home)
    found = agent.get("/buyers", params={"with": kept, "q": "鹿"})
    assert f'href="/buyers?with={kept}&amp;other={other}"' in found.text
    assert "留下：小鹿" in agent.get("/buyers", params={"with": kept, "other": other}).text
    joined = agent.post("/buyers/join", kept=kept, joined=other)
    after = agent.get(joined.headers["HX-Redirect"])
    assert "合并好了" in after.text
    assert 'data-test="part"' in after.text
    parted = agent.post("/buyers/part", kept=kept)
    assert "分开了" in agent.get(parted.headers["HX-Redirect"]).text


def test_joining_needs_the_token_and_two_who_are_there(agent: Agent, home: House) -> None:
    kept, other = buyer_ids(home)
    assert agent.browser.post("/buyers/join", data={"kept": kept, "joined": other}).status_code == 403
    assert "已经合并到别处" in agent.post("/buyers/join", kept=kept, joined=999).text


def test_the_buyer_s_panel_leads_there(agent: Agent, home: House) -> None:
    talk = say(home, "在吗", buyer="小鹿")
    assert re.search(r'href="/buyers\?with=\d+"', agent.get(f"/desk/{talk}").text)


def test_the_first_day_ticks_itself_and_can_be_put_away(agent: Agent, home: House) -> None:
    before = agent.get("/desk").text
    assert "这是演示店铺“演示店”" in before
    ticked = re.findall(r'class="(\w*)" data-test="step-([\w-]+)"', before)
    assert [name for mark, name in ticked if mark] == ["sign-in"]
    say(home, "在吗")
    ticked = re.findall(r'class="(\w*)" data-test="step-([\w-]+)"', agent.get("/desk").text)
    assert [name for mark, name in ticked if mark] == ["sign-in", "message"]
    agent.post("/first-day/hide")
    assert 'data-test="first-day"' not in agent.get("/desk").text
