"""Faults that the command line tells in one sentence instead of a stack trace."""

from __future__ import annotations

from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from bot.core.imports import UnreadableFile
from bot.services.faults import Refused
from bot.services.ports import DraftingFailure


class Usage(Exception):
    """The command can't do what it was asked; the message says why."""


one_sentence = (
    Usage,
    Refused,
    UnreadableFile,
    DraftingFailure,
    ValidationError,
    OperationalError,
    LookupError,
    OSError,
    ValueError,
)
