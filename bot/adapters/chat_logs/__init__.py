"""Chat logs as shops have them, read into lines. Nothing here stores anything (docs/imports.md)."""

from __future__ import annotations

from bot.adapters.chat_logs.files import read_chat_log

__all__ = ["read_chat_log"]
