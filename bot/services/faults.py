"""What can be wrong with a request, each in one sentence that its sender can act on."""

from __future__ import annotations

from bot.core.script_sources import Fault
from bot.core.suggestions import Finding


class Refused(Exception):
    """A request that can't be carried out; the message says why."""


class NotFound(Refused):
    """What the request names does not exist."""


class Conflict(Refused):
    """The request contradicts what has happened already."""


class Unacceptable(Refused):
    """The request's content can't be taken."""


class Forbidden(Refused):
    """This account may not do that."""


class Blocked(Refused):
    """The reply guard will not let a text out."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the reply guard blocks this text")
        self.findings = findings


class FaultyScripts(Unacceptable):
    """The checker of scripts objects; nothing was saved."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults
