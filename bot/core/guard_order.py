"""Statements about the buyer's order: its numbers, its goods, the right to return them (handbook C2)."""

from __future__ import annotations

from bot.core.catalogue import ReturnClass
from bot.core.guard_data import Statement, TalkData
from bot.core.return_decision import PostagePayer, ReturnDecision, ReturnPath, Wish
from bot.core.return_window import EXCLUDED
from bot.core.returns import decide

TAIL = 4
DENIED = (ReturnPath.TOO_LATE, ReturnPath.NOT_RETURNABLE)


def other_number(statement: Statement, data: TalkData) -> str | None:
    """The end of an order, tracking or phone number that none of this buyer's ends with."""
    orders, shop = data.orders, data.shop
    known = [order.number for order in orders]
    known += [parcel.tracking_number for order in orders for parcel in order.parcels]
    phones = [order.receiver.phone for order in orders] + ([shop.return_address.phone] if shop else [])
    said = statement.groups["number"]
    if not orders or any(number.lower().endswith(said) for number in (*known, *phones)):
        return None
    return data.order.number[-TAIL:] if data.order else ""


def other_product(statement: Statement, data: TalkData) -> str | None:
    """The buyer's, it says, but nothing that the talk or the buyer's orders know is of that kind."""
    products = tuple({p.code: p for p in (*data.in_talk, *data.ordered.values())}.values())
    titles = [line.title for order in data.orders for line in order.lines]
    known = [f"{product.name}{product.title}{product.category}" for product in products] + titles
    if not known or any(statement.groups["goods"] in text.lower() for text in known):
        return None
    return products[0].name if len(products) == 1 else ""


def return_allowed(_statement: Statement, data: TalkData) -> str | None:
    """The law's right of return; goods of which nothing is known have it."""
    meant = data.order_products or data.in_talk
    classes = [product.return_class for product in meant]
    limited = (*EXCLUDED, ReturnClass.INTIMATE)
    return None if classes and all(one in limited for one in classes) else ""


def return_open(_statement: Statement, data: TalkData) -> str | None:
    """The order in focus is known to be within its days."""
    decided = _decided(data)
    if decided is None or decided.path is not ReturnPath.RETURN_WITHIN_DAYS or not decided.days_left:
        return None
    return None if decided.only_unopened or decided.some_lines_excluded else str(decided.days_left)


def return_denied(_statement: Statement, data: TalkData) -> str | None:
    """No return without a reason: the goods are excluded or the days are over."""
    decided = _decided(data)
    if decided is not None:
        return "" if decided.path in DENIED or decided.reason in EXCLUDED else None
    classes = [product.return_class for product in data.in_talk]
    return "" if classes and all(one in EXCLUDED for one in classes) else None


def insurance_pays(_statement: Statement, data: TalkData) -> str | None:
    decided = _decided(data)
    return "" if decided and decided.who_pays_postage is PostagePayer.INSURANCE else None


def buyer_pays(_statement: Statement, data: TalkData) -> str | None:
    """The way back without a reason; who speaks of a fault is excused by the rule's contexts."""
    decided = _decided(data)
    return "" if decided and decided.who_pays_postage is PostagePayer.BUYER else None


def _decided(data: TalkData) -> ReturnDecision | None:
    if data.order is None or data.shop is None or data.now is None:
        return None
    return decide(
        data.order,
        wish=Wish.RETURN_GOODS,
        now=data.now,
        zone=data.shop.timezone,
        return_classes=tuple(product.return_class for product in data.order_products),
        fault=False,
        freight_insurance=data.shop.freight_insurance,
    )
