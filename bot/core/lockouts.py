"""Guessing passwords takes longer with every wrong guess, for one account and from one address."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

IPV6_HOME = 64
"""A home or an office has a whole network of that many bits: one guesser, any number of addresses."""
MOST_DOUBLINGS = 20


class Door(str, Enum):
    """What is counted."""

    ACCOUNT = "account"
    ADDRESS = "address"


@dataclass(frozen=True)
class LockRule:
    free: int
    """This many failures in a row lock for `first`; each further one for twice as long as the one before."""
    first: timedelta
    longest: timedelta
    forgotten: timedelta
    """After so long without a failure it is as if there had been none."""


RULES = {
    Door.ACCOUNT: LockRule(5, timedelta(minutes=1), timedelta(hours=1), timedelta(hours=24)),
    # A whole office shares one address.
    Door.ADDRESS: LockRule(30, timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1)),
}
LONGEST_MEMORY = max(rule.forgotten for rule in RULES.values())


@dataclass(frozen=True)
class Tries:
    """Failed sign-ins at one door."""

    door: Door
    key: str
    failures: int
    last_at: datetime
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        return self.locked_until is not None and self.locked_until > now


def after_failure(door: Door, key: str, known: Tries | None, now: datetime) -> Tries:
    rule = RULES[door]
    is_fresh = known is None or now - known.last_at >= rule.forgotten
    failures = 1 if known is None or is_fresh else known.failures + 1
    return Tries(door, key, failures, now, _locked_until(rule, failures, now))


def after_success(tries: Tries) -> Tries | None:
    """Whoever proves who they are has no failures at their account; at their address only this try is
    forgiven, so that nobody clears a guesser's way by signing in to an account of their own."""
    if tries.door is Door.ACCOUNT or tries.failures <= 1:
        return None
    return replace(tries, failures=tries.failures - 1, locked_until=None)


def address_key(address: str) -> str:
    """The network that a guesser can't leave at will; what is no address stands for itself."""
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return address[:64]
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network(f"{parsed}/{IPV6_HOME}", strict=False))


def _locked_until(rule: LockRule, failures: int, now: datetime) -> datetime | None:
    beyond = failures - rule.free
    if beyond < 0:
        return None
    doublings: int = 2 ** min(beyond, MOST_DOUBLINGS)
    return now + min(rule.first * doublings, rule.longest)
