"""What may be a password: long, not one's login, and not what everybody tries first."""

from __future__ import annotations

from collections.abc import Set
from enum import Enum

SHORTEST = 10
LONGEST = 128
FEWEST_CHARACTERS = 4
"""Different ones: aaaaaaaaaa and 1212121212 are no passwords."""
RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class PasswordFault(str, Enum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    IS_LOGIN = "is_login"
    COMMON = "common"
    SAME = "same"
    """The one that is to be replaced."""


def password_fault(password: str, login: str, common: Set[str]) -> PasswordFault | None:
    """`common` holds the commonest passwords in lower case."""
    plain = password.strip().lower()
    if len(plain) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordFault.TOO_LONG
    if _is_login(plain, login.lower()):
        return PasswordFault.IS_LOGIN
    if plain in common or len(set(plain)) < FEWEST_CHARACTERS or _is_run(plain):
        return PasswordFault.COMMON
    return None


def _is_login(plain: str, login: str) -> bool:
    """The login itself, repeated, backwards or with nothing but figures and signs around it."""
    rest = plain.replace(login, "").replace(login[::-1], "") if login else plain
    return rest != plain and not any(letter.isalpha() for letter in rest)


def _is_run(plain: str) -> bool:
    return any(plain in run or plain in run[::-1] for run in RUNS)
