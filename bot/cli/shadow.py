"""Let a model read along, in a process of its own: python -m bot.cli.shadow. The worker starts it."""

from __future__ import annotations

import os
import signal
import time

import structlog

from bot.bootstrap import House, house
from bot.cli.serve import log_plainly
from bot.cli.understanding import named_understanding
from bot.core.shadows import ShadowRun
from bot.core.understanding import Parse
from bot.services.ports_models import DraftedTurn

log = structlog.get_logger()

LOOK_EVERY = 1.0
"""Seconds between two looks for new drafts."""


def read_along(home: House) -> None:
    """Until its time is over, somebody stops it, or whoever started this process is gone."""
    run = home.model_desk.shadow.due()
    if run is None:
        return
    parent = os.getppid()
    try:
        understanding = named_understanding(run.model)
    except Exception as fault:  # Rasa wraps whatever a component raises
        log.error("shadow_does_not_load", model=run.model, error=str(fault))
        home.model_desk.shadow.end(run, "does_not_load")
        return

    def read(turn: DraftedTurn) -> Parse:
        return understanding.parse(turn.judged.text, turn.judged.previous)

    while run and os.getppid() == parent:
        if not home.model_desk.shadow.read_on(run, read):
            time.sleep(LOOK_EVERY)
        run = _same(run, home.model_desk.shadow.due())


def _same(run: ShadowRun, now: ShadowRun | None) -> ShadowRun | None:
    """Another model needs another process."""
    return now if now and now.id == run.id else None


def main() -> None:
    log_plainly()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        read_along(house())
    except KeyboardInterrupt:
        log.info("shadow_stopped")


if __name__ == "__main__":
    main()
