"""The page of what was found: one click to a draft script, put away for good, guard findings beside."""

from __future__ import annotations

import pytest

from bot.bootstrap import House
from bot.core.mining import Example, Mined
from bot.core.scripts import ScriptStatus
from bot.services.ports_mined import Kind
from tests.integration.pages.conftest import Agent

EXAMPLES = (
    Example("给您走中通快递哦", "message:1", "p1", "发什么快递"),
    Example("给您走顺丰速运哦", "log:2", "p2"),
)
ANSWER = Mined("您尾号{order.tail}的已经交给{parcel.courier}咯，留意收货短信", "ask_courier", 9, 7, EXAMPLES)
ASKED = (Example("色牢度怎么样", "draft:1", "p1"), Example("这件色牢度几级", "draft:2", "p2"))
QUESTION = Mined("色牢度怎么样", "ask_product", 31, 27, ASKED, "色牢度")
BLOCKED = Mined("给好评就返现五元，加我微信哦", "ask_courier", 4, 3, EXAMPLES)


@pytest.fixture
def mined(home: House) -> House:
    with home.store.write() as work:
        work.mined.keep("demo", Kind.ANSWER, [ANSWER, BLOCKED], home.clock())
        work.mined.keep("demo", Kind.QUESTION, [QUESTION], home.clock())
    return home


def test_the_page_says_how_many_buyers_asked_and_shows_examples(mined: House, supervisor: Agent) -> None:
    page = supervisor.get("/mined").text
    assert "27 位买家问过“色牢度”" in page
    assert "9 次，7 位买家" in page
    assert '<span class="slot">' in page, "facts stand out in the wording"
    assert "给您走中通快递哦" in page
    assert 'data-test="against"' in page, "what the guard has against the third"
    assert 'data-test="to-mined"' in supervisor.get("/scripts").text


def test_one_click_makes_a_draft_that_nobody_is_offered(mined: House, supervisor: Agent) -> None:
    made = supervisor.post("/mined/answers/1/draft")
    assert made.headers["HX-Redirect"] == "/scripts/mined_1"
    opened = mined.script_desk.opened("mined_1")
    assert opened.script
    assert (opened.script.status, opened.script.intent) == (ScriptStatus.DRAFT, "ask_courier")
    assert "mined_1" not in {script.name for script in mined.book.scripts}
    assert supervisor.get("/scripts/mined_1").status_code == 200
    assert 'id="answer-1"' not in supervisor.get("/mined").text
    assert supervisor.post("/mined/answers/1/draft").status_code == 409
    assert supervisor.post("/mined/answers/99/draft").status_code == 404


def test_what_the_guard_blocks_makes_no_script_and_stays(mined: House, supervisor: Agent) -> None:
    refused = supervisor.post("/mined/answers/2/draft")
    assert refused.status_code == 422
    assert "没有做成" in refused.text
    assert 'id="answer-2"' in supervisor.get("/mined").text


def test_a_question_is_answered_in_the_supervisor_s_own_words(mined: House, supervisor: Agent) -> None:
    empty = supervisor.post("/mined/questions/1/draft", intent="ask_product", text=" ")
    assert empty.status_code == 422
    strange = supervisor.post("/mined/questions/1/draft", intent="ask_product", text="{none}级")
    assert strange.status_code == 422
    made = supervisor.post(
        "/mined/questions/1/draft", intent="ask_product", text="吊牌上有写等级，我帮您看下再回您哦"
    )
    assert made.headers["HX-Redirect"] == "/scripts/asked_1"
    assert 'data-test="question"' not in supervisor.get("/mined").text


def test_what_is_put_away_does_not_come_back(mined: House, supervisor: Agent) -> None:
    assert supervisor.post("/mined/question/1/dismiss").text == ""
    assert supervisor.post("/mined/answer/2/dismiss").status_code == 200
    with mined.store.write() as work:
        assert work.mined.keep("demo", Kind.QUESTION, [QUESTION], mined.clock()) == 0
        assert work.mined.keep("demo", Kind.ANSWER, [BLOCKED], mined.clock()) == 0
    page = supervisor.get("/mined").text
    assert 'data-test="no-questions"' in page
    assert (
        "mined_decided" in supervisor.get("/people/audit").text
        or "处理了学到的" in supervisor.get("/people/audit").text
    )


def test_agents_neither_see_nor_decide(mined: House, agent: Agent) -> None:
    assert agent.get("/mined").status_code == 403
    assert agent.post("/mined/answers/1/draft").status_code == 403
    assert agent.post("/mined/question/1/dismiss").status_code == 403
    assert agent.browser.post("/mined/question/1/dismiss").status_code == 403, "without the token"
