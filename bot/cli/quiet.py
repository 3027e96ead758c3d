"""Keeps other people's chatter off the terminal."""

from __future__ import annotations

import logging


def without_warnings() -> None:
    """Rasa's dependencies deprecate each other, page after page, and reset Python's own filters on import."""
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    logging.getLogger("py.warnings").addHandler(logging.NullHandler())
