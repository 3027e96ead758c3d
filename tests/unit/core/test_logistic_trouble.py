"""What is taken up with the courier."""

from __future__ import annotations

import pytest

from bot.core.logistic_trouble import Told, Trouble, told, trouble_of
from bot.core.parcel_case import ParcelCase


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("显示签收了 我没收到啊", Told.NOT_RECEIVED),
        ("放门卫丢了", Told.NOT_RECEIVED),
        ("物流三天没更新", Told.STUCK),
        ("卡在武汉五天没动", Told.STUCK),
        ("快递丢了", Told.LOST),
        ("我没拒收啊 怎么退回去了", Told.SENT_BACK),
        ("送错地方了", Told.WRONG_PLACE),
        ("快递说我地址超区不送", Told.OUT_OF_AREA),
        ("到我们市三天了就是不派送", Told.NOT_DELIVERED),
        ("快递箱压扁了", Told.DAMAGED),
        ("快递要我另交五块才给", Told.CHARGED),
        ("快递说打不通我电话 我一直开着机啊", Told.UNREACHED),
        ("派送员说联系不上我", Told.UNREACHED),
        ("没给我打电话就说派送失败", Told.UNREACHED),
        ("快递员电话没人接", Told.NOT_DELIVERED),
        ("你好", Told.NOTHING),
    ],
)
def test_buyers_words_are_told_apart(text: str, expected: Told) -> None:
    assert told(text) is expected


@pytest.mark.parametrize(
    ("said", "case", "trouble"),
    [
        (Told.STUCK, ParcelCase.STUCK, Trouble.STUCK),
        (Told.LOST, ParcelCase.STUCK, Trouble.LOST),
        (Told.UNREACHED, ParcelCase.STUCK, Trouble.UNREACHED),
        (Told.UNREACHED, ParcelCase.DELIVERING, Trouble.UNREACHED),
        (Told.UNREACHED, ParcelCase.AT_STATION, Trouble.AT_STATION),
        (Told.UNREACHED, ParcelCase.SIGNED, Trouble.SIGNED_MISSING),
        (Told.LOST, ParcelCase.MOVING, Trouble.STILL_MOVING),
        (Told.STUCK, ParcelCase.MOVING, Trouble.STILL_MOVING),
        (Told.NOT_RECEIVED, ParcelCase.SIGNED, Trouble.SIGNED_MISSING),
        (Told.NOTHING, ParcelCase.SIGNED, Trouble.SIGNED_MISSING),
        (Told.NOT_RECEIVED, ParcelCase.MOVING, Trouble.NOT_DELIVERED),
        (Told.NOT_DELIVERED, ParcelCase.AT_STATION, Trouble.AT_STATION),
        (Told.NOTHING, ParcelCase.DELIVERING, Trouble.NOT_DELIVERED),
        (Told.SENT_BACK, ParcelCase.MOVING, Trouble.SENT_BACK),
        (Told.NOTHING, ParcelCase.RETURNED, Trouble.SENT_BACK),
        (Told.NOTHING, ParcelCase.WAITING, Trouble.NOT_PICKED_UP),
        (Told.LOST, ParcelCase.NO_NUMBER, Trouble.NO_NUMBER),
    ],
)
def test_the_record_decides_where_it_can(said: Told, case: ParcelCase, trouble: Trouble) -> None:
    assert trouble_of(said, case) is trouble


@pytest.mark.parametrize("case", list(ParcelCase))
def test_what_no_record_knows_is_the_buyers_word(case: ParcelCase) -> None:
    assert trouble_of(Told.DAMAGED, case) is Trouble.DAMAGED
    assert trouble_of(Told.WRONG_PLACE, case) is Trouble.WRONG_PLACE
    assert trouble_of(Told.CHARGED, case) is Trouble.CHARGED


@pytest.mark.parametrize("said", list(Told))
@pytest.mark.parametrize("case", list(ParcelCase))
def test_every_pair_is_some_trouble(said: Told, case: ParcelCase) -> None:
    assert trouble_of(said, case) in Trouble
