"""The command line: python -m bot …"""

from bot.cli.app import main

__all__ = ["main"]
