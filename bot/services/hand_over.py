"""The sheet at the end of a shift: written from the record, edited, handed over, confirmed (handbook D2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.duties import Duty
from bot.core.handovers import LONGEST_LINE, Sheet, watch_items
from bot.services.duty import end_duty
from bot.services.faults import Conflict, NotFound, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand

SHEET = "handover"
"""Kind of event: a sheet was handed over or confirmed."""


@dataclass(frozen=True)
class Written:
    """What the agent has typed on the sheet."""

    watch: str = ""
    """One thing to watch per line."""
    remarks: Mapping[str, str] | None = None
    receiver: str | None = None


class HandOver:
    def __init__(self, store: Store, clock: Clock, shop: str) -> None:
        self._store = store
        self._clock = clock
        self._shop = shop

    def sheet(self, account: Account) -> Sheet | None:
        """The own sheet as it would be handed over now; None for who is not on duty."""
        with self._store.read() as work:
            duty = work.duties.open_of(account.login)
            return self._present(work, duty) if duty else None

    def waiting(self) -> Sequence[Sheet]:
        """Handed over and not yet confirmed, oldest first."""
        with self._store.read() as work:
            return work.handovers.unconfirmed(self._shop)

    def newest(self) -> Sequence[Sheet]:
        """The last ones that were confirmed."""
        with self._store.read() as work:
            return work.handovers.confirmed(self._shop)

    def keep(self, account: Account, written: Written) -> None:
        """Save what was typed so far. Raises Conflict when not on duty, Unacceptable."""
        with self._store.write() as work:
            self._save(work, account, written)

    def hand_over(self, account: Account, written: Written) -> int:
        """Hand the sheet over and go off duty: open talks go to the receiver, or by load. The sheet's id.

        Raises Conflict when not on duty, NotFound and Forbidden for the receiver, Unacceptable.
        """
        now = self._clock()
        with self._store.write() as work:
            duty, sheet = self._save(work, account, written)
            if sheet.receiver:
                _may_receive(work, sheet.receiver, account)
            sheet_id = work.handovers.put(self._shop, replace(sheet, handed_at=now))
            end_duty(work, duty, now, sheet.receiver)
            detail = {"lines": len(sheet.lines), "watch": len(sheet.watch), "to": sheet.receiver or ""}
            work.audit.record(account.login, audit.HANDED_OVER, f"handover {sheet_id}", detail)
            work.events.append(SHEET, None, {"sheet": sheet_id})
            return sheet_id

    def confirm(self, sheet_id: int, account: Account) -> None:
        """Once, by somebody else. Raises Forbidden, NotFound, Conflict."""
        demand(account, Right.ANSWER)
        with self._store.write() as work:
            sheet = work.handovers.get(sheet_id)
            if sheet is None or sheet.handed_at is None:
                raise NotFound(f"there is no hand-over sheet {sheet_id}")
            if sheet.confirmed_by:
                raise Conflict(f"{sheet.confirmed_by} has confirmed sheet {sheet_id} already")
            if sheet.login == account.login:
                raise Conflict("one's own sheet is confirmed by the next shift")
            work.handovers.confirm(sheet_id, account.login, self._clock())
            detail = {"from": sheet.login}
            work.audit.record(account.login, audit.TAKEN_UP, f"handover {sheet_id}", detail)
            work.events.append(SHEET, None, {"sheet": sheet_id})

    def _present(self, work: Work, duty: Duty) -> Sheet:
        """What was typed, with the lines as the record has them now."""
        lines = tuple(work.handovers.lines_for(duty.login, self._clock()))
        known = work.handovers.of_duty(duty.id)
        blank = Sheet(0, duty.id, duty.login, duty.kind, None, (), {}, ())
        return replace(known or blank, lines=lines)

    def _save(self, work: Work, account: Account, written: Written) -> tuple[Duty, Sheet]:
        duty = work.duties.open_of(account.login)
        if duty is None:
            raise Conflict(f"{account.login} is not on duty")
        try:
            watch = watch_items(written.watch)
        except ValueError as fault:
            raise Unacceptable(str(fault)) from fault
        remarks = {key: text.strip() for key, text in (written.remarks or {}).items() if text.strip()}
        if any(len(text) > LONGEST_LINE for text in remarks.values()):
            raise Unacceptable(f"a remark may have {LONGEST_LINE} characters")
        present = self._present(work, duty)
        own = {line.key for line in present.lines}
        sheet = replace(
            present,
            watch=watch,
            remarks={key: text for key, text in remarks.items() if key in own},
            receiver=written.receiver or None,
        )
        work.handovers.put(self._shop, sheet)
        return duty, sheet


def _may_receive(work: Work, login: str, giver: Account) -> None:
    found = work.accounts.by_login(login)
    if found is None or not found[0].active:
        raise NotFound(f"there is no account {login}")
    demand(found[0], Right.ANSWER)
    if login == giver.login:
        raise Conflict("one can't hand over to oneself")
