"""The page of models: training, the verdict's rules, swapping, the shadow. None of it needs a model."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from bot.bootstrap import House
from bot.core.accounts import Account, Role
from bot.core.evaluation.judged import Judged, Kind
from bot.core.evaluation.shares import Figure
from bot.core.model_judging import Verdict, verdict
from bot.core.model_readings import JudgedOn, Reading
from bot.core.model_records import ModelRecord
from bot.core.training_jobs import Failure, JobState, Progress, Step
from bot.core.understanding import Candidate, Clause, Parse
from bot.services.people import OPERATOR
from bot.web.pages.stream import parts
from tests.integration.pages.conftest import PASSWORD, Agent, offer, say, signed_in, suggest

OLD, NEW = "20261117-080000", "20261118-090000"
BUSY = "127.0.0.1:1"


def parsed(*intents: str, sure: bool = False) -> Parse:
    clauses = tuple(Clause("…", (Candidate(intent, 0.9),)) for intent in intents)
    return Parse("…", clauses, abstain=not intents, intents=intents, sure=sure)


def reading(active: str, candidate: str, text: str = "什么时候发货") -> Reading:
    judged = Judged(Kind.SINGLE, text, ("ask_dispatch_time",))
    return Reading(judged, parsed(active), parsed(candidate))


SAME = [reading("ask_dispatch_time", "ask_dispatch_time")] * 100
LOST = [reading("ask_dispatch_time", "greet", "货啥时候出来呀")] * 5
WON = [reading("greet", "ask_dispatch_time", "今天能走不")] * 3
PASSES = verdict({JudgedOn.HELD_OUT: SAME, JudgedOn.DECIDED: WON}, ())
BLOCKS = verdict({JudgedOn.HELD_OUT: SAME + LOST, JudgedOn.DECIDED: WON}, ())


def shelve(home: House, *models: str, active: str = OLD) -> None:
    """Models as files: nothing here loads them."""
    home.settings.models.mkdir(parents=True, exist_ok=True)
    for model in models:
        (home.settings.models / f"{model}.tar.gz").write_bytes(b"")
    home.models.activate(active)


def judged(home: House, found: Verdict | None, model: str = NEW, against: str = OLD) -> None:
    figures = (Figure("single: accuracy", 0.876, 0.86, 0.89, 2000),)
    record = ModelRecord(model, home.clock(), "d" * 16, "c" * 16, "k" * 16, ("usem3",), 21022, None, against)
    with home.store.write() as work:
        work.models.records.put(replace(record, figures=figures, verdict=found))


@pytest.fixture
def owner(home: House, browser: TestClient) -> Agent:
    home.keys.put_account(Account(0, "ali", "阿丽", Role.OWNER), PASSWORD)
    return signed_in(browser, "ali")


def test_agents_neither_see_nor_do_anything_here(home: House, agent: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, PASSES)
    assert agent.get("/models").status_code == 403
    assert 'href="/models"' not in agent.get("/desk").text
    for path in ("train", "roll-back", "undo", "rules", f"{NEW}/activate", f"{NEW}/shadow", "shadow/stop"):
        assert agent.post(f"/models/{path}").status_code == 403, path
    assert home.models.active_id() == OLD


def test_an_empty_shop_is_told_what_to_do(supervisor: Agent) -> None:
    page = supervisor.get("/models").text
    for mark in ("no-model", "no-training", "no-candidate", "train"):
        assert f'data-test="{mark}"' in page


def test_one_training_at_a_time_and_it_can_be_cancelled(home: House, supervisor: Agent) -> None:
    assert supervisor.post("/models/train").status_code == 200
    assert 'data-state="queued"' in supervisor.get("/models/live").text
    assert supervisor.post("/models/train").status_code == 409
    assert supervisor.post("/models/jobs/1/cancel").status_code == 200
    page = supervisor.get("/models/live").text
    assert 'data-state="cancelled"' in page
    assert "linjie" in page
    assert supervisor.post("/models/jobs/1/cancel").status_code == 409
    assert supervisor.post("/models/jobs/9/cancel").status_code == 404
    assert supervisor.post("/models/train").status_code == 200


def test_progress_and_log_are_shown_while_it_runs(home: House, supervisor: Agent) -> None:
    desk = home.model_desk.training
    job = desk.take(desk.ask(OPERATOR), BUSY)
    assert desk.beat(
        job.id, JobState.JUDGING, Progress(Step.HELD_OUT, 120, 3000), ["Cross-validation <1> of 2"]
    )
    page = supervisor.get("/models/live").text
    assert '<progress max="3000" value="120"' in page
    assert "考没见过的话 120/3000" in page
    assert "Cross-validation &lt;1&gt; of 2" in page


def test_one_that_was_killed_is_found_and_says_so(home: House, supervisor: Agent) -> None:
    desk = home.model_desk.training
    job = desk.take(desk.ask(OPERATOR), BUSY)
    scraps = home.models.workshop(job.id)
    scraps.mkdir(parents=True)
    home.clock.advance(minutes=3)
    page = supervisor.get("/models").text
    assert 'data-state="failed"' in page
    assert "训练的进程中途没了" in page
    assert not scraps.exists()
    assert supervisor.post("/models/train").status_code == 200


def test_a_candidate_that_does_not_load_is_a_clear_sentence(home: House, supervisor: Agent) -> None:
    shelve(home, OLD)
    desk = home.model_desk.training
    job = desk.take(desk.ask(OPERATOR), BUSY)
    desk.end(replace(job, state=JobState.FAILED, failure=Failure.DOES_NOT_LOAD, detail="bad <archive>"))
    page = supervisor.get("/models").text
    assert "新模型装不上，已经扔掉。现在的模型照常在用。" in page
    assert "bad &lt;archive&gt;" in page
    assert f'data-test="active-model">{OLD}' in page


def test_the_verdicts_rules_stand_there_with_their_figures(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, BLOCKS)
    page = supervisor.get("/models").text
    assert 'data-passes="no"' in page
    assert "没见过的话，整体：新对旧错 0 句，旧对新错 5 句" in page
    assert "输得不像碰巧（p=0.031，小于 0.1）" in page
    assert "87.6%" in page
    assert "今天能走不" in page, "what agents have decided may be read"
    assert "货啥时候出来呀" not in page, "the frozen set may not"


def test_what_passes_is_activated_by_a_click_and_the_audit_trail_knows(
    home: House, supervisor: Agent
) -> None:
    shelve(home, OLD, NEW)
    judged(home, PASSES)
    assert supervisor.post(f"/models/{NEW}/activate").status_code == 200
    assert home.models.active_id() == NEW
    page = supervisor.get("/models").text
    assert 'data-how="approved"' in page
    trail = supervisor.get("/people/audit").text
    assert 'data-action="model_swapped"' in trail
    assert supervisor.post(f"/models/{NEW}/activate").status_code == 409
    assert supervisor.post("/models/20200101-000000/activate").status_code == 404


def test_a_blocked_one_needs_the_owner_and_a_reason(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, BLOCKS)
    assert 'data-test="activate"' not in supervisor.get("/models").text
    assert supervisor.post(f"/models/{NEW}/activate", reason="新品上市，急用").status_code == 403
    assert home.models.active_id() == OLD


def test_the_owner_may_overrule_with_a_reason(home: House, owner: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, BLOCKS)
    for reason in ("", "  急 ", "字" * 201):
        assert owner.post(f"/models/{NEW}/activate", reason=reason).status_code == 409, reason
    assert home.models.active_id() == OLD
    assert owner.post(f"/models/{NEW}/activate", reason="新品上市，急用").status_code == 200
    assert home.models.active_id() == NEW
    assert "新品上市，急用" in owner.get("/models").text


@pytest.mark.parametrize("against", ["20261101-000000", ""])
def test_a_verdict_against_another_model_is_no_verdict(home: House, supervisor: Agent, against: str) -> None:
    shelve(home, OLD, NEW)
    judged(home, PASSES, against=against)
    assert "评判过时了" in supervisor.get("/models").text
    assert supervisor.post(f"/models/{NEW}/activate").status_code == 403


def test_a_model_that_nobody_has_judged_is_for_the_owner(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    assert 'data-test="not-judged"' in supervisor.get("/models").text
    assert supervisor.post(f"/models/{NEW}/activate").status_code == 403


def test_rolling_back_is_one_click_and_can_be_taken_back(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, PASSES)
    supervisor.post(f"/models/{NEW}/activate")
    assert supervisor.post("/models/roll-back").status_code == 200
    assert home.models.active_id() == OLD
    assert 'data-test="undo"' in supervisor.get("/models").text
    assert supervisor.post("/models/undo").status_code == 200
    assert home.models.active_id() == NEW
    assert supervisor.post("/models/undo").status_code == 409


def test_with_nothing_before_it_there_is_nothing_to_roll_back_to(home: House, supervisor: Agent) -> None:
    shelve(home, OLD)
    assert 'data-test="roll-back"' not in supervisor.get("/models").text
    assert supervisor.post("/models/roll-back").status_code == 409


def test_the_shop_may_say_that_a_passed_verdict_is_enough(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, PASSES)
    assert not home.model_desk.swap.automatically(NEW)
    assert supervisor.post("/models/rules", automatic="true").status_code == 200
    assert "checked" in supervisor.get("/models").text
    assert home.model_desk.swap.automatically(NEW)
    assert home.models.active_id() == NEW
    assert supervisor.post("/models/rules").status_code == 200
    assert "checked" not in supervisor.get("/models").text


def test_what_is_blocked_is_never_swapped_by_itself(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, BLOCKS)
    supervisor.post("/models/rules", automatic="true")
    assert not home.model_desk.swap.automatically(NEW)
    assert home.models.active_id() == OLD


def test_another_model_takes_rights_that_its_figures_do_not_bear(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    judged(home, PASSES)
    lowered: list[str] = []
    home.model_desk.swap._lower = lambda: lowered.append(home.models.active_id())
    supervisor.post(f"/models/{NEW}/activate")
    supervisor.post("/models/roll-back")
    assert lowered == [NEW, OLD]


def in_shadow(home: House, supervisor: Agent, *texts: str) -> None:
    """The candidate reads along, and takes every turn for a question about size."""
    shelve(home, OLD, NEW)
    judged(home, PASSES)
    assert supervisor.post(f"/models/{NEW}/shadow").status_code == 200
    for number, text in enumerate(texts):
        suggest(home, say(home, text, buyer=f"买家{number}"), offer("在的"), intents=("greet",))
    run = home.model_desk.shadow.due()
    assert run
    home.model_desk.shadow.read_on(
        run, lambda turn: parsed("ask_size" if "码" in turn.judged.text else "greet")
    )


def test_a_shadow_lists_what_it_reads_otherwise_without_personal_data(home: House, supervisor: Agent) -> None:
    in_shadow(home, supervisor, "在吗", "穿什么码 我电话13812345678", "M码呢")
    run = home.model_desk.shadow.due()
    assert run
    suggest(home, say(home, "小鹿要M码", buyer="小鹿"), offer("在的"), intents=("greet",))
    home.model_desk.shadow.read_on(run, lambda _: parsed("ask_size"))
    page = supervisor.get("/models").text
    assert "听了 4 句，一样的 1 句，不一样的 3 句" in page
    assert page.count('data-test="reading"') == 3
    assert "13812345678" not in page
    assert "小鹿要" not in page
    assert "〈电话〉" in page
    assert "〈姓名〉要M码" in page


def test_people_say_who_was_right_and_that_counts(home: House, supervisor: Agent) -> None:
    in_shadow(home, supervisor, *(f"{size}码呢" for size in "SMLX"))
    assert 'data-test="activate"' in supervisor.get("/models").text
    for number in (1, 2, 3, 4):
        assert supervisor.post(f"/models/shadow/{number}", right="active").status_code == 200
    page = supervisor.get("/models").text
    assert "试跑时人判的：新的对 0 句，现在的对 4 句" in page
    assert 'data-passes="no"' in page
    assert supervisor.post(f"/models/{NEW}/activate").status_code == 403
    assert supervisor.post("/models/shadow/4", right="shadow").status_code == 200, "a slip of the finger"
    assert 'data-passes="yes"' in supervisor.get("/models").text
    assert supervisor.post("/models/shadow/99", right="shadow").status_code == 404
    assert supervisor.post("/models/shadow/1", right="nobody").status_code == 422


def test_a_shadow_ends_by_itself_or_by_a_click(home: House, supervisor: Agent) -> None:
    in_shadow(home, supervisor, "M码呢")
    assert supervisor.post(f"/models/{NEW}/shadow").status_code == 409
    home.clock.advance(hours=25)
    assert home.model_desk.shadow.due() is None
    supervisor = signed_in(supervisor.browser, "linjie")
    assert 'data-test="shadow-begin"' in supervisor.get("/models").text
    assert supervisor.post(f"/models/{NEW}/shadow").status_code == 200
    assert supervisor.post("/models/shadow/stop").status_code == 200
    assert supervisor.post("/models/shadow/stop").status_code == 409


def test_the_active_model_has_nothing_to_differ_from(home: House, supervisor: Agent) -> None:
    shelve(home, OLD, NEW)
    assert supervisor.post(f"/models/{OLD}/shadow").status_code == 409


def test_every_move_is_told_to_open_pages(home: House, supervisor: Agent) -> None:
    with home.store.read() as work:
        before = work.events.newest_id()
    supervisor.post("/models/train")
    with home.store.read() as work:
        told = work.events.after(before)
    assert list(parts(told)) == ["models"]


def test_the_page_speaks_english(home: House, supervisor: Agent) -> None:
    in_shadow(home, supervisor, "M码呢")
    supervisor.post("/account/language", language="en")
    page = supervisor.get("/models").text
    assert json.dumps("Models")[1:-1] in page
    assert "Try it for a day" in page or "Stop the trial" in page
