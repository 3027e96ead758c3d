"""Where one talk of a log ends and the next begins."""

from __future__ import annotations

from datetime import timedelta

SILENCE = timedelta(hours=2)
"""Of both sides: what comes later is another talk."""
