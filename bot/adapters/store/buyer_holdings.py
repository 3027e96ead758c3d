"""Which rows of which table are one buyer's, and what becomes of them when the buyer is forgotten.

Words go; what figures and other records rest on stays without the person: times, intents, verdicts, amounts.
A test walks all tables: one that is neither here nor in NOTHING_OF_BUYERS fails it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, case, cast, literal, null, or_, select

from bot.adapters.store.tables import Base
from bot.core.approvals import ApprovalState
from bot.core.buyer_data import FORGOTTEN, Subject
from bot.core.conversations import ConversationState, SuggestionState
from bot.core.deliveries import DeliveryState
from bot.core.follow_ups import OPEN, FollowUpState

T = Base.metadata.tables
MASKED = object()
"""The column's text goes through the masks for personal data: it may be one of a fixed list."""


Becomes = Mapping[str, Any]


@dataclass(frozen=True)
class Holding:
    table: str
    where: Callable[[Subject], Any]
    becomes: Becomes | None
    """Columns that change; nothing for what stays as it is; None for rows that go."""


def _in(column: str, pick: Callable[[Subject], Any]) -> Callable[[Subject], Any]:
    table, name = column.split(".")
    return lambda subject: T[table].c[name].in_(pick(subject))


def _talk(column: str) -> Callable[[Subject], Any]:
    return _in(column, lambda subject: subject.talks)


def _order(column: str) -> Callable[[Subject], Any]:
    return _in(column, lambda subject: subject.orders)


def _buyer(column: str) -> Callable[[Subject], Any]:
    return _in(column, lambda subject: subject.buyers)


def _pseudonym(column: str) -> Callable[[Subject], Any]:
    return _in(column, lambda subject: subject.pseudonyms)


def _messages(subject: Subject) -> Any:
    return select(T["message"].c.id).where(T["message"].c.conversation_id.in_(subject.talks))


def _suggestions(subject: Subject) -> Any:
    return select(T["suggestion"].c.id).where(T["suggestion"].c.conversation_id.in_(subject.talks))


def _parcels(subject: Subject) -> Any:
    return select(T["parcel"].c.id).where(T["parcel"].c.order_id.in_(subject.orders))


def _logged(subject: Subject) -> Any:
    return select(T["logged_talk"].c.id).where(_of_pseudonym(subject))


def _of_pseudonym(subject: Subject) -> Any:
    talks = T["logged_talk"].c
    return and_(talks.shop_id == subject.shop_id, talks.buyer.in_(subject.pseudonyms))


def _of_nick(table: str) -> Callable[[Subject], Any]:
    columns = T[table].c
    return lambda subject: and_(
        columns.shop_id == subject.shop_id, columns.buyer_nick.in_((*subject.nicks, subject.token))
    )


def _numbered(table: str) -> Any:
    return literal(FORGOTTEN) + cast(T[table].c.id, String)


def _ended(table: str, open_states: Mapping[str, str]) -> Any:
    """What was still under way ends."""
    state = T[table].c.state
    return case(*((state == before, after) for before, after in open_states.items()), else_=state)


def TOKEN(subject: Subject) -> str:  # noqa: N802 - stands among constants
    return subject.token


def NOW(subject: Subject) -> datetime:  # noqa: N802
    return subject.at


