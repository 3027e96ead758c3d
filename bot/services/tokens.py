"""How programs come in: by bearer token, each with a role."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.core import audit
from bot.core.accounts import LONGEST_NAME, Account, ApiToken, Right, Role
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.keys import USED_EVERY, digest
from bot.services.ports import Clock, Store
from bot.services.rights import demand


class Tokens:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def new(self, name: str, role: Role, by: Account) -> str:
        """A new bearer token, shown only now. Raises Conflict when the name is taken."""
        demand(by, Right.MANAGE_PEOPLE)
        name = name.strip()
        if not 1 <= len(name) <= LONGEST_NAME:
            raise Unacceptable(f"a token needs a name of at most {LONGEST_NAME} characters")
        token = secrets.token_urlsafe(32)
        with self._store.write() as work:
            try:
                work.tokens.add(name, role, digest(token), self._clock())
            except ValueError as taken:
                raise Conflict(str(taken)) from taken
            work.audit.record(by.login, audit.TOKEN_MADE, f"token {name}", {"role": role.value})
        return token

    def keep(self, name: str, token: str, role: Role) -> None:
        """Make sure that this very token is valid, for the demo shop."""
        with self._store.write() as work:
            if work.tokens.found(digest(token)) is None:
                work.tokens.keep(name, role, digest(token), self._clock())

    def known(self, token: str) -> ApiToken | None:
        """Whose token it is; None when it is not ours or was revoked."""
        now = self._clock()
        with self._store.read() as work:
            found = work.tokens.found(digest(token))
        if found and (found.last_used_at is None or now - found.last_used_at >= USED_EVERY):
            with self._store.write() as work:
                work.tokens.used(found.id, now)
        return found

    def listed(self, by: Account) -> Sequence[ApiToken]:
        demand(by, Right.MANAGE_PEOPLE)
        with self._store.read() as work:
            return work.tokens.all()

    def revoke(self, name: str, by: Account) -> None:
        """From now on it opens nothing. Raises NotFound, and Conflict when that was done before."""
        demand(by, Right.MANAGE_PEOPLE)
        with self._store.write() as work:
            found = work.tokens.named(name)
            if found is None:
                raise NotFound(f"there is no token {name}")
            if found.revoked_at:
                raise Conflict(f"the token {name} was revoked before")
            work.tokens.revoke(found.id, self._clock())
            work.audit.record(by.login, audit.TOKEN_REVOKED, f"token {name}", {})
