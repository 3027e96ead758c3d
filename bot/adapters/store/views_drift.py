"""How suggestions fared, week by week and intent by intent."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, and_, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from bot.adapters.store.tables.talks import (
    ConversationRow,
    DecisionRow,
    DraftRow,
    MessageRow,
    SuggestionRow,
)
from bot.adapters.store.understood import UNKNOWN, closest, main_intent
from bot.adapters.store.work import SqlWork
from bot.core.conversations import Sender, Verdict
from bot.core.drift import BEFORE, Alarm, Rate, Tally, Week, alarms, weeks_to

WEEKS = 8
MOST_ABSTAINED = 20_000
"""Turns that were not understood are read one by one: so many of the newest."""
NOTHING = "[]"
_PART = {Verdict.ACCEPT: "accepted", Verdict.EDIT: "edited", Verdict.REJECT: "rejected"}

Weekly = Mapping[str, Sequence[Tally]]


@dataclass(frozen=True)
class Drift:
    weeks: tuple[Week, ...]
    weekly: Weekly
    """Intent -> a tally per week."""
    alarms: tuple[Alarm, ...]

    def most_first(self, rate: Rate) -> list[str]:
        """The intents by how much this rate rests on."""
        wholes = {intent: sum(tallies, Tally()).share(rate).whole for intent, tallies in self.weekly.items()}
        return sorted((one for one, whole in wholes.items() if whole), key=lambda one: (-wholes[one], one))


def drift(work: SqlWork, shop_code: str, count: int = WEEKS) -> Drift:
    """Of the newest weeks, and of as many before as they are compared with."""
    shop = work.shops.get(shop_code)
    if shop is None:
        return Drift((), {}, ())
    weeks = weeks_to(work.now(), shop.timezone, count + BEFORE)
    shop_id = work.shops.id_of(shop_code)
    tallies: dict[str, list[Tally]] = defaultdict(lambda: [Tally()] * len(weeks))
    for intent, place, tally in (
        *_decisions(work.session, shop_id, weeks),
        *_understood(work.session, shop_id, weeks),
        *_abstained(work.session, shop_id, weeks),
    ):
        tallies[intent][place] += tally
    shown = {intent: tuple(row[BEFORE:]) for intent, row in tallies.items() if set(row[BEFORE:]) != {Tally()}}
    return Drift(weeks[BEFORE:], shown, alarms(tallies, weeks))


Found = tuple[str, int, Tally]


def _decisions(session: Session, shop_id: int, weeks: Sequence[Week]) -> list[Found]:
    place = _place(DecisionRow.at, weeks)
    found = session.execute(
        select(SuggestionRow.intent, DecisionRow.verdict, place, func.count())
        .select_from(DecisionRow)
        .join(SuggestionRow, SuggestionRow.id == DecisionRow.suggestion_id)
        .join(ConversationRow, ConversationRow.id == SuggestionRow.conversation_id)
        .where(ConversationRow.shop_id == shop_id, *_within(DecisionRow.at, weeks))
        .group_by(SuggestionRow.intent, DecisionRow.verdict, place)
    ).all()
    return [
        (intent, int(at), Tally(**{_PART[Verdict(verdict)]: count})) for intent, verdict, at, count in found
    ]


def _turns(shop_id: int, weeks: Sequence[Week], *columns: Any) -> Any:
    """The buyers' turns with how each was understood first; what people asked for again does not count."""
    earlier = aliased(DraftRow)
    again = (
        select(earlier.id)
        .where(earlier.message_id == DraftRow.message_id, earlier.id < DraftRow.id, earlier.failure.is_(None))
        .exists()
    )
    return (
        select(*columns)
        .select_from(DraftRow)
        .join(MessageRow, MessageRow.id == DraftRow.message_id)
        .join(ConversationRow, ConversationRow.id == DraftRow.conversation_id)
        .outerjoin(SuggestionRow, and_(SuggestionRow.draft_id == DraftRow.id, SuggestionRow.rank == 1))
        .where(ConversationRow.shop_id == shop_id, *_within(DraftRow.at, weeks))
        .where(DraftRow.failure.is_(None), MessageRow.sender == Sender.BUYER.value, ~again)
    )


INTENTS: Any = cast(DraftRow.intents, Text)


def _understood(session: Session, shop_id: int, weeks: Sequence[Week]) -> list[Found]:
    place = _place(DraftRow.at, weeks)
    unknown = func.sum(case((UNKNOWN, 1), else_=0))
    query = _turns(shop_id, weeks, INTENTS, place, func.count(), unknown).where(INTENTS != NOTHING)
    found = session.execute(query.group_by(INTENTS, place)).all()
    return [
        (main_intent(json.loads(intents)), int(at), Tally(turns=count, unknown=int(missed)))
        for intents, at, count, missed in found
    ]


def _abstained(session: Session, shop_id: int, weeks: Sequence[Week]) -> list[Found]:
    """Each counts for the intent that it came closest to."""
    missed: Any = case((UNKNOWN, 1), else_=0)
    query = _turns(shop_id, weeks, _place(DraftRow.at, weeks), DraftRow.clauses, missed)
    query = query.where(INTENTS == NOTHING)
    found = session.execute(query.order_by(DraftRow.id.desc()).limit(MOST_ABSTAINED)).all()
    return [
        (closest(clauses or ()), int(at), Tally(turns=1, abstained=1, unknown=int(missed)))
        for at, clauses, missed in found
    ]


def _within(column: Any, weeks: Sequence[Week]) -> tuple[Any, Any]:
    return column >= weeks[0].begins, column < weeks[-1].ends


def _place(column: Any, weeks: Sequence[Week]) -> Any:
    """Which week a moment is in: told by boundaries, as no two databases cut weeks alike."""
    return case(*((column < week.ends, place) for place, week in enumerate(weeks)))
