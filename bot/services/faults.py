"""What can be wrong with a request, each in one sentence that its sender can act on."""

from __future__ import annotations

from datetime import datetime

from bot.core.conversations import Message
from bot.core.passwords import LONGEST, SHORTEST, PasswordFault
from bot.core.quick_phrases import Flaw
from bot.core.refusals import Refusal
from bot.core.script_sources import Fault
from bot.core.suggestions import Finding

PASSWORD_FAULTS = {
    PasswordFault.TOO_SHORT: f"a password needs at least {SHORTEST} characters",
    PasswordFault.TOO_LONG: f"a password has at most {LONGEST} characters",
    PasswordFault.IS_LOGIN: "a password must not be the login",
    PasswordFault.COMMON: "this password is one of those that are tried first",
    PasswordFault.SAME: "the new password is the old one",
}


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


class RuledOut(Conflict):
    """A rule of bot.core speaks against it, and says which."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"this is ruled out: {refusal.value.replace('_', ' ')}")
        self.refusal = refusal


class WrongPassword(Refused):
    """Login and password don't fit each other; which of them is wrong is not said."""


class LockedOut(Refused):
    """Too many wrong guesses, whether or not there is such an account."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many failed sign-ins; try again after {until:%H:%M:%S} UTC")
        self.until = until


class WeakPassword(Unacceptable):
    def __init__(self, fault: PasswordFault) -> None:
        super().__init__(PASSWORD_FAULTS[fault])
        self.fault = fault


class BadLogin(Unacceptable):
    """What can't be a login or a name."""


class LoginTaken(Conflict):
    """There is an account of that login."""


class LastOwner(Conflict):
    """Nobody would be left who can let others in."""


class Blocked(Refused):
    """The reply guard will not let a text out."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the reply guard blocks this text")
        self.findings = findings


class AnsweredMeanwhile(Conflict):
    """Somebody else has answered since the sender last saw the talk."""

    def __init__(self, reply: Message, name: str) -> None:
        super().__init__(f"{name or 'somebody'} has answered in the meantime")
        self.reply = reply
        self.name = name


class FaultyPhrase(Unacceptable):
    """A quick phrase that can't be kept as it is."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.sentence)
        self.fault = flaw.fault


class FaultyScripts(Unacceptable):
    """The checker of scripts objects; nothing was saved."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults
