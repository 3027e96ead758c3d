"""The only place that knows concrete classes: joins services with their adapters."""

from bot.bootstrap.foundations import DATA, utc_now
from bot.bootstrap.house import House, house, suggest_for_actions

__all__ = ["DATA", "House", "house", "suggest_for_actions", "utc_now"]