OF_TALK = (
    Holding("message_picture", _in("message_picture.message_id", _messages), None),
    Holding("thread_line", _talk("thread_line.conversation_id"), None),
    Holding("talk_reading", _talk("talk_reading.conversation_id"), None),
    Holding("shadow_reading", _talk("shadow_reading.conversation_id"), {"text": ""}),
    Holding("viewer", _talk("viewer.conversation_id"), None),
    Holding("event", _talk("event.conversation_id"), None),
    Holding(
        "alone_pause",
        lambda s: or_(
            and_(T["alone_pause"].c.of == "talk", T["alone_pause"].c.subject_id.in_(s.talks)),
            and_(T["alone_pause"].c.of == "buyer", T["alone_pause"].c.subject_id.in_(s.buyers)),
        ),
        None,
    ),
    Holding("owner_change", _talk("owner_change.conversation_id"), {"note": ""}),
    Holding("sent_alone", _talk("sent_alone.conversation_id"), {}),
    Holding(
        "approval",
        _talk("approval.conversation_id"),
        {
            "words": "",
            "state": _ended("approval", {ApprovalState.PENDING.value: ApprovalState.DECLINED.value}),
        },
    ),
    Holding(
        "delivery",
        _talk("delivery.conversation_id"),
        {
            "channel_message_id": null(),
            "last_error": "",
            "state": _ended("delivery", {DeliveryState.WAITING.value: DeliveryState.CANCELLED.value}),
        },
    ),
    Holding(
        "follow_up",
        _talk("follow_up.conversation_id"),
        {"text": "", "facts": {}, "findings": [], "outcome": "", "failure": ""},
    ),
    Holding(
        "decision",
        _in("decision.suggestion_id", _suggestions),
        {"text": "", "reason": "", "memory_before": {}},
    ),
    Holding(
        "suggestion",
        _talk("suggestion.conversation_id"),
        {
            "text": "",
            "facts": {},
            "findings": [],
            "memory": {},
            "sources": null(),
            "state": _ended("suggestion", {SuggestionState.PENDING.value: SuggestionState.RETIRED.value}),
        },
    ),
    Holding(
        "draft",
        _talk("draft.conversation_id"),
        {
            "text": "",
            "entities": [],
            "clauses": null(),
            "reason": case((T["draft"].c.failure.is_(None), T["draft"].c.reason), else_=""),
        },
    ),
    Holding(
        "message",
        _talk("message.conversation_id"),
        {"text": "", "external_id": null(), "client_id": null(), "attachments": []},
    ),
    Holding(
        "conversation",
        _talk("conversation.id"),
        {
            "external_id": _numbered("conversation"),
            "state": ConversationState.CLOSED.value,
            "waiting_since": null(),
            "order_number": null(),
            "for_supervisor": False,
            "held": False,
            "memory": {},
            "forgotten_at": NOW,
        },
    ),
)
OF_BUYER = (
    Holding("order_action", _order("order_action.order_id"), {"reason": "", "before": {}, "after": {}}),
    Holding(
        "after_sale_case",
        _order("after_sale_case.order_id"),
        {"reason": MASKED, "outcome": "", "photos": []},
    ),
    Holding("order_task", _order("order_task.order_id"), {"detail": "", "outcome": ""}),
    Holding("refund", _order("refund.order_id"), {"reason": MASKED}),
    Holding("order_line", _order("order_line.order_id"), {}),
    Holding("parcel_event", _in("parcel_event.parcel_id", _parcels), {"text": "", "place": ""}),
    Holding("parcel", _order("parcel.order_id"), {"tracking_number": _numbered("parcel")}),
    Holding("review", _of_nick("review"), {"buyer_nick": TOKEN, "text": ""}),
    Holding(
        "follow_up",
        _of_nick("follow_up"),
        {
            "buyer_nick": TOKEN,
            "text": "",
            "facts": {},
            "findings": [],
            "outcome": "",
            "failure": "",
            "state": _ended("follow_up", {one.value: FollowUpState.DISMISSED.value for one in OPEN}),
        },
    ),
    Holding(
        "order",
        _order("order.id"),
        {
            "buyer_nick": TOKEN,
            "receiver_name": "",
            "receiver_phone": "",
            "receiver_city": "",
            "receiver_address": "",
            "buyer_message": "",
            "seller_note": "",
            "extra": {},
            "forgotten_at": NOW,
        },
    ),
    Holding(
        "buyer_join",
        lambda s: or_(T["buyer_join"].c.kept_id.in_(s.buyers), T["buyer_join"].c.joined_id.in_(s.buyers)),
        {"moved": {}},
    ),
    Holding(
        "buyer",
        _buyer("buyer.id"),
        {
            "nickname": TOKEN,
            "external_id": _numbered("buyer"),
            "tags": [],
            "province": "",
            "city": "",
            "body": {},
            "note": "",
            "stopped_at": NOW,
        },
    ),
)
LEARNED = (
    Holding("logged_line", _in("logged_line.talk_id", _logged), {}),
    Holding("logged_talk", _of_pseudonym, {}),
    Holding("training_candidate", _pseudonym("training_candidate.buyer"), {}),
    Holding("training_line", _pseudonym("training_line.buyer"), {}),
)
"""For the export; they go through the ports of learning (bot/services/buyer_privacy.py)."""
SWEPT = {
    "audit": ("subject", "detail"),
    "handover": ("remarks", "lines"),
    "event": ("payload",),
    "follow_up": ("subject",),
    "owner_change": ("note",),
}
"""Tables of the house that may name a buyer among other things: the names are taken out, the rows stay."""
NOTHING_OF_BUYERS = frozenset(
    (
        *(
            "shop",
            "product",
            "sku",
            "size_chart",
            "promotion",
            "script_version",
            "quick_phrase",
            "quick_phrase_use",
        ),
        "forgotten_buyer",
        *("training_label", "training_reading", "training_cursor"),
        *("training_job", "model_record", "model_swap", "shadow_run"),
        *("account", "sign_in", "sign_in_tries", "api_token", "duty", "duty_break", "alone_mode", "picture"),
    )
)
"""Pictures go with the message they stand in; what is said of a training sentence goes with it."""
