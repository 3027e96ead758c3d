"""The whole desk as a user starts it: `python -m bot run` with all its processes, in a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

PROJECT = Path(__file__).resolve().parent.parent
READY_WITHIN = 240


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for opened in sockets:
        opened.bind(("127.0.0.1", 0))
    ports = [int(opened.getsockname()[1]) for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports


def buyer_message(text: str, talk: str, *, name: str | None = None, **more: Any) -> dict[str, Any]:
    """A message as a channel hands it in; the buyer is named like the talk unless given a name."""
    return {
        "channel": "shop-app",
        "conversation": talk,
        "message_id": uuid.uuid4().hex,
        "sender": "buyer",
        "kind": "text",
        "buyer": {"id": talk, "name": name or talk},
        "text": text,
        **more,
    }


@dataclass
class RunningDesk:
    address: str
    home: Path
    process: subprocess.Popen[bytes]
    log: Path
    environment: dict[str, str]

    @property
    def token(self) -> str:
        return (self.home / "secrets" / "demo-token").read_text().strip()

    @property
    def password(self) -> str:
        return (self.home / "secrets" / "demo-password").read_text().strip()[:12]

    def api(self) -> httpx.Client:
        return httpx.Client(
            base_url=f"{self.address}/api/v1",
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=30,
        )

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, name: str) -> psutil.Process:
        """The process that serves `name`: desk, rasa, actions or worker."""
        wanted = {"actions": ["-m", "actions"]}.get(name, ["serve", name])
        for process in self.children():
            command = process.cmdline()
            if any(command[i : i + 2] == wanted for i in range(len(command))):
                return process
        raise LookupError(f"no process serves {name}")

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the desk ended:\n{self.tail()}")
            try:
                if httpx.get(f"{self.address}/readyz", timeout=20).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.5)
        raise RuntimeError(f"the desk is not ready:\n{self.tail()}")

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-60:])

    def stop(self) -> list[psutil.Process]:
        """Ctrl-C, as a user would; returns the processes that are still alive afterwards."""
        family = self.children()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        _, alive = psutil.wait_procs(family, timeout=10)
        for process in alive:
            process.kill()
        return alive


def start_desk(home: Path, models: Path, **settings: str) -> RunningDesk:
    """Start the desk in `home` with an already trained model; returns when a probe got a suggestion."""
    desk = desk_process(home, models, **settings)
    desk.wait_until_ready()
    return desk


def desk_process(home: Path, models: Path, **settings: str) -> RunningDesk:
    """The same without waiting."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "models").exists():
        (home / "models").symlink_to(models, target_is_directory=True)
    desk_port, rasa_port, actions_port = free_ports(3)
    environment = {
        **os.environ,
        "BOT_HOME": str(home),
        "BOT_PORT": str(desk_port),
        "RASA_PORT": str(rasa_port),
        "ACTIONS_PORT": str(actions_port),
        "BOT_TRAINING_DATA": str(home / "training"),
        **settings,
    }
    log = home / "run.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return RunningDesk(f"http://127.0.0.1:{desk_port}", home, process, log, environment)


def another_rasa(desk: RunningDesk) -> tuple[str, subprocess.Popen[bytes]]:
    """One more Rasa server that follows the same desk: its address and its process."""
    (port,) = free_ports(1)
    environment = {**desk.environment, "RASA_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bot", "serve", "rasa"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return f"http://127.0.0.1:{port}", process


def model_of(rasa: str, token: str) -> str:
    """The model that a Rasa server has loaded; empty while it has none or does not answer."""
    try:
        status = httpx.get(f"{rasa}/status", params={"token": token}, timeout=20).json()
    except (httpx.HTTPError, ValueError):
        return ""
    return Path(status.get("model_file") or "").name.removesuffix(".tar.gz")


def wait_for_model(rasa: str, token: str, model: str, within: float = READY_WITHIN) -> None:
    deadline = time.monotonic() + within
    while model_of(rasa, token) != model:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{rasa} has not loaded {model}")
        time.sleep(0.2)
