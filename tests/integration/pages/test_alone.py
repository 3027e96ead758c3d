"""The page of answering alone: the switch, the table, the night's answers, pauses in the talk."""

from __future__ import annotations

from bot.bootstrap import House
from bot.core.alone_turn import Act
from bot.core.conversations import AUTOMATIC, Message, MessageKind, Sender
from tests.integration.pages.conftest import Agent, offer, say, suggest


def answered_alone(home: House) -> int:
    """A talk in which the desk has answered by itself."""
    talk = say(home, "包邮吗")
    suggest(home, talk, offer("满99包邮"), intents=("ask_shipping_fee",))
    with home.store.write() as work:
        message = Message(
            0, talk, Sender.AGENT, MessageKind.TEXT, "【自动回复】满99包邮", home.clock(), author=AUTOMATIC
        )
        sent = work.messages.add(message, channel="web")
        work.alone.add(
            conversation_id=talk,
            message_id=sent,
            draft_id=1,
            act=Act.ANSWER,
            intent="ask_shipping_fee",
            confidence=0.99,
            reason="sure_and_allowed",
            at=home.clock(),
        )
    return talk


def test_a_shop_begins_with_everything_stopped_and_only_a_supervisor_opens_it(
    home: House, supervisor: Agent
) -> None:
    page = supervisor.get("/alone").text
    assert "停着" in page
    assert 'data-test="start"' in page
    assert supervisor.post("/alone/switch", on="true").headers["HX-Redirect"] == "/alone"
    assert 'data-test="stop-all"' in supervisor.get("/alone").text
    assert "alone_switched" in supervisor.get("/people/audit").text


def test_an_agent_may_stop_it_but_not_start_it(agent: Agent) -> None:
    assert 'data-test="start"' not in agent.get("/alone").text
    assert agent.post("/alone/switch", on="true").status_code == 403
    assert agent.post("/alone/switch", on="false").status_code == 204
    assert agent.post("/alone/intents/ask_eta", mode="off").status_code == 403


def test_the_table_says_where_each_intent_is_and_why(supervisor: Agent) -> None:
    page = supervisor.get("/alone").text
    assert 'data-intent="ask_eta" data-mode="assist"' in page
    assert "现在的模型没测过" in page
    assert 'data-test="unmeasured"' in page, "and says what to do about it"
    assert 'data-intent="request_refund"' not in page, "it is never answered alone"
    assert supervisor.post("/alone/intents/ask_eta", mode="answer").status_code == 409
    assert supervisor.post("/alone/intents/ask_eta", mode="off").status_code == 204
    assert 'data-intent="ask_eta" data-mode="off"' in supervisor.get("/alone").text
    assert supervisor.post("/alone/intents/nothing", mode="off").status_code == 404


def test_the_bar_is_set_in_percent_and_nonsense_is_refused(supervisor: Agent) -> None:
    fields = {"most_in_talk": "3", "precision": "99", "at_least": "96.5", "own_least": "20"}
    assert supervisor.post("/alone/rules", **fields).status_code == 204
    assert 'value="96.5"' in supervisor.get("/alone").text
    assert supervisor.post("/alone/rules", **(fields | {"precision": "50"})).status_code == 422


def test_in_the_morning_an_answer_is_looked_at_once(home: House, agent: Agent) -> None:
    answered_alone(home)
    assert 'data-test="morning-answered_alone"' in agent.get("/morning").text
    page = agent.get("/alone").text
    assert "【自动回复】满99包邮" in page
    assert agent.post("/alone/sent/1/fine").status_code == 204
    assert 'data-test="nothing-to-review"' in agent.get("/alone").text
    assert "对的 1 条（100%）" in agent.get("/alone").text
    assert agent.post("/alone/sent/1/wrong").status_code == 409
    assert agent.post("/alone/sent/99/fine").status_code == 404


def test_a_wrong_answer_leads_to_the_talk_with_an_apology_ready(home: House, agent: Agent) -> None:
    talk = answered_alone(home)
    assert agent.post("/alone/sent/1/wrong").headers["HX-Redirect"] == f"/desk/{talk}"
    assert "自动回复" in agent.get(f"/desk/{talk}/flow").text
    view = home.conversation(talk)
    assert view
    assert view.pending[0].suggestion.script == "night_correction"


def test_a_talk_and_a_buyer_can_be_paused_from_the_talks_head(home: House, agent: Agent) -> None:
    talk = say(home, "在吗")
    for of in ("talk", "buyer"):
        assert agent.post(f"/desk/{talk}/alone/{of}", paused="true").status_code == 200
    assert "自动回复已停" in agent.get(f"/desk/{talk}/flow").text
    for of in ("talk", "buyer"):
        agent.post(f"/desk/{talk}/alone/{of}", paused="false")
    assert "自动回复已停" not in agent.get(f"/desk/{talk}/flow").text
