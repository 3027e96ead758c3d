"""Why a suggestion says what it says, one click away."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.conversations import Route
from bot.core.fact_sources import FactSource, SourceKind
from bot.core.suggestions import Drafted, Finding, Severity, Suggestion
from bot.core.understanding import Candidate, Clause
from tests.integration.conftest import NOW
from tests.integration.pages.conftest import Agent, offer, say, suggest

ORDER = FactSource(SourceKind.ORDER, "40210000000000002231", NOW)
PARCEL = FactSource(SourceKind.PARCEL, "7700", NOW)


def explained(agent: Agent, home: House, suggestion: Suggestion, *clauses: Clause) -> str:
    talk = say(home, "发了没")
    with home.store.write() as work:
        last = work.messages.of(talk)[-1]
        drafted = Drafted(
            last.text, ("greet",), (suggestion,), Route.AGENT, "", model="20261118-1", clauses=clauses
        )
        work.suggestions.add_draft(talk, last.id, drafted, home.clock())
    view = home.conversation(talk)
    assert view
    page = agent.get(f"/desk/{talk}").text
    place = f"/desk/suggestions/{view.pending[0].id}/why"
    assert f'hx-get="{place}"' in page
    return agent.get(place, headers={"HX-Request": "true"}).text


def test_facts_stand_under_the_records_they_were_read_from(agent: Agent, home: House) -> None:
    suggestion = offer(
        "在路上了",
        script="parcel_moving",
        variant=3,
        facts={
            "order.state": "shipped",
            "order.tail": "2231",
            "parcel.last_place": "武汉",
            "parcel.late": True,
        },
        sources={
            "order.state": (ORDER,),
            "order.tail": (ORDER,),
            "parcel.last_place": (PARCEL,),
            "parcel.late": (PARCEL, FactSource(SourceKind.SHOP, "demo")),
        },
    )
    shown = explained(agent, home, suggestion)
    parts = shown.split('data-test="grounds"')[1:]
    assert len(parts) == 3
    assert "订单" in parts[0]
    assert ORDER.key in parts[0]
    assert "已发货" in parts[0]
    assert "2231" in parts[0]
    assert f'data-row="order-{ORDER.key}"' in parts[0]
    assert "14:00 更新" in parts[0]
    assert "武汉" in parts[1]
    assert "比平时慢了" in parts[2]
    assert "店铺设置" in parts[2]
    for words in ("parcel_moving", "第 3 种情况", "20261118-1", "没有发现问题"):
        assert words in shown


def test_the_reading_of_the_message_and_the_findings_are_told(agent: Agent, home: House) -> None:
    finding = Finding("absolute", "最好", "极限词", "广告法", Severity.BLOCK)
    clause = Clause("发了没", (Candidate("greet", 0.62), Candidate("ask_eta", 0.3)))
    shown = explained(agent, home, offer("最好的", findings=(finding,)), clause)
    greeting = home.intents["greet"].chinese
    assert re.search(rf"<q>发了没</q>.*?{greeting} 62%.*?30%", shown, re.DOTALL)
    assert "极限词" in shown
    assert "没有发现问题" not in shown


def test_a_suggestion_from_before_sources_were_kept_is_shown_without_them(agent: Agent, home: House) -> None:
    shown = explained(agent, home, offer("在的", facts={"order.tail": "2231"}))
    assert "2231" in shown
    assert "没记下来源" in shown
    assert f"{home.intents['greet'].chinese} 90%" in shown


def test_what_a_buyer_wrote_is_never_markup(agent: Agent, home: House) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    source = FactSource(SourceKind.PRODUCT, hostile)
    suggestion = offer("在的", facts={"product.name": hostile}, sources={"product.name": (source,)})
    shown = explained(agent, home, suggestion, Clause(hostile, (Candidate("greet", 1.0),)))
    assert "<img" not in shown


def test_only_who_is_signed_in_may_ask(browser: TestClient, home: House) -> None:
    (first,) = suggest(home, say(home, "在吗"), offer("在的"))
    assert browser.get(f"/desk/suggestions/{first}/why").status_code == 303


def test_an_unknown_suggestion_is_a_line_of_the_page(agent: Agent) -> None:
    answer = agent.get("/desk/suggestions/999/why", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "找不到" in answer.text


def test_a_sent_reply_can_still_be_asked_why(agent: Agent, home: House) -> None:
    talk = say(home, "在吗")
    (first,) = suggest(home, talk, offer("在的"))
    agent.post(f"/desk/suggestions/{first}/accept")
    assert f'hx-get="/desk/suggestions/{first}/why"' in agent.get(f"/desk/{talk}/flow").text
