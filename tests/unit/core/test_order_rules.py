"""What may be done with an order in which state, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Product, Sku
from bot.core.change_stage import ChangeStage, change_stage
from bot.core.courier_upgrade import upgrades
from bot.core.item_change import choices, swapped
from bot.core.languages import Language
from bot.core.money import Fen
from bot.core.new_receiver import Told, moved
from bot.core.order_actions import PROVES, Done
from bot.core.order_rules import DESK, FLAGS, demand_stage, flag_after_change, may, with_note
from bot.core.order_tasks import PROVEN_BY, STAGES, OrderTask, TaskKind, TaskState, ended, kinds_for, taken
from bot.core.orders import Flag, Order, OrderLine, OrderState, Receiver, Refund, RefundState
from bot.core.parcels import Parcel, ParcelState
from bot.core.recorded_actions import recorded_actions
from bot.core.refusals import OutOfRule, Refusal
from bot.core.shop import CourierRate, Region, Shop
from bot.web.pages.render import templates

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)
RECEIVER = Receiver("沈念安", "13900001234", "浙江省", "杭州市", "西湖区文三路99号")
LINE = OrderLine("1", "碎花连衣裙", 2, Fen(18900), "L1", "m", "颜色:奶杏;尺码:M")
PAID = Order(
    "1", "小鹿", OrderState.PAID, NOW, Fen(37800), Fen(37800), paid_at=NOW, receiver=RECEIVER, lines=(LINE,)
)
NEAR, FAR = (
    Region("近", frozenset({"浙江"}), (1, 2)),
    Region("远", frozenset({"新疆"}), (6, 9), Fen(1500), Fen(800)),
)
AWAY = Region("境外", frozenset({"香港"}), (0, 0), reachable=False)
SHOP = Shop(
    "demo", "演示店", regions=(NEAR, FAR, AWAY), upgrades=(CourierRate("顺丰", "远", Fen(2800), Fen(2000)),)
)
DRESS = Product(
    "L1",
    "碎花连衣裙",
    "裙",
    "裙",
    Fen(18900),
    Fen(16900),
    skus=(
        Sku("m", "奶杏", "M", Fen(18900), 5),
        Sku("l", "奶杏", "L", Fen(19900), 2),
        Sku("s", "奶杏", "S", Fen(17900), 1),
    ),
)

parcels = st.lists(st.sampled_from(ParcelState), max_size=2).map(
    lambda states: tuple(Parcel("中通", f"zt{place}", state) for place, state in enumerate(states))
)
refunds = st.none() | st.sampled_from(RefundState).map(
    lambda state: Refund(state, Fen(1), "不想要", NOW, False)
)
orders = st.builds(
    lambda state, ways, refund: replace(PAID, state=state, parcels=ways, refund=refund),
    st.sampled_from(OrderState),
    parcels,
    refunds,
)
SENT = {OrderState.SHIPPED, OrderState.FINISHED, OrderState.CLOSED}


@given(orders)
def test_nothing_of_the_goods_or_the_way_changes_after_dispatch_or_while_money_is_asked_back(
    order: Order,
) -> None:
    changing = {done for done in (Done.ADDRESS, Done.ITEM, Done.COURIER) if may(done, order)}
    if order.state in SENT or change_stage(order) is ChangeStage.REFUND_OPEN:
        assert not changing
    if change_stage(order) is ChangeStage.BEFORE_DISPATCH:
        assert changing == {Done.ADDRESS, Done.ITEM, Done.COURIER}


@given(orders, st.sampled_from(TaskKind))
def test_a_parcel_is_only_caught_once_it_has_left_and_only_stopped_before(
    order: Order, kind: TaskKind
) -> None:
    if kind in kinds_for(order):
        assert order.state not in {OrderState.UNPAID, OrderState.FINISHED, OrderState.CLOSED}
        is_caught = kind in (TaskKind.INTERCEPT, TaskKind.FORWARD)
        assert is_caught or order.state is not OrderState.SHIPPED
        assert not is_caught or order.state is not OrderState.PAID


@given(orders, st.sampled_from(Flag))
def test_what_is_asked_back_or_not_paid_is_never_flagged_to_be_sent(order: Order, flag: Flag) -> None:
    if flag is Flag.RED and change_stage(order) in FLAGS[flag]:
        assert change_stage(order) in (ChangeStage.BEFORE_DISPATCH, ChangeStage.PART_SENT)


@given(orders, st.booleans())
def test_a_changed_order_is_red_only_with_the_buyers_yes(order: Order, confirmed: bool) -> None:
    flag = flag_after_change(order, confirmed=confirmed)
    assert (flag is Flag.RED) <= (confirmed and order.state is not OrderState.UNPAID)


@given(orders)
def test_every_refusal_of_a_stage_names_the_stage(order: Order) -> None:
    for stages in (*DESK.values(), *FLAGS.values(), *STAGES.values()):
        try:
            demand_stage(order, stages)
        except OutOfRule as fault:
            assert fault.refusal.value == change_stage(order).value


def test_every_refusal_has_one_sentence_and_every_task_its_proof() -> None:
    sentences = templates[Language.CHINESE].env.get_template("labels.html").module.refusals  # type: ignore[attr-defined]
    assert set(sentences) == {refusal.value for refusal in Refusal}
    assert all(sentence.count("。") == 1 and sentence.endswith("。") for sentence in sentences.values())
    assert set(PROVEN_BY) == set(STAGES) == set(TaskKind)
    assert all(PROVES[done] for done in PROVEN_BY.values())


def test_what_was_done_may_be_claimed_and_nothing_else() -> None:
    assert recorded_actions(PAID) == frozenset()
    assert recorded_actions(replace(PAID, done=frozenset({Done.ADDRESS}))) == {
        "changed",
        "changed_address",
    }
    assert recorded_actions(replace(PAID, done=frozenset({Done.FLAG, Done.NOTE}))) == frozenset()
    assert "intercepted" in recorded_actions(replace(PAID, done=frozenset({Done.INTERCEPTED})))


# --- a new address
def refusal_of(told: Told) -> Refusal:
    with pytest.raises(OutOfRule) as fault:
        moved(PAID, told, SHOP, 0)
    return fault.value.refusal


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (Told(), Refusal.SAME),
        (Told("沈念安", "13900001234", "浙江省杭州市西湖区文三路99号"), Refusal.SAME),
        (Told(phone="1390000"), Refusal.NO_PHONE),
        (Told(name="沈" * 41), Refusal.NO_NAME),
        (Told(address="文三路99号"), Refusal.NO_PROVINCE),
        (Told(address="浙江省"), Refusal.NO_CITY),
        (Told(address="浙江省宁波市"), Refusal.NO_STREET),
        (Told(address="香港特别行政区九龙弥敦道100号"), Refusal.UNREACHABLE),
    ],
)
def test_an_address_that_can_not_be_used_says_what_is_missing(told: Told, refusal: Refusal) -> None:
    assert refusal_of(told) is refusal


def test_a_new_address_moves_the_region_and_tells_the_postage() -> None:
    new = moved(PAID, Told(address="新疆维吾尔自治区 乌鲁木齐市 天山区解放路1号"), SHOP, 2400)
    assert (new.receiver.province, new.receiver.city) == ("新疆维吾尔自治区", "乌鲁木齐市")
    assert (new.receiver.name, new.receiver.phone) == (RECEIVER.name, RECEIVER.phone)
    assert new.region == FAR
    assert new.postage_more == 1500 + 2 * 800
    assert new.parts == ("address",)


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=80))
def test_whatever_is_typed_either_is_refused_or_leaves_a_whole_receiver(
    name: str, phone: str, address: str
) -> None:
    try:
        new = moved(PAID, Told(name, phone, address), SHOP, 0)
    except OutOfRule:
        return
    receiver = new.receiver
    assert all((receiver.name, receiver.phone, receiver.province, receiver.city, receiver.address))


# --- another piece
def test_the_choices_tell_difference_and_stock_for_the_whole_line() -> None:
    told = [(one.sku.code, one.difference, one.enough) for one in choices(LINE, DRESS)]
    assert told == [("l", 2000, True), ("s", -2000, False)]


def test_a_swap_moves_the_stock_and_leaves_what_was_paid() -> None:
    swap = swapped(PAID, "1", "l", DRESS)
    assert swap.after.options == "颜色:奶杏;尺码:L"
    assert (swap.after.price, swap.order.paid) == (LINE.price, PAID.paid)
    assert {sku.code: sku.stock for sku in swap.product.skus} == {"m": 7, "l": 0, "s": 1}


@given(st.integers(0, 9), st.integers(1, 5))
def test_no_piece_is_promised_that_is_not_there(stock: int, quantity: int) -> None:
    line = replace(LINE, quantity=quantity)
    skus = tuple(replace(sku, stock=stock) for sku in DRESS.skus)
    try:
        swap = swapped(replace(PAID, lines=(line,)), "1", "l", replace(DRESS, skus=skus))
    except OutOfRule as fault:
        assert fault.refusal is Refusal.SOLD_OUT
        assert stock < quantity
    else:
        assert all(sku.stock >= 0 for sku in swap.product.skus)
        assert sum(sku.stock for sku in swap.product.skus) == stock * len(skus)


# --- a faster courier
@given(st.integers(0, 30_000))
def test_the_difference_grows_with_the_weight_and_is_never_negative(grams: int) -> None:
    (light,), (heavy,) = upgrades(SHOP, "新疆", grams), upgrades(SHOP, "新疆", grams + 1000)
    assert 0 <= light.difference <= heavy.difference


def test_the_difference_is_what_the_faster_courier_takes_above_the_usual_one() -> None:
    (light,), (heavy,) = upgrades(SHOP, "新疆", 900), upgrades(SHOP, "新疆", 2400)
    assert (light.difference, light.kilograms) == (2800 - 1500, 1)
    assert (heavy.difference, heavy.kilograms) == (2800 + 4000 - 1500 - 1600, 3)
    assert upgrades(SHOP, "浙江", 900) == upgrades(SHOP, "香港", 900) == upgrades(SHOP, "", 900) == ()


# --- tasks
TASK = OrderTask(1, "demo", "1", "小鹿", TaskKind.GIFT, "放贺卡", "xiaomei", NOW, 1)


@given(st.lists(st.sampled_from(["take", "done", "refuse"]), max_size=5))
def test_a_task_that_has_ended_stays_as_it_ended(steps: list[str]) -> None:
    task, over = TASK, False
    for step in steps:
        try:
            if step == "take":
                task = taken(task, "laozhou", NOW + timedelta(minutes=1))
            else:
                state = TaskState.DONE if step == "done" else TaskState.REFUSED
                task = ended(task, state, "没有贺卡了", "laozhou", NOW + timedelta(minutes=2))
            assert not over
        except OutOfRule as fault:
            assert fault.refusal is Refusal.TASK_ENDED
            assert over
        over = task.state in (TaskState.DONE, TaskState.REFUSED)


def test_one_takes_what_another_has_taken_only_by_ending_it() -> None:
    task = taken(TASK, "laozhou", NOW)
    assert taken(task, "laozhou", NOW + timedelta(hours=1)) == task
    with pytest.raises(OutOfRule):
        taken(task, "ajie", NOW)
    with pytest.raises(OutOfRule):
        ended(task, TaskState.REFUSED, " ", "laozhou", NOW)


def test_notes_are_appended_and_bounded() -> None:
    assert with_note(replace(PAID, seller_note="第一条"), "第二条") == "第一条\n第二条"
    with pytest.raises(OutOfRule):
        with_note(replace(PAID, seller_note="好" * 1990), "再加一条长一点的备注内容看看")
