"""Decided messages, shadows and trainings in both databases; a real training judged, cancelled and killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.models import Models
from bot.adapters.processes import lives, this_process
from bot.adapters.store.work import SqlStore
from bot.bootstrap import House
from bot.cli import training_job
from bot.cli.judging import Judging
from bot.core.conversations import Message, MessageKind, Route, Sender
from bot.core.decided_set import is_for_judging
from bot.core.evaluation.judged import Kind
from bot.core.suggestions import Drafted, Suggestion
from bot.core.training_jobs import Failure, JobState, Progress, Step, TrainingJob
from bot.core.understanding import Parse
from bot.nlu.loading import load
from bot.services.faults import Conflict
from bot.services.people import OPERATOR
from bot.services.training_desk import TrainingDesk
from bot.settings import Settings
from tests.integration.conftest import Clock

PROJECT = Path(__file__).resolve().parents[2]


class Talks:
    """Buyers, drafts and decisions, straight into the tables."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store = store
        self.clock = clock

    def told(self, nick: str, text: str, sender: Sender = Sender.BUYER) -> int:
        self.clock.advance(minutes=1)
        with self.store.write() as work:
            buyer = work.buyers.seen("demo", "web", nick, nick)
            talk = work.conversations.opened("demo", "web", nick, buyer, self.clock())
            message = Message(0, talk, sender, MessageKind.TEXT, text, self.clock())
            work.messages.add(message, channel="web")
        return talk

    def drafted(
        self, talk: int, *intents: str, script: str = "s", intent: str = "", sure: bool = False
    ) -> int:
        """The suggestion's id."""
        offered = Suggestion("亲在的", script, intent or (intents or ("greet",))[0], 0.9, {})
        with self.store.write() as work:
            last = work.messages.of(talk)[-1]
            drafted = Drafted(last.text, intents, (offered,), Route.AGENT, "in_hours", sure=sure)
            draft = work.suggestions.add_draft(talk, last.id, drafted, self.clock())
            first = work.suggestions.first_of(draft)
        assert first
        return first.id

    def decided(self, suggestion: int, verdict: str, intent: str | None = None) -> None:
        with self.store.write() as work:
            work.decisions.add(
                suggestion_id=suggestion,
                verdict=verdict,
                text="",
                intent=intent,
                reason="",
                account="xiaomei",
                at=self.clock(),
                message_id=None,
                memory_before={},
            )


@pytest.fixture
def talks(store: SqlStore, clock: Clock) -> Talks:
    return Talks(store, clock)


def test_decided_messages_come_from_drawn_talks_only(store: SqlStore, talks: Talks) -> None:
    drawn = 0
    for number in range(30):
        talk = talks.told(f"买家{number}", "什么时候发")
        talks.decided(talks.drafted(talk, "ask_dispatch_time"), "accept")
        drawn += is_for_judging(str(talk))
    with store.read() as work:
        found = work.models.decided.drawn()
        newest = work.models.decided.drawn(limit=2)
    assert 0 < len(found) == drawn < 30
    assert [one.at for one in newest] == [one.at for one in found[:2]]


def drawn_talk(talks: Talks, text: str) -> int:
    for number in range(100):
        talk = talks.told(f"{text}{number}", "在吗")
        if is_for_judging(str(talk)):
            talks.told(f"{text}{number}", "在的亲", Sender.AGENT)
            talks.told(f"{text}{number}", text)
            return talk
    raise AssertionError("a tenth of the talks is drawn")


