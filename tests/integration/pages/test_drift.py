"""The page of weekly figures and its line in the morning."""

from __future__ import annotations

from bot.adapters.store.tables.talks import DecisionRow, DraftRow
from bot.bootstrap import House
from bot.core.conversations import Verdict
from bot.services.decide import Decision
from tests.integration.conftest import Clock
from tests.integration.pages.conftest import Agent, offer, say, suggest


def week_of_decisions(home: House, accepted: int, rejected: int) -> None:
    talk = say(home, "165 108斤穿什么码")
    for number in range(accepted + rejected):
        (pending, *_) = suggest(home, talk, offer("M码合适", intent="ask_size"), intents=("ask_size",))
        verdict = Verdict.ACCEPT if number < accepted else Verdict.REJECT
        home.decide.suggestion(pending, Decision(verdict, "xiaomei"))


def five_weeks(home: House, clock: Clock, last: tuple[int, int]) -> None:
    """The clock stands in the fifth when it is done."""
    now = clock.now
    for weeks in (4, 3, 2, 1):
        clock.now = now
        clock.advance(weeks=-weeks)
        week_of_decisions(home, 18, 2)
    clock.now = now
    week_of_decisions(home, *last)


def test_a_fall_is_told_first_in_plain_words_and_stands_in_the_morning(
    home: House, supervisor: Agent, clock: Clock
) -> None:
    five_weeks(home, clock, (10, 15))
    page = supervisor.get("/drift").text
    assert 'data-test="alarm" data-intent="ask_size" data-rate="accepted"' in page
    assert "这周采用率从 90% 降到 40%" in page
    assert "前四周 72/80" in page
    assert page.index('data-test="alarm"') < page.index("drift-table")
    assert 'data-test="drift-row" data-intent="ask_size"' in page
    assert "<polyline" in page
    morning = supervisor.get("/morning").text
    assert 'data-test="morning-drift"' in morning
    assert "这周退回率从 10% 升到 60%" in morning or "这周采用率从 90% 降到 40%" in morning


def test_a_quiet_week_says_so_and_leaves_the_morning_alone(
    home: House, supervisor: Agent, clock: Clock
) -> None:
    five_weeks(home, clock, (17, 3))
    assert 'data-test="no-alarms"' in supervisor.get("/drift").text
    assert 'data-test="morning-drift"' not in supervisor.get("/morning").text


def test_an_empty_shop_has_a_page_too_and_agents_have_none(home: House, supervisor: Agent) -> None:
    assert 'data-test="no-drift"' in supervisor.get("/drift").text
    assert supervisor.get("/drift", params={"rate": "nothing"}).status_code == 422


def test_agents_do_not_see_it(home: House, agent: Agent, clock: Clock) -> None:
    five_weeks(home, clock, (2, 23))
    assert agent.get("/drift").status_code == 403
    assert 'data-test="morning-drift"' not in agent.get("/morning").text
    assert 'data-test="to-drift"' not in agent.get("/scripts").text


def test_each_turn_counts_once_by_how_it_was_understood_first(home: House, supervisor: Agent) -> None:
    talk = say(home, "色牢度怎么样")
    suggest(home, talk, intents=(), reason="unsure")
    suggest(home, talk, offer("不掉色", intent="ask_quality"), intents=("ask_quality",))
    other = say(home, "能定制吗", buyer="大鹿")
    suggest(
        home,
        other,
        offer("您说的是哪件？", intent="nlu_fallback"),
        intents=("ask_custom",),
        reason="no_script",
    )
    with home.store.read() as work:
        assert (work.session.query(DraftRow).count(), work.session.query(DecisionRow).count()) == (3, 0)
    abstained = supervisor.get("/drift", params={"rate": "abstained"}).text
    assert abstained.count('data-test="drift-row"') == 2
    assert "1/1" in abstained
    assert 'data-intent="ask_quality"' not in abstained
    assert "100% " in supervisor.get("/drift", params={"rate": "unknown"}).text
