"""The words and codes that platforms and couriers use for states (listed in docs/imports.md)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from bot.core.cells import folded
from bot.core.imports import shown
from bot.core.orders import OrderState, RefundState
from bot.core.parcels import ParcelState
from bot.core.reviews import Mood

State = TypeVar("State", bound=Enum)

ORDER_STATES = {
    "等待买家付款": OrderState.UNPAID,
    "WAIT_BUYER_PAY": OrderState.UNPAID,
    "买家已付款,等待卖家发货": OrderState.PAID,
    "WAIT_SELLER_SEND_GOODS": OrderState.PAID,
    "卖家部分发货": OrderState.PART_SHIPPED,
    "SELLER_CONSIGNED_PART": OrderState.PART_SHIPPED,
    "卖家已发货,等待买家确认": OrderState.SHIPPED,
    "WAIT_BUYER_CONFIRM_GOODS": OrderState.SHIPPED,
    "交易成功": OrderState.FINISHED,
    "TRADE_FINISHED": OrderState.FINISHED,
    "交易关闭": OrderState.CLOSED,
    "TRADE_CLOSED": OrderState.CLOSED,
    "TRADE_CLOSED_BY_TAOBAO": OrderState.CLOSED,
}

REFUND_STATES: Mapping[str, RefundState | None] = {
    "没有申请退款": None,
    "NO_REFUND": None,
    "买家已经申请退款,等待卖家同意": RefundState.WAIT_SELLER_AGREE,
    "退款中": RefundState.WAIT_SELLER_AGREE,
    "WAIT_SELLER_AGREE": RefundState.WAIT_SELLER_AGREE,
    "卖家已经同意退款,等待买家退货": RefundState.WAIT_BUYER_RETURN,
    "WAIT_BUYER_RETURN_GOODS": RefundState.WAIT_BUYER_RETURN,
    "买家已经退货,等待卖家确认收货": RefundState.WAIT_SELLER_CONFIRM,
    "WAIT_SELLER_CONFIRM_GOODS": RefundState.WAIT_SELLER_CONFIRM,
    "卖家拒绝退款": RefundState.REFUSED,
    "SELLER_REFUSE_BUYER": RefundState.REFUSED,
    "退款关闭": RefundState.CLOSED,
    "CLOSED": RefundState.CLOSED,
    "退款成功": RefundState.SUCCESS,
    "SUCCESS": RefundState.SUCCESS,
}

MOODS = {
    "好评": Mood.GOOD,
    "5": Mood.GOOD,
    "5星": Mood.GOOD,
    "4": Mood.GOOD,
    "4星": Mood.GOOD,
    "中评": Mood.MIDDLING,
    "3": Mood.MIDDLING,
    "3星": Mood.MIDDLING,
    "差评": Mood.BAD,
    "2": Mood.BAD,
    "2星": Mood.BAD,
    "1": Mood.BAD,
    "1星": Mood.BAD,
}

# KUAIDI100: code, its name in Chinese, and what it means for the desk.
_COURIER_STATES = (
    ("0", "在途", ParcelState.IN_TRANSIT),
    ("1", "揽收", ParcelState.PICKED_UP),
    ("2", "疑难", ParcelState.TROUBLE),
    ("3", "签收", ParcelState.SIGNED),
    ("4", "退签", ParcelState.RETURNED),
    ("5", "派件", ParcelState.DELIVERING),
    ("6", "退回", ParcelState.RETURNING),
    ("7", "转单", ParcelState.IN_TRANSIT),
    ("14", "拒签", ParcelState.REFUSED),
    ("101", "已下单", ParcelState.WAITING_PICKUP),
    ("102", "待揽收", ParcelState.WAITING_PICKUP),
    ("103", "已揽收", ParcelState.PICKED_UP),
    ("201", "超时未签收", ParcelState.TROUBLE),
    ("202", "超时未更新", ParcelState.TROUBLE),
    ("203", "拒收", ParcelState.REFUSED),
    ("204", "派件异常", ParcelState.TROUBLE),
    ("205", "柜或驿站超时未取", ParcelState.AT_STATION),
    ("206", "无法联系", ParcelState.TROUBLE),
    ("207", "超区", ParcelState.TROUBLE),
    ("208", "滞留", ParcelState.TROUBLE),
    ("209", "破损", ParcelState.TROUBLE),
    ("301", "本人签收", ParcelState.SIGNED),
    ("302", "派件异常后签收", ParcelState.SIGNED),
    ("303", "代签", ParcelState.SIGNED),
    ("304", "投柜或站签收", ParcelState.SIGNED),
    ("501", "投柜或驿站", ParcelState.AT_STATION),
    ("1001", "到达派件城市", ParcelState.IN_TRANSIT),
    ("1002", "干线", ParcelState.IN_TRANSIT),
    ("1003", "转递", ParcelState.IN_TRANSIT),
)
_OTHER_NAMES = {
    "转投": ParcelState.IN_TRANSIT,
    "柜/驿站超时未取": ParcelState.AT_STATION,
    "已签收": ParcelState.SIGNED,
    "派件中": ParcelState.DELIVERING,
    "派送中": ParcelState.DELIVERING,
    "运输中": ParcelState.IN_TRANSIT,
}
PARCEL_STATES = (
    {code: state for code, _, state in _COURIER_STATES}
    | {name: state for _, name, state in _COURIER_STATES}
    | _OTHER_NAMES
)


def parse_order_state(text: str) -> OrderState:
    return _looked_up(ORDER_STATES, text, "order state")


def parse_refund_state(text: str) -> RefundState | None:
    """None when no refund was asked for."""
    name = _key(text)
    if name not in REFUND_STATES:
        raise ValueError(f"{shown(text)} is no known refund state")
    return REFUND_STATES[name]


def parse_parcel_state(text: str) -> ParcelState:
    """A KUAIDI100 code or its Chinese name."""
    return _looked_up(PARCEL_STATES, text, "courier state")


def parse_mood(text: str) -> Mood:
    """In words or in stars."""
    return _looked_up(MOODS, text, "kind of review")


def known_parcel_state(text: str) -> ParcelState | None:
    return PARCEL_STATES.get(_key(text))


def _looked_up(states: Mapping[str, State], text: str, kind: str) -> State:
    if (state := states.get(_key(text))) is None:
        raise ValueError(f"{shown(text)} is no known {kind}")
    return state


def _key(text: str) -> str:
    return "".join(folded(text).split()).upper()
