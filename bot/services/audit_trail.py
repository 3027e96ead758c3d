"""The audit trail, page by page, for those who lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.audit import AuditEntry, AuditFilter
from bot.services.ports import Store
from bot.services.rights import demand

PAGE = 50


@dataclass(frozen=True)
class AuditPage:
    entries: tuple[AuditEntry, ...]
    older: int | None
    """Before which entry the next page begins; None on the last one."""


class AuditTrail:
    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self, wanted: AuditFilter, before: int | None, by: Account) -> AuditPage:
        demand(by, Right.READ_AUDIT)
        with self._store.read() as work:
            found = tuple(work.audit.found(wanted, before, PAGE + 1))
        shown = found[:PAGE]
        return AuditPage(shown, shown[-1].id if len(found) > PAGE else None)

    def exported(self, actor: str, subject: str, count: int) -> None:
        with self._store.write() as work:
            work.audit.record(actor, audit.EXPORTED, subject, {"count": count})