def test_what_a_decision_says_about_the_intent(store: SqlStore, talks: Talks) -> None:
    accepted = drawn_talk(talks, "发什么快递")
    talks.decided(talks.drafted(accepted, "ask_courier"), "accept")
    rejected = drawn_talk(talks, "能快点吗")
    talks.decided(talks.drafted(rejected, "ask_courier"), "reject", "urge_dispatch")
    several = drawn_talk(talks, "几天到 包邮吗")
    talks.decided(talks.drafted(several, "ask_eta", "ask_shipping_fee", script="a+b"), "accept")
    for silent, verdict in (("改一改", "edit"), ("不要", "reject")):
        talks.decided(talks.drafted(drawn_talk(talks, silent), "greet"), verdict)
    with store.read() as work:
        found = {one.judged.text: one.judged for one in work.models.decided.drawn()}
    assert {text: one.intents for text, one in found.items()} == {
        "发什么快递": ("ask_courier",),
        "能快点吗": ("urge_dispatch",),
        "几天到 包邮吗": ("ask_eta", "ask_shipping_fee"),
    }
    assert found["几天到 包邮吗"].kind is Kind.SEVERAL
    assert [turn.text for turn in found["发什么快递"].previous] == ["在吗", "在的亲"]


def test_the_newest_word_on_a_turn_counts(store: SqlStore, talks: Talks) -> None:
    talk = drawn_talk(talks, "那件呢")
    talks.decided(talks.drafted(talk, "ask_stock"), "reject", "ask_size")
    talks.decided(talks.drafted(talk, "ask_product"), "accept")
    with store.read() as work:
        assert [one.judged.intents for one in work.models.decided.drawn()] == [("ask_product",)]


def test_a_shadow_reads_first_drafts_of_buyers_and_counts_what_it_leaves_out(
    store: SqlStore, talks: Talks, clock: Clock
) -> None:
    old = talks.told("甲", "在吗")
    talks.drafted(old, "greet")
    with store.write() as work:
        run = work.models.shadows.add("m", "linjie", clock(), clock(), work.models.shadows.newest_draft())
    first = talks.told("乙", "M码呢")
    talks.drafted(first, "ask_stock", sure=True)
    talks.drafted(first, "ask_size")  # a person has named the intent
    asked = talks.told("丙", "要哪个颜色呢", Sender.AGENT)
    talks.drafted(asked, "greet")  # a next step, which answers nobody
    later = talks.told("丁", "几天到")
    talks.drafted(later, "ask_eta")
    with store.write() as work:
        turns = work.models.shadows.turns_after(work.models.shadows.running().last_draft, 10)  # type: ignore[union-attr]
        assert [(turn.judged.text, turn.judged.intents, turn.sure) for turn in turns] == [
            ("M码呢", ("ask_stock",), True),
            ("几天到", ("ask_eta",), False),
        ]
        assert work.models.shadows.left_out(1, 500) == (0, 1)
        assert work.models.shadows.left_out(1, 1) == (1, turns[0].draft_id)
        work.models.shadows.note(run, turns[0], "M码呢", Parse("", (), abstain=True))
    with store.read() as work:
        (reading,) = work.models.shadows.readings(run)
    assert (reading.active, reading.shadow) == (("ask_stock",), ())


class Shelf:
    """Of no models."""

    def __init__(self) -> None:
        self.swept: list[int] = []

    def active_id(self) -> str:
        return "old"

    def ids(self) -> list[str]:
        return ["old"]

    def swap_to(self, model_id: str) -> None:
        raise LookupError(model_id)

    def swap_back(self) -> str:
        raise LookupError

    def sweep(self, job_id: int) -> None:
        self.swept.append(job_id)


def test_one_training_is_open_at_a_time_and_the_log_is_bounded(store: SqlStore, clock: Clock) -> None:
    desk = TrainingDesk(store, Shelf(), clock)
    job = desk.take(desk.ask(OPERATOR), "elsewhere:1")
    with pytest.raises(Conflict):
        desk.ask(OPERATOR)
    with pytest.raises(Conflict):
        desk.take(job.id, "elsewhere:2")
    for number in range(70):
        assert desk.beat(job.id, JobState.TRAINING, Progress(Step.TRAINING), [f"{number}"] * 5)
    with store.read() as work:
        kept = work.models.jobs.get(job.id)
    assert kept
    assert len(kept.log) == 200
    assert kept.log[-1] == "69"
    desk.end(replace(job, state=JobState.BLOCKED))
    desk.end(replace(job, state=JobState.PASSED))
    assert state_of(store, job) is JobState.BLOCKED, "it ends once"
    assert desk.ask(OPERATOR) != job.id


