"""A stock Rasa server with a one-line action: what `rasa run` gives everybody, on the same machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.running import free_ports

STOCK = Path(__file__).parent / "stock"
READY_WITHIN = 180


@contextmanager
def stock_rasa(folder: Path) -> Iterator[str]:
    """Train and run it; yields the address of its REST channel."""
    rasa_port, actions_port = free_ports(2)
    environment = {
        **os.environ,
        "STOCK_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "SANIC_HOST": "127.0.0.1",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    rasa = [sys.executable, "-m", "rasa"]
    subprocess.run(
        [*rasa, "train", "--out", str(folder), "--fixed-model-name", "stock"],
        cwd=STOCK, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    commands = (
        [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "-p", str(actions_port)],
        [*rasa, "run", "--model", str(folder / "stock.tar.gz"), "-i", "127.0.0.1", "-p", str(rasa_port)],
    )
    running = [
        subprocess.Popen(
            command, cwd=STOCK, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for command in commands
    ]
    address = f"http://127.0.0.1:{rasa_port}/webhooks/rest/webhook"
    try:
        _wait(address)
        yield address
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


def _wait(address: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        try:
            if httpx.post(address, json={"sender": "probe", "message": "在吗"}, timeout=30).json():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise RuntimeError("stock Rasa did not start")
