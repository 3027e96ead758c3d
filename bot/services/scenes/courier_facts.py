"""Which courier carries the shop's parcels, and what is possible about the one a buyer names (B3, B7)."""

from __future__ import annotations

from bot.core.couriers import SHORT, NamedCourier, Standing, contracted, courier_named, standing
from bot.core.orders import Order
from bot.core.suggestions import Facts, FactValue
from bot.core.understanding import Parse
from bot.core.word_table import WordTable
from bot.services.context import TalkContext
from bot.services.scenes.parcel_facts import SENT_STATES, parcel_facts

UPGRADE_NOTE = "express_upgrade"
"""The shop's own word on faster couriers (Shop.notes)."""

_SETTLED = frozenset({Standing.USUAL.value, Standing.NOT_OURS.value})

QUESTIONS = WordTable(
    "which",
    {
        "phone": r"电话|手机号|联系方式|号码|有他号",
        "faster": r"加急|加钱|花钱|空运|最快|换.{0,2}快|快一点|不差钱|特快|补.{0,3}差价|贵点",
    },
)


def courier_facts(parse: Parse, order: Order | None, context: TalkContext) -> dict[str, FactValue]:
    named = courier_named(parse.text, parse.entities)
    asked = QUESTIONS.named(parse.text)
    if named and asked != "phone":
        asked = "refused" if named.refused else "wanted"
    facts = {"courier.asked": asked, **_ours(context)}
    if named:
        facts |= _about(named, context)
    if order is None:
        return facts | {"courier.order": "none"}
    if order.state in SENT_STATES:
        return facts | {"courier.order": "sent"} | parcel_facts(order, context)
    return facts | {"courier.order": "unsent"}


def is_answer(facts: Facts) -> bool:
    """False where the warehouse has to be asked or told first."""
    plain = facts["courier.asked"] == "which" or facts.get("courier.standing") in _SETTLED
    return facts["courier.known"] is True and plain


def _ours(context: TalkContext) -> dict[str, FactValue]:
    couriers = [courier for courier in context.shop.couriers if courier.strip()]
    note = context.shop.notes.get(UPGRADE_NOTE, "").strip()
    facts: dict[str, FactValue] = {
        "courier.known": bool(couriers),
        "courier.has_other": len(couriers) > 1,
        "courier.has_upgrade": bool(note),
    }
    if couriers:
        facts |= {"courier.usual": couriers[0], "courier.all": "、".join(couriers)}
    if len(couriers) > 1:
        facts["courier.other"] = couriers[1]
    return facts | ({"courier.upgrade": note} if note else {})


def _about(named: NamedCourier, context: TalkContext) -> dict[str, FactValue]:
    ours = standing(context.shop.couriers, named.name)
    name = contracted(context.shop.couriers, named.name) or named.name
    note = context.shop.notes.get(UPGRADE_NOTE, "")
    upgrade = ours is not Standing.USUAL and named.name[:SHORT] in note
    return {"courier.standing": ours.value, "courier.named": name, "courier.is_upgrade": upgrade}