def state_of(store: SqlStore, job: TrainingJob) -> JobState:
    with store.read() as work:
        found = work.models.jobs.get(job.id)
    assert found
    return found.state


def test_a_silent_process_is_buried_and_a_living_one_is_not(store: SqlStore, clock: Clock) -> None:
    shelf = Shelf()
    desk = TrainingDesk(store, shelf, clock)
    job = desk.take(desk.ask(OPERATOR), this_process())
    assert desk.bury_abandoned(lives) is None
    clock.advance(minutes=1)
    assert desk.bury_abandoned(lambda _: None) is None, "elsewhere, and heard of a minute ago"
    assert desk.bury_abandoned(lambda _: False) == job.id
    assert shelf.swept == [job.id]
    assert not desk.beat(job.id, JobState.TRAINING, Progress()), "whoever rises from the dead is told to end"


def test_what_was_asked_for_waits_for_its_process_however_long(store: SqlStore, clock: Clock) -> None:
    desk = TrainingDesk(store, Shelf(), clock)
    job_id = desk.ask(OPERATOR)
    clock.advance(days=1)
    assert desk.bury_abandoned(lives) is None
    assert desk.waiting() == job_id


def test_a_process_is_seen_on_this_machine_only() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    host, _, _ = this_process().rpartition(":")
    assert lives(this_process())
    assert lives(f"{host}:{child.pid}") is False
    assert lives("another-machine:1") is None


# With the real Rasa from here on.


def small_project(folder: Path) -> Path:
    """Our project with one file of sentences: it trains in seconds, and understands little."""
    (folder / "data" / "nlu").mkdir(parents=True)
    for name in ("config.yml", "domain.yml", "data/rules.yml", "data/nlu/delivery.yml"):
        (folder / name).write_bytes((PROJECT / name).read_bytes())
    return folder


def judged_file(folder: Path) -> Path:
    """Messages about everything, as people might have judged them."""
    asked = {
        "request_refund": "我要退款",
        "ask_size": "165 108斤穿什么码",
        "greet": "在吗",
        "ask_eta": "几天到",
    }
    lines = [
        json.dumps({"kind": "single", "text": f"{text}{'？' * (number % 9)}", "intents": [intent]})
        for number in range(30)
        for intent, text in asked.items()
    ]
    file = folder / "judged.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def learning(tmp_path: Path, models: Path) -> House:
    """A home with the trained model as its active one."""
    active = Models(models).active()
    assert active
    shelf = tmp_path / "home" / "models"
    shelf.mkdir(parents=True)
    for file in models.glob(f"{active.id}.*"):
        shutil.copy(file, shelf)
    home = House(Settings(home=tmp_path / "home", held_out=judged_file(tmp_path)))
    home.open_empty_shop()
    home.models.activate(active.id)
    return home


@pytest.mark.rasa
def test_a_worse_model_is_trained_judged_and_blocked(learning: House, tmp_path: Path) -> None:
    before = learning.models.active_id()
    said: list[str] = []
    ended = training_job.run(
        learning, learning.model_desk.training.ask(OPERATOR), said.append, small_project(tmp_path / "small")
    )
    assert ended.state is JobState.BLOCKED
    assert ended.verdict
    blocked = {(one.rule.value, one.on) for one in ended.verdict.rulings if not one.passes}
    assert {("overall", "held_out"), ("grave", "held_out")} <= blocked
    assert learning.models.active_id() == before
    with learning.store.read() as work:
        record = work.models.records.get(ended.model)
        (job,) = work.models.jobs.newest()
    assert record
    assert (record.against, record.encoders, len(record.config_hash)) == (before, ("usem3",), 16)
    assert job.verdict == ended.verdict
    assert any("Cross-validation" in line for line in job.log)
    assert not learning.models.workshop(job.id).exists()
    kept = [path.name for path in learning.settings.models.glob("*.answers.gz")]
    assert len(kept) == 2, "what both made of the frozen set is kept"


