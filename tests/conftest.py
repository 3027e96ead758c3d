"""What several kinds of tests share: one trained model, one running desk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.running import PROJECT, RunningDesk, start_desk

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
# A busy machine is no fault, and the gate tries the same examples every time (.ci/run).
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def models() -> Path:
    """A folder with a model trained on the present data; trained at most once per change of the data."""
    home = PROJECT / "var" / "tests"
    environment = {**os.environ, "BOT_HOME": str(home)}
    subprocess.run(
        [sys.executable, "-m", "bot", "learn", "train", "--activate", "--if-changed"],
        cwd=PROJECT,
        env=environment,
        check=True,
    )
    return home / "models"


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Iterator[RunningDesk]:
    """The whole desk with the demo shop on SQLite."""
    running = start_desk(tmp_path_factory.mktemp("desk"), models)
    yield running
    left = running.stop()
    assert not left, f"Ctrl-C left processes behind: {left}"
