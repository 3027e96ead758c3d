"""The tables. Importing this package registers every one of them on `Base.metadata`."""

from bot.adapters.store.tables import (
    alone,
    approvals,
    catalogue,
    chat_logs,
    desk,
    follow_ups,
    joins,
    lockouts,
    mined,
    models,
    order_work,
    orders,
    scripts,
    shifts,
    talks,
    thread,
    training,
)
from bot.adapters.store.tables.base import Base

__all__ = [
    "Base",
    "alone",
    "approvals",
    "catalogue",
    "chat_logs",
    "desk",
    "follow_ups",
    "joins",
    "lockouts",
    "mined",
    "models",
    "order_work",
    "orders",
    "scripts",
    "shifts",
    "talks",
    "thread",
    "training",
]
