"""Signing in to a shift and off it, short breaks, and what happens when somebody forgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import audit
from bot.core.accounts import Account, Right
from bot.core.duties import Duty, DutyState, forgotten_end, state_at
from bot.core.shifts import ShiftKind, ShiftRules, fitting_first, shift_end
from bot.core.shop import Shop
from bot.services.assigning import hand_out, leave_all
from bot.services.faults import Conflict, NotFound
from bot.services.keys import IDLE
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand

DUTY = "duty"
"""Kind of event: somebody has come, gone, or taken a break."""


@dataclass(frozen=True)
class OwnDuty:
    """What the bar shows to one person."""

    state: DutyState
    duty: Duty | None
    kinds: tuple[ShiftKind, ...]
    """Of the shop, the one that fits the time first."""
    kind: ShiftKind | None
    """Of the duty; None for one that the shop no longer has."""
    sheets: int
    """Hand-over sheets of others that nobody has confirmed."""


class DutyDesk:
    def __init__(self, store: Store, clock: Clock, shop: str) -> None:
        self._store = store
        self._clock = clock
        self._shop = shop

    def own(self, login: str) -> OwnDuty:
        now = self._clock()
        with self._store.read() as work:
            shop = self._shop_of(work)
            duty = work.duties.open_of(login)
            sheets = [one for one in work.handovers.unconfirmed(self._shop) if one.login != login]
        state = state_at(duty, now) if duty else DutyState.OFF
        standing = duty if state is not DutyState.OFF else None
        kinds = fitting_first(shop.shifts.kinds, now, shop.timezone)
        kind = shop.shifts.kind(standing.kind) if standing else None
        return OwnDuty(state, standing, kinds, kind, len(sheets))

    def present(self) -> Sequence[Duty]:
        """Who is on duty or on a break, in the order they came."""
        now = self._clock()
        with self._store.read() as work:
            return [duty for duty in work.duties.open(self._shop) if state_at(duty, now) is not DutyState.OFF]

    def rules(self) -> ShiftRules:
        with self._store.read() as work:
            return self._shop_of(work).shifts

    def sign_in(self, account: Account, kind_code: str) -> None:
        """Raises Forbidden for who answers nobody, Conflict when on duty, NotFound for the shift."""
        demand(account, Right.ANSWER)
        now = self._clock()
        with self._store.write() as work:
            shop = self._shop_of(work)
            work.shops.put(shop)  # nobody may have set it up yet
            kind = shop.shifts.kind(kind_code)
            if kind is None:
                raise NotFound(f"the shop has no shift {kind_code}")
            before = work.duties.open_of(account.login)
            if before and state_at(before, now) is not DutyState.OFF:
                raise Conflict(f"{account.login} is on duty already")
            if before:
                work.duties.end(before.id, min(before.ends_by, now))
            due = shift_end(kind, now, shop.timezone)
            ends_by = due + shop.shifts.grace
            work.duties.add(self._shop, Duty(0, account.login, kind.code, now, due, ends_by))
            self._tell(work, account.login, DutyState.ON)
            hand_out(work, self._shop, now)

    def pause(self, account: Account) -> None:
        """A short break: no new talks. Raises Conflict unless on duty and not on a break."""
        with self._store.write() as work:
            duty = self._standing(work, account.login, DutyState.ON)
            work.duties.begin_break(duty.id, self._clock())
            self._tell(work, account.login, DutyState.BREAK)

    def resume(self, account: Account) -> None:
        with self._store.write() as work:
            duty = self._standing(work, account.login, DutyState.BREAK)
            work.duties.end_break(duty.id, self._clock())
            self._tell(work, account.login, DutyState.ON)
            hand_out(work, self._shop, self._clock())

    def sign_off(self, account: Account) -> int:
        """Their open talks go to others; how many. Raises Conflict when not on duty."""
        with self._store.write() as work:
            duty = work.duties.open_of(account.login)
            if duty is None:
                raise Conflict(f"{account.login} is not on duty")
            return end_duty(work, duty, self._clock())

    def sign_off_other(self, login: str, by: Account) -> int:
        """Raises Forbidden, Conflict."""
        demand(by, Right.LEAD_SHIFTS)
        with self._store.write() as work:
            duty = work.duties.open_of(login)
            if duty is None:
                raise Conflict(f"{login} is not on duty")
            left = end_duty(work, duty, self._clock())
            work.audit.record(by.login, audit.SIGNED_OFF_BY, f"account {login}", {"talks": left})
            return left

    def end_forgotten(self) -> int:
        """Sign off those whose sessions or whose shifts are over; how many. Safe at any time."""
        now, ended = self._clock(), 0
        with self._store.read() as work:
            if not self._forgotten(work, now):
                return 0
        with self._store.write() as work:
            for duty, end in self._forgotten(work, now):
                work.duties.end(duty.id, end)
                leave_all(work, duty.login, now)
                self._tell(work, duty.login, DutyState.OFF)
                ended += 1
        return ended

    def set_rules(self, rules: ShiftRules, by: Account) -> None:
        """Who is on duty stays so by the rules they came under. Raises Forbidden."""
        demand(by, Right.LEAD_SHIFTS)
        with self._store.write() as work:
            shop = self._shop_of(work)
            if work.shops.put(replace(shop, shifts=rules)):
                kinds = [f"{kind.code} {kind.begins:%H:%M}-{kind.ends:%H:%M}" for kind in rules.kinds]
                work.audit.record(by.login, audit.SHIFTS_SET, f"shop {shop.code}", {"kinds": kinds})
                work.events.append(DUTY, None, {})

    def _forgotten(self, work: Work, now: datetime) -> list[tuple[Duty, datetime]]:
        found = []
        for duty in work.duties.all_open():
            session_end = work.duties.session_end(duty.login, IDLE.total_seconds())
            end = forgotten_end(duty, session_end, now)
            if end:
                found.append((duty, end))
        return found

    def _standing(self, work: Work, login: str, state: DutyState) -> Duty:
        duty = work.duties.open_of(login)
        if duty is None or state_at(duty, self._clock()) is not state:
            raise Conflict(f"{login} is not in the state {state.value}")
        return duty

    def _shop_of(self, work: Work) -> Shop:
        return work.shops.get(self._shop) or Shop(code=self._shop, name=self._shop)

    @staticmethod
    def _tell(work: Work, login: str, state: DutyState) -> None:
        work.events.append(DUTY, None, {"login": login, "state": state.value})


def end_duty(work: Work, duty: Duty, now: datetime, heir: str | None = None) -> int:
    work.duties.end(duty.id, min(now, duty.ends_by))
    left = leave_all(work, duty.login, now, heir)
    work.events.append(DUTY, None, {"login": duty.login, "state": DutyState.OFF.value})
    return left