@pytest.mark.rasa
def test_a_real_model_judged_against_itself_passes(learning: House) -> None:
    model = load(learning.models.named(learning.models.active_id()).path)
    told: list[tuple[Step, int, int]] = []
    outcome = Judging(learning, PROJECT, lambda *step: told.append(step)).judge(model, model, None)
    assert outcome.verdict
    assert outcome.verdict.passes
    assert told[-1] == (Step.HELD_OUT, 120, 120)
    assert {figure.name for figure in outcome.figures} >= {"single: accuracy"}


@pytest.mark.rasa
def test_sentences_that_nobody_can_train_on_are_a_clear_end(learning: House, tmp_path: Path) -> None:
    project = small_project(tmp_path / "broken")
    (project / "data" / "nlu" / "delivery.yml").write_text("nlu: [", encoding="utf-8")
    before = sorted(learning.settings.models.iterdir())
    ended = training_job.run(learning, learning.model_desk.training.ask(OPERATOR), str, project)
    assert (ended.state, ended.failure) == (JobState.FAILED, Failure.UNTRAINABLE)
    assert ended.detail
    assert sorted(learning.settings.models.iterdir()) == before


@pytest.mark.rasa
def test_a_candidate_that_does_not_load_leaves_the_active_one_alone(
    learning: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scrambled(home: House, beats: object, project: Path) -> Path:
        made = home.models.workshop(1) / "20261119-000000.tar.gz"
        made.write_bytes(b"no archive")
        return made

    monkeypatch.setattr(training_job, "_trained", scrambled)
    before = learning.models.ids()
    ended = training_job.run(learning, learning.model_desk.training.ask(OPERATOR), str, tmp_path)
    assert (ended.state, ended.failure) == (JobState.FAILED, Failure.DOES_NOT_LOAD)
    assert learning.models.ids() == before
    assert not list(learning.settings.models.glob(".job-*"))


def begun(home: House) -> tuple[subprocess.Popen[bytes], int]:
    """A training of the whole project in a process of its own, once it is at work."""
    job_id = home.model_desk.training.ask(OPERATOR)
    environment = {**os.environ, "BOT_HOME": str(home.settings.home)}
    command = [sys.executable, "-W", "ignore", "-m", "bot.cli.training_job", str(job_id)]
    child = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        with home.store.read() as work:
            job = work.models.jobs.get(job_id)
        if job and any("Embedding" in line for line in job.log):
            return child, job_id
        assert child.poll() is None, "the training ended too early"
        time.sleep(0.3)
    child.kill()
    raise AssertionError("the training never began")


@pytest.mark.rasa
def test_a_training_killed_half_way_is_found_and_leaves_nothing(learning: House) -> None:
    before = sorted(learning.settings.models.iterdir())
    active = learning.models.active_id()
    child, job_id = begun(learning)
    assert learning.models.workshop(job_id).exists()
    child.send_signal(signal.SIGKILL)
    child.wait()

    assert learning.model_desk.training.bury_abandoned(lives) == job_id
    with learning.store.read() as work:
        job = work.models.jobs.get(job_id)
    assert job
    assert (job.state, job.failure) == (JobState.FAILED, Failure.KILLED)
    assert sorted(learning.settings.models.iterdir()) == before
    assert learning.models.active_id() == active
    assert learning.model_desk.training.ask(OPERATOR), "the next one may begin"


@pytest.mark.rasa
def test_a_training_that_somebody_cancels_ends_by_itself(learning: House) -> None:
    before = sorted(learning.settings.models.iterdir())
    child, job_id = begun(learning)
    learning.model_desk.training.cancel(job_id, OPERATOR)
    child.wait(timeout=300)
    with learning.store.read() as work:
        job = work.models.jobs.get(job_id)
    assert job
    assert (job.state, job.cancelled_by) == (JobState.CANCELLED, OPERATOR.login)
    assert sorted(learning.settings.models.iterdir()) == before
