"""The tables. Importing this package registers every one of them on `Base.metadata`."""

from bot.adapters.store.tables import approvals, catalogue, desk, lockouts, orders, scripts, talks, thread
from bot.adapters.store.tables.base import Base

__all__ = ["Base", "approvals", "catalogue", "desk", "lockouts", "orders", "scripts", "talks", "thread"]
