"""Processes by name, as `host:123`: who we are, and whether another one is there."""

from __future__ import annotations

import os
import socket


def this_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def lives(process: str) -> bool | None:
    """None for a process of another machine, which can't be seen from here."""
    host, _, number = process.rpartition(":")
    if host != socket.gethostname() or not number.isdigit():
        return None
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
