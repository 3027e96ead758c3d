"""python -m bot run: prepare everything, start every process, say where the desk is."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time

import httpx
import typer
from honcho.manager import Manager

from bot.bootstrap import house
from bot.cli.faults import Usage
from bot.cli.prepare import prepare
from bot.cli.understanding import train_if_needed
from bot.settings import PROJECT, Settings, settings

PROCESSES = ("desk", "actions", "rasa", "worker")
READY_WITHIN = 180


def run() -> None:
    """Prepare the database, the demo shop and the model, then start all processes. Ctrl-C stops them.

    Example: python -m bot run
    """
    _check_ports(settings())
    prepared = prepare()
    train_if_needed()
    house().store.close()
    manager = Manager()
    for name in PROCESSES:
        manager.add_process(name, _kept_alive(name), env=_environment(), cwd=str(PROJECT))
    threading.Thread(target=_announce, args=(settings(), prepared), daemon=True).start()
    manager.loop()
    raise typer.Exit(0 if manager.returncode in (0, 130, 143) else 1)


def _kept_alive(name: str) -> str:
    """A shell line that starts a process again when it ends by itself: one crash must not stop the desk."""
    serve = f"{sys.executable} -m bot serve {name}"
    again = f"echo '{name} ended, starting it again in 2 s'; sleep 2"
    return f'trap "over=1" TERM; until [ "$over" ]; do {serve}; [ "$over" ] || {{ {again}; }}; done'


def _environment() -> dict[str, str]:
    return {**os.environ, **settings().for_processes(), "PYTHONUNBUFFERED": "1"}


def _check_ports(chosen: Settings) -> None:
    for name, port in (
        ("BOT_PORT", chosen.port),
        ("RASA_PORT", chosen.rasa_port),
        ("ACTIONS_PORT", chosen.actions_port),
    ):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise Usage(
                    f"port {port} is taken: the desk may be running already; "
                    f"stop what uses it or choose another with {name}"
                ) from None


def _announce(chosen: Settings, prepared: list[str]) -> None:
    """Print where to go once a probe message has come back with a suggestion."""
    address = f"http://{chosen.host}:{chosen.port}"
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/readyz", timeout=15).status_code == httpx.codes.OK:
                break
        except httpx.HTTPError:
            pass
        time.sleep(1)
    else:
        typer.echo(f"\nThe desk is not ready after {READY_WITHIN} s; {address}/readyz says why.\n")
        return
    lines = [
        f"The desk:          {address}/",
        f"The buyer's chat:  {address}/chat",
        *prepared,
        "Ctrl-C stops it.",
    ]
    typer.echo("\n" + "\n".join(f"  {line}" for line in lines) + "\n")
