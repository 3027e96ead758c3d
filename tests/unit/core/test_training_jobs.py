from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.core.model_records import How, Swap, may_be_undone
from bot.core.shadows import ShadowRun, differs
from bot.core.training_jobs import SILENT_FOR, JobState, TrainingJob, is_abandoned, with_line

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=timezone.utc)


def job(state: JobState = JobState.TRAINING, silent: timedelta = timedelta()) -> TrainingJob:
    return TrainingJob(1, state, "linjie", NOW, beat_at=NOW - silent)


@pytest.mark.parametrize("lives", [True, False, None])
def test_a_silent_training_is_abandoned_whatever_its_process_number_says(lives: bool | None) -> None:
    assert is_abandoned(job(silent=SILENT_FOR + timedelta(seconds=1)), NOW, lives=lives)


def test_a_dead_process_is_known_at_once_and_a_far_one_gets_its_time() -> None:
    assert is_abandoned(job(), NOW, lives=False)
    assert not is_abandoned(job(), NOW, lives=None)
    assert not is_abandoned(job(), NOW, lives=True)


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.PASSED, JobState.FAILED, JobState.CANCELLED])
def test_what_has_not_begun_or_has_ended_is_not_abandoned(state: JobState) -> None:
    assert not is_abandoned(job(state, timedelta(days=9)), NOW, lives=False)


def test_a_log_keeps_its_newest_lines_and_no_endless_one() -> None:
    log: tuple[str, ...] = ()
    for number in range(1_000):
        log = with_line(log, f"{number} {'x' * 1_000}")
    assert len(log) == 200
    assert max(map(len, log)) == 300
    assert log[-1].startswith("999 ")


def swap(how: How, model: str = "b", before: str = "c") -> Swap:
    return Swap(1, model, before, NOW, "linjie", how)


def test_only_the_newest_roll_back_can_be_taken_back() -> None:
    assert may_be_undone(swap(How.ROLLED_BACK), "b")
    assert not may_be_undone(swap(How.ROLLED_BACK), "d"), "another one answers by now"
    assert not may_be_undone(swap(How.APPROVED), "b")
    assert not may_be_undone(None, "b")


def test_a_shadow_is_over_when_its_time_is_or_somebody_says_so() -> None:
    run = ShadowRun(1, "m", "linjie", NOW, NOW + timedelta(hours=24))
    assert not run.is_over(NOW)
    assert run.is_over(NOW + timedelta(hours=24))
    assert ShadowRun(1, "m", "linjie", NOW, NOW + timedelta(hours=24), ended_at=NOW).is_over(NOW)


def test_readings_differ_in_wishes_or_in_certainty_and_not_in_order() -> None:
    assert not differs(("a", "b"), False, ("b", "a"), False)
    assert differs(("a",), False, ("a",), True)
    assert differs(("a",), False, (), False)
