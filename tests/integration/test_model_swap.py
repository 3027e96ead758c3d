"""Two real Rasa servers follow the desk's active model, forward and back, while they go on answering."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.adapters.models import Models
from bot.bootstrap import House
from bot.services.people import OPERATOR
from bot.settings import Settings
from tests.running import RunningDesk, another_rasa, start_desk, wait_for_model

pytestmark = pytest.mark.rasa
NEWER = "29991231-235959"


@pytest.fixture
def shelf(tmp_path: Path, models: Path) -> Path:
    """The trained model twice, under two names: for Rasa these are two models."""
    active = Models(models).active()
    assert active
    folder = tmp_path / "models"
    folder.mkdir()
    for file in models.glob(f"{active.id}.*json"):
        shutil.copy(file, folder)
    shutil.copy(active.path, folder)
    shutil.copy(active.path, folder / f"{NEWER}.tar.gz")
    Models(folder).activate(active.id)
    return folder


@pytest.fixture
def desk(tmp_path: Path, shelf: Path) -> Iterator[RunningDesk]:
    running = start_desk(tmp_path / "home", shelf)
    yield running
    running.stop()


@pytest.fixture
def second(desk: RunningDesk) -> Iterator[str]:
    address, process = another_rasa(desk)
    yield address
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


def test_every_rasa_server_follows_a_swap_and_a_roll_back(
    desk: RunningDesk, shelf: Path, second: str
) -> None:
    home = House(Settings(home=desk.home))
    token, older = home.settings.secret("rasa"), home.models.active_id()
    servers = (f"http://127.0.0.1:{desk.environment['RASA_PORT']}", second)
    for server in servers:
        wait_for_model(server, token, older)

    home.model_desk.swap.by_command(NEWER, OPERATOR.login)
    for server in servers:
        wait_for_model(server, token, NEWER)
        answer = httpx.post(
            f"{server}/model/parse", params={"token": token}, json={"text": "在吗"}, timeout=60
        )
        assert answer.json()["intent"]["name"] == "greet"

    assert home.model_desk.swap.roll_back(OPERATOR) == older
    for server in servers:
        wait_for_model(server, token, older)
