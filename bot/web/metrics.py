"""Figures for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

messages = Counter("bot_messages_total", "Messages taken in", ["channel", "sender"])
decisions = Counter("bot_decisions_total", "Decisions on suggestions", ["decision"])
waiting = Gauge("bot_conversations_waiting", "Conversations whose buyer waits")
