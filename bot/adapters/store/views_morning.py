"""What lies there in the morning: a section per provider, those without lines left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.adapters.store.tables.approvals import ApprovalRow
from bot.adapters.store.tables.talks import BuyerRow, ConversationRow
from bot.adapters.store.views_alone import unreviewed
from bot.adapters.store.views_drift import drift
from bot.adapters.store.views_inbox import InboxLine, inbox
from bot.adapters.store.work import SqlWork
from bot.core.accounts import Right
from bot.core.approvals import ApprovalState
from bot.core.conversations import ConversationState
from bot.core.drift import Alarm
from bot.core.follow_ups import FollowUp, FollowUpState
from bot.core.inbox import Show

MOST_LINES = 100
CLOSED = ConversationState.CLOSED.value


@dataclass(frozen=True)
class Line:
    address: str
    """Where it is worked on."""
    title: str
    text: str = ""
    since: datetime | None = None
    owner: str | None = None
    kind: str = ""
    """Of a follow-up."""
    alarm: Alarm | None = None
    """What has changed most, told by the template."""


@dataclass(frozen=True)
class Section:
    key: str
    """Its title stands in the template by this."""
    lines: tuple[Line, ...]


Provider = Callable[[SqlWork, str], Iterable[Line]]


def held(work: SqlWork, _login: str) -> Iterable[Line]:
    """Whose newest turn found nobody there."""
    return [_talk(line) for line in inbox(work.session, Show.HELD, limit=MOST_LINES) if line.waiting_since]


def waiting(work: SqlWork, _login: str) -> Iterable[Line]:
    lines = inbox(work.session, Show.WAITING, limit=MOST_LINES)
    return [_talk(line) for line in lines if not line.held]


def for_supervisor(work: SqlWork, _login: str) -> Iterable[Line]:
    found = work.session.execute(
        select(ConversationRow.id, BuyerRow.nickname, ConversationRow.owned_at)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .where(ConversationRow.for_supervisor.is_(True), ConversationRow.state != CLOSED)
        .order_by(ConversationRow.owned_at)
        .limit(MOST_LINES)
    ).all()
    return [Line(f"/desk/{talk}", nick, since=at) for talk, nick, at in found]


def approvals(work: SqlWork, _login: str) -> Iterable[Line]:
    found = work.session.execute(
        select(ApprovalRow, BuyerRow.nickname)
        .join(ConversationRow, ConversationRow.id == ApprovalRow.conversation_id)
        .join(BuyerRow, BuyerRow.id == ConversationRow.buyer_id)
        .where(ApprovalRow.state == ApprovalState.PENDING.value)
        .order_by(ApprovalRow.id)
        .limit(MOST_LINES)
    ).all()
    return [
        Line(f"/desk/{row.conversation_id}", nick, row.product_name, row.asked_at, row.asked_by)
        for row, nick in found
    ]


def follow_ups(work: SqlWork, _login: str) -> Iterable[Line]:
    return [_follow_up(one) for one in _suggested(work) if not one.due.for_supervisor]


def escalated(work: SqlWork, _login: str) -> Iterable[Line]:
    return [_follow_up(one) for one in _suggested(work) if one.due.for_supervisor]


def _suggested(work: SqlWork) -> list[FollowUp]:
    state = FollowUpState.SUGGESTED
    return [
        one for shop in work.shops.codes() for one in work.follow_ups.in_state(shop, state, limit=MOST_LINES)
    ]


def _follow_up(one: FollowUp) -> Line:
    return Line(
        f"/followups#f{one.id}", one.buyer, one.text, one.due.deadline or one.due.at, kind=one.kind.value
    )


def sheets(work: SqlWork, login: str) -> Iterable[Line]:
    return [
        Line(f"/shift#sheet-{sheet.id}", sheet.kind, "", sheet.handed_at, sheet.login)
        for shop in work.shops.codes()
        for sheet in work.handovers.unconfirmed(shop)
        if sheet.login != login
    ]


def answered_alone(work: SqlWork, _login: str) -> Iterable[Line]:
    """What the desk has answered by itself and nobody has looked at."""
    return [
        Line(f"/alone#sent-{one.id}", one.buyer, one.answer, one.at)
        for one in unreviewed(work.session, MOST_LINES)
    ]


def drifted(work: SqlWork, login: str) -> Iterable[Line]:
    """One line for those who can do something about it: the worst, and how many there are."""
    found = work.accounts.by_login(login)
    if found is None or not found[0].may(Right.EDIT_SCRIPTS):
        return []
    worse = [one for shop in work.shops.codes() for one in drift(work, shop).alarms if one.is_worse]
    return [Line("/drift", str(len(worse)), alarm=worse[0])] if worse else []


PROVIDERS: tuple[tuple[str, Provider], ...] = (
    ("held", held),
    ("answered_alone", answered_alone),
    ("sheets", sheets),
    ("escalated", escalated),
    ("for_supervisor", for_supervisor),
    ("approvals", approvals),
    ("waiting", waiting),
    ("follow_ups", follow_ups),
    ("drift", drifted),
)


def morning(work: SqlWork, login: str) -> tuple[Section, ...]:
    found = (Section(key, tuple(provide(work, login))) for key, provide in PROVIDERS)
    return tuple(section for section in found if section.lines)


def _talk(line: InboxLine) -> Line:
    return Line(
        f"/desk/{line.id}?show=waiting", line.buyer_nick, line.last_text, line.waiting_since, line.owner
    )
