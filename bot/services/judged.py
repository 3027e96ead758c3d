"""A rule of the core that speaks against a request becomes the fault that its sender reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.core.refusals import OutOfRule
from bot.services.faults import RuledOut


@contextmanager
def judged() -> Iterator[None]:
    """Raises RuledOut."""
    try:
        yield
    except OutOfRule as fault:
        raise RuledOut(fault.refusal) from fault
