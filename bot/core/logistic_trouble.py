"""What is wrong with a delivery, from the buyer's word and the courier's record (handbook B8)."""

from __future__ import annotations

from enum import Enum

from bot.core.parcel_case import GONE_BACK, ParcelCase
from bot.core.word_table import WordTable


class Told(str, Enum):
    """What the buyer says happened."""

    DAMAGED = "damaged"
    CHARGED = "charged"
    SENT_BACK = "sent_back"
    WRONG_PLACE = "wrong_place"
    OUT_OF_AREA = "out_of_area"
    NOT_RECEIVED = "not_received"
    UNREACHED = "unreached"  # the courier says that the phone was not answered
    LOST = "lost"
    NOT_DELIVERED = "not_delivered"
    STUCK = "stuck"
    NOTHING = "nothing"


class Trouble(str, Enum):
    """What the desk takes up with the courier."""

    DAMAGED = "damaged"
    CHARGED = "charged"
    WRONG_PLACE = "wrong_place"
    OUT_OF_AREA = "out_of_area"
    SIGNED_MISSING = "signed_missing"
    UNREACHED = "unreached"
    SENT_BACK = "sent_back"
    NO_NUMBER = "no_number"
    NOT_PICKED_UP = "not_picked_up"
    LOST = "lost"
    STUCK = "stuck"
    NOT_DELIVERED = "not_delivered"
    AT_STATION = "at_station"
    STILL_MOVING = "still_moving"


_TOLD = WordTable(
    Told.NOTHING.value,
    {
        "damaged": r"破|烂|压扁|湿|淋|渗|漏|碎|拆过|重新封|散了|塌|摔",
        "charged": r"另?交.{0,4}[块钱元税]|收.{0,6}(?:费|块钱?|元)|要.{0,4}钱",
        "sent_back": r"退回|原路返回|给退|退了|往回走|始发地|拒收",
        "out_of_area": r"超区|停运|倒闭|去县城|公里外|自提",
        "wrong_place": r"送错|放错|隔壁小区|错路线|跑去|跑.{0,3}去了|送给别人|领走|冒领|拿走了|不是我家",
        "not_received": r"签收|没收[到着]|没拿到|没见着|攞到|已取走|里面空|找不到|没我的件|被偷|门卫丢"
        r"|没了|没有.{0,3}收到|订单怎么就完成",
        "unreached": r"(?:说|显示|短信|写).{0,6}(?:打不通|没打通|联系不[上到]|没人接|无人接|不接|关机|停机"
        r"|空号|无法联系)"
        r"|(?:打不通|联系不[上到]|没打通|无法联系到?)(?:我|收件人)|没.{0,4}打.{0,2}电话|不打电话",
        "lost": r"丢|不见了|弄没",
        "not_delivered": r"不给?送|不派|没人送|派送?(?:中|失败)|派了|扔驿站|不.{0,3}通知|改约|电话"
        r"|不接|没人接|没联系|下楼扛|不送上门|卸在"
        r"|不给搬|站点|明天送达|再派|网点",
        "stuck": r"[没不]再?动|没更新|不更新|卡|停在|停[咗在着]|没挪|一步没|滞留|没下文|查不到"
        r"|没有?揽收|问题件|疑难|派件异常|堵|扣了|爆仓|打转|来回跑"
        r"|运输中|异常",
    },
)


def told(text: str) -> Told:
    return Told(_TOLD.named(text))


_BY_WORD = {
    Told.DAMAGED: Trouble.DAMAGED,
    Told.CHARGED: Trouble.CHARGED,
    Told.WRONG_PLACE: Trouble.WRONG_PLACE,
    Told.OUT_OF_AREA: Trouble.OUT_OF_AREA,
}
"""What the courier's record can't know."""

_BY_RECORD = {
    ParcelCase.NO_NUMBER: Trouble.NO_NUMBER,
    ParcelCase.WAITING: Trouble.NOT_PICKED_UP,
    ParcelCase.NOT_PICKED_UP: Trouble.NOT_PICKED_UP,
    ParcelCase.SIGNED: Trouble.SIGNED_MISSING,
}

_STUCK_AND_TOLD = {Told.LOST: Trouble.LOST, Told.UNREACHED: Trouble.UNREACHED}


def trouble_of(said: Told, case: ParcelCase) -> Trouble:
    """The record decides where it can; the buyer's word where it can't."""
    if said in _BY_WORD:
        return _BY_WORD[said]
    if case in GONE_BACK:
        return Trouble.SENT_BACK
    if case in _BY_RECORD:
        return _BY_RECORD[case]
    if said is Told.SENT_BACK:
        return Trouble.SENT_BACK
    if case is ParcelCase.STUCK:
        return _STUCK_AND_TOLD.get(said, Trouble.STUCK)
    return _near_the_door(said, case)


def _near_the_door(said: Told, case: ParcelCase) -> Trouble:
    if case is ParcelCase.AT_STATION:
        return Trouble.AT_STATION
    if said is Told.UNREACHED:
        return Trouble.UNREACHED
    if case is ParcelCase.DELIVERING or said in (Told.NOT_DELIVERED, Told.NOT_RECEIVED):
        return Trouble.NOT_DELIVERED
    return Trouble.STILL_MOVING
