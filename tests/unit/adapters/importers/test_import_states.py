from __future__ import annotations

import pytest

from bot.adapters.importers.couriers import courier_name
from bot.adapters.importers.states import parse_order_state, parse_parcel_state, parse_refund_state
from bot.core.orders import OrderState, RefundState
from bot.core.parcels import ParcelState


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("等待买家付款", OrderState.UNPAID),
        ("买家已付款，等待卖家发货", OrderState.PAID),
        ("买家已付款,等待卖家发货", OrderState.PAID),
        ("买家已付款， 等待卖家发货 ", OrderState.PAID),
        ("卖家部分发货", OrderState.PART_SHIPPED),
        ("卖家已发货，等待买家确认", OrderState.SHIPPED),
        ("交易成功", OrderState.FINISHED),
        ("交易关闭", OrderState.CLOSED),
        ("WAIT_BUYER_PAY", OrderState.UNPAID),
        ("WAIT_SELLER_SEND_GOODS", OrderState.PAID),
        ("SELLER_CONSIGNED_PART", OrderState.PART_SHIPPED),
        ("wait_buyer_confirm_goods", OrderState.SHIPPED),
        ("TRADE_FINISHED", OrderState.FINISHED),
        ("TRADE_CLOSED", OrderState.CLOSED),
        ("TRADE_CLOSED_BY_TAOBAO", OrderState.CLOSED),
    ],
)
def test_both_vocabularies_of_order_states_are_known(words: str, state: OrderState) -> None:
    assert parse_order_state(words) is state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("没有申请退款", None),
        ("WAIT_SELLER_AGREE", RefundState.WAIT_SELLER_AGREE),
        ("买家已经申请退款，等待卖家同意", RefundState.WAIT_SELLER_AGREE),
        ("WAIT_BUYER_RETURN_GOODS", RefundState.WAIT_BUYER_RETURN),
        ("卖家已经同意退款，等待买家退货", RefundState.WAIT_BUYER_RETURN),
        ("WAIT_SELLER_CONFIRM_GOODS", RefundState.WAIT_SELLER_CONFIRM),
        ("买家已经退货，等待卖家确认收货", RefundState.WAIT_SELLER_CONFIRM),
        ("SELLER_REFUSE_BUYER", RefundState.REFUSED),
        ("卖家拒绝退款", RefundState.REFUSED),
        ("退款关闭", RefundState.CLOSED),
        ("SUCCESS", RefundState.SUCCESS),
        ("退款成功", RefundState.SUCCESS),
    ],
)
def test_both_vocabularies_of_refund_states_are_known(words: str, state: RefundState | None) -> None:
    assert parse_refund_state(words) is state


@pytest.mark.parametrize(
    ("code", "state"),
    [
        *(("0", ParcelState.IN_TRANSIT), ("1", ParcelState.PICKED_UP), ("2", ParcelState.TROUBLE)),
        *(("3", ParcelState.SIGNED), ("4", ParcelState.RETURNED), ("5", ParcelState.DELIVERING)),
        *(("6", ParcelState.RETURNING), ("7", ParcelState.IN_TRANSIT), ("14", ParcelState.REFUSED)),
        *(("201", ParcelState.TROUBLE), ("202", ParcelState.TROUBLE), ("203", ParcelState.REFUSED)),
        *(("204", ParcelState.TROUBLE), ("205", ParcelState.AT_STATION), ("206", ParcelState.TROUBLE)),
        *(("207", ParcelState.TROUBLE), ("208", ParcelState.TROUBLE), ("209", ParcelState.TROUBLE)),
        *(
            ("501", ParcelState.AT_STATION),
            ("签收", ParcelState.SIGNED),
            ("柜/驿站超时未取", ParcelState.AT_STATION),
        ),
    ],
)
def test_courier_codes_and_their_names_are_known(code: str, state: ParcelState) -> None:
    assert parse_parcel_state(code) is state


@pytest.mark.parametrize("parse", [parse_order_state, parse_refund_state, parse_parcel_state])
def test_an_unknown_state_is_quoted_in_the_reason(parse: object) -> None:
    with pytest.raises(ValueError, match="'外星人签收' is no known"):
        parse("外星人签收")  # type: ignore[operator]


def test_couriers_go_by_the_name_buyers_know() -> None:
    assert courier_name("yuantong") == courier_name(" YuanTong ") == "圆通速递"
    assert courier_name("圆通速递") == "圆通速递"
    assert courier_name("newcourier") == "newcourier"
