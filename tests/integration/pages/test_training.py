"""The training inbox as people see it: one sentence, numbered choices, and what became of a key press."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.conversations import Sender, Turn
from bot.core.training_candidates import Candidate, CandidateKind, CandidateState, Neighbour, Worth
from bot.core.training_rules import TrainingRules
from bot.core.understanding import Candidate as Guess
from bot.web.pages.training import typed_words
from tests.integration.pages.conftest import PASSWORD, Agent, signed_in

GUESSES = (Guess("request_return", 0.41), Guess("request_refund", 0.37), Guess("complain", 0.1))


@pytest.fixture
def home(home: House, tmp_path: Path) -> House:
    """Its file stands in a folder of its own."""
    rules(home, second_share=0)
    home.settings = home.settings.copy(update={"training_data": str(tmp_path / "training")})
    return home


def rules(home: House, **changed: object) -> None:
    with home.store.write() as work:
        shop = work.shops.get("demo")
        assert shop
        work.shops.put(replace(shop, training=TrainingRules(**changed)))  # type: ignore[arg-type]


def ask(home: House, text: str = "不想要了咋整", **more: object) -> int:
    candidate = Candidate(
        text, f"log:{len(text)}", "p" * 32, CandidateKind.LOGGED, GUESSES, Worth(0.96, 0.7), 1.2, "m1"
    )
    with home.store.write() as work:
        return work.training.add(replace(candidate, **more), home.clock())  # type: ignore[arg-type]


def test_an_empty_inbox_says_so_kindly(supervisor: Agent) -> None:
    page = supervisor.get("/training").text
    assert 'data-test="nothing-to-label"' in page
    assert "learn collect" in page


def test_a_sentence_is_shown_with_its_talk_its_guesses_by_number_and_what_is_like_it(
    supervisor: Agent, home: House
) -> None:
    before = (Turn(Sender.AGENT, "亲，怎么啦"),)
    ask(home, before=before, times=12, alike=(Neighbour("不想要了", "request_refund", 0.82),))
    page = supervisor.get("/training").text
    assert "亲，怎么啦" in page
    assert "说过 12 次" in page
    assert re.findall(r'value="(\w*)" (?:class="quiet" )?data-choice="(\w)"', page) == [
        ("request_return", "1"),
        ("request_refund", "2"),
        ("complain", "3"),
        ("nlu_fallback", "0"),
        ("", "s"),
    ]
    assert re.search(r'against training-warning".*?“不想要了” → <b>退款', page, re.DOTALL)
    assert "聊天记录里的" in page


def test_a_label_is_written_the_next_is_shown_and_undo_brings_it_back(
    supervisor: Agent, home: House, tmp_path: Path
) -> None:
    first, second = ask(home), ask(home, "能换个颜色不", value=0.5)
    answer = supervisor.post(f"/training/{first}/label", intent="request_return").text
    assert re.search(r"标好了：“不想要了咋整” → <b>", answer)
    assert f'data-question="{second}"' in answer
    assert re.search(r'data-test="labelled-today">1<', answer)
    file = tmp_path / "training" / "from_chats.yml"
    assert '- {intent: request_return, examples: "- 不想要了咋整"}  # log:6 linjie' in file.read_text("utf-8")
    undone = supervisor.post("/training/undo").text
    assert "撤回了" in undone
    assert f'data-question="{first}"' in undone
    assert not file.exists()
    again = supervisor.post("/training/undo")
    assert (again.status_code, "没有可以撤销的了" in again.text) == (409, True)


def test_near_duplicates_are_ticked_and_go_along_unless_unticked(supervisor: Agent, home: House) -> None:
    first = ask(home)
    second, third = ask(home, "不想要了咋整呀", group=first), ask(home, "不想要了咋整啊", group=first)
    page = supervisor.get("/training").text
    assert page.count('name="also"') == page.count(" checked> ") == 2
    answer = supervisor.post(f"/training/{first}/label", intent="request_return", also=[second])
    assert "2 句" in answer.text
    assert f'data-question="{third}"' in answer.text


def test_who_comes_second_reads_one_sentence_and_goes_on(supervisor: Agent, home: House) -> None:
    asked, other = ask(home), ask(home, "能换个颜色不", value=0.5)
    home.training.desk.label(asked, "complain", Account(0, "chen", "老陈", Role.OWNER))
    late = supervisor.post(f"/training/{asked}/label", intent="request_return")
    assert (late.status_code, "同事刚刚标好了这句" in late.text) == (409, True)
    assert f'data-question="{other}"' in supervisor.get("/training/next").text
    gone = supervisor.post("/training/999/label", intent="request_return")
    assert (gone.status_code, "已经不在了" in gone.text) == (404, True)
    wrong = supervisor.post(f"/training/{other}/label", intent="nonsense")
    assert (wrong.status_code, "不在清单里" in wrong.text) == (422, True)


def test_agents_come_in_when_the_shop_lets_them(agent: Agent, home: House) -> None:
    asked = ask(home)
    refused = agent.get("/training")
    assert (refused.status_code, "训练收件箱归主管和店主" in refused.text) == (403, True)
    assert agent.post(f"/training/{asked}/label", intent="complain").status_code == 403
    assert "to-training" not in agent.get("/training/place").text
    rules(home, agents_label=True, second_share=0)
    assert "to-training" in agent.get("/training/place").text
    assert 'data-test="question"' in agent.get("/training").text
    assert 'data-test="training-rules"' not in agent.get("/training").text
    assert agent.post("/training/rules", second_share=0).status_code == 403


def test_whoever_leads_sets_who_labels(supervisor: Agent, home: House) -> None:
    assert "存好了" in supervisor.post("/training/rules", agents_label="true", second_share=30).text
    with home.store.read() as work:
        shop = work.shops.get("demo")
    assert shop and shop.training == TrainingRules(agents_label=True, second_share=30)
    wrong = supervisor.post("/training/rules", second_share=130)
    assert (wrong.status_code, "0 到 100" in wrong.text) == (422, True)


def test_of_the_sample_nobody_sees_what_the_first_said_until_they_differ(
    browser: TestClient, home: House
) -> None:
    rules(home, agents_label=True, second_share=100)
    asked = ask(home, kind=CandidateKind.NAMED, hint="complain")
    home.keys.put_account(Account(0, "linjie", "林姐", Role.SUPERVISOR), PASSWORD)
    home.training.desk.label(asked, "complain", Account(0, "xiaomei", "小美", Role.AGENT))
    lead = signed_in(browser, "linjie")
    page = lead.get("/training").text
    assert "小美已经标过" in page
    assert 'data-test="others-said"' not in page
    assert 'value="request_return" data-choice="1"' in page
    assert "交给主管定" in lead.post(f"/training/{asked}/label", intent="request_return").text
    page = lead.get("/training").text
    assert re.search(r"小美说是 <b>投诉.*林姐说是 <b>退货", page)
    assert "请您定一个" in page
    lead.post(f"/training/{asked}/label", intent="complain")
    with home.store.read() as work:
        found = work.training.get(asked)
    assert found and found.state is CandidateState.ACCEPTED


def test_hostile_words_stay_words_on_the_page_and_in_the_file(
    supervisor: Agent, home: House, tmp_path: Path
) -> None:
    asked = ask(home, '<script>alert(1)</script>[退](x)"}')
    assert "<script>alert" not in supervisor.get("/training").text
    supervisor.post(f"/training/{asked}/label", intent="complain")
    assert "［退］(x)" in (tmp_path / "training" / "from_chats.yml").read_text("utf-8")


def test_intents_are_found_by_characters_pinyin_and_initials() -> None:
    words = typed_words("退货").split()
    assert {"退货", "tuihuo", "th"} <= set(words)
