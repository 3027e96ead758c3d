"""Who may do what, how guessing is slowed down, what may be a password, what of a receiver is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.accounts import RIGHTS, Account, ApiToken, Right, Role, has_owner
from bot.core.lockouts import RULES, Door, Tries, address_key, after_failure, after_success
from bot.core.masks import masked_order, without_numbers
from bot.core.money import Fen
from bot.core.orders import Order, OrderState, Receiver
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.passwords import SHORTEST, PasswordFault, password_fault

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=timezone.utc)

roles = st.sampled_from(Role)
accounts = st.builds(Account, st.integers(), st.just("a"), st.just("A"), roles, st.booleans())


@given(role=roles, right=st.sampled_from(Right))
def test_accounts_tokens_and_the_table_agree(role: Role, right: Right) -> None:
    may = right in RIGHTS[role]
    assert Account(1, "a", "A", role).may(right) is may
    assert ApiToken(1, "t", role, NOW).may(right) is may


def test_each_step_up_loses_no_right_but_the_clerks_list_and_only_the_owner_manages_people() -> None:
    assert RIGHTS[Role.AGENT] < RIGHTS[Role.SUPERVISOR] < RIGHTS[Role.OWNER]
    assert RIGHTS[Role.CLERK] < RIGHTS[Role.SUPERVISOR]
    assert RIGHTS[Role.CLERK] - RIGHTS[Role.AGENT] == {Right.WORK_THE_LIST}
    assert RIGHTS[Role.OWNER] == frozenset(Right)
    assert [role for role in Role if Right.MANAGE_PEOPLE in RIGHTS[role]] == [Role.OWNER]
    assert Right.ANSWER not in RIGHTS[Role.CLERK]
    assert RIGHTS[Role.AGENT] == {Right.ANSWER, Right.UNMASK}


@given(st.lists(accounts))
def test_there_is_an_owner_only_when_one_of_them_can_sign_in(some: list[Account]) -> None:
    assert has_owner(some) == any(one.active and one.role is Role.OWNER for one in some)


@given(door=st.sampled_from(Door), failures=st.integers(1, 200))
def test_locks_begin_after_the_free_tries_and_never_get_shorter_or_too_long(
    door: Door, failures: int
) -> None:
    rule = RULES[door]
    before = Tries(door, "k", failures - 1, NOW) if failures > 1 else None
    tries = after_failure(door, "k", before, NOW)
    once_more = after_failure(door, "k", tries, NOW)
    assert tries.failures == failures
    assert tries.is_locked(NOW) == (failures >= rule.free)
    if tries.locked_until and once_more.locked_until:
        assert rule.first <= tries.locked_until - NOW <= once_more.locked_until - NOW <= rule.longest


def test_the_sixth_failure_locks_an_account_for_twice_as_long_as_the_fifth() -> None:
    fifth = after_failure(Door.ACCOUNT, "k", Tries(Door.ACCOUNT, "k", 4, NOW), NOW)
    sixth = after_failure(Door.ACCOUNT, "k", fifth, NOW)
    assert (fifth.locked_until, sixth.locked_until) == (
        NOW + timedelta(minutes=1),
        NOW + timedelta(minutes=2),
    )
    assert not fifth.is_locked(NOW + timedelta(minutes=1))


def test_failures_are_forgotten_with_time() -> None:
    known = Tries(Door.ACCOUNT, "k", 40, NOW)
    assert after_failure(Door.ACCOUNT, "k", known, NOW + timedelta(hours=24)).failures == 1


def test_a_success_clears_the_account_but_not_the_address() -> None:
    assert after_success(Tries(Door.ACCOUNT, "k", 4, NOW)) is None
    left = after_success(Tries(Door.ADDRESS, "k", 30, NOW, NOW + timedelta(minutes=1)))
    assert left and (left.failures, left.locked_until) == (29, None)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_home_is_one_address(address: str, key: str) -> None:
    assert address_key(address) == key


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short-one", PasswordFault.TOO_SHORT),
        ("         x", PasswordFault.TOO_SHORT),
        ("x1y2z3" * 30, PasswordFault.TOO_LONG),
        ("xiaomeimei", None),
        ("Xiaomei12345", PasswordFault.IS_LOGIN),
        ("iemoaix-2026", PasswordFault.IS_LOGIN),
        ("xiaomeixiaomei", PasswordFault.IS_LOGIN),
        ("Woaini1314", PasswordFault.COMMON),
        ("1234567890", PasswordFault.COMMON),
        ("poiuytrewq", PasswordFault.COMMON),
        ("aaaaabbbbb", PasswordFault.COMMON),
        ("雨伞-石榴-单车-四月", None),
    ],
)
def test_what_may_be_a_password(password: str, fault: PasswordFault | None) -> None:
    assert password_fault(password, "xiaomei", {"woaini1314"}) is fault


@given(st.text(min_size=SHORTEST, max_size=60))
def test_a_password_that_passes_is_never_the_login(password: str) -> None:
    login = password.strip().lower()
    assume(login)
    assert password_fault(password, login, frozenset()) is not None


phones = st.from_regex(r"1[3-9]\d{9}", fullmatch=True)


@given(phone=phones, address=st.text("西湖区文三路学院号楼室", min_size=6, max_size=20))
def test_a_masked_order_holds_neither_phone_nor_address_wherever_they_stand(phone: str, address: str) -> None:
    event = ParcelEvent(NOW, f"已送到{address}，电话{phone}", ParcelState.SIGNED)
    order = Order("1", "小鹿", OrderState.PAID, NOW, Fen(1), Fen(1))
    order = replace(
        order,
        receiver=Receiver("沈念安", phone, "浙江省", "杭州市", address),
        buyer_message=f"打{phone}",
        seller_note=f"改送{address}",
        parcels=(Parcel("顺丰", "SF1", ParcelState.SIGNED, events=(event,)),),
    )
    masked = repr(masked_order(order))
    assert phone not in masked
    assert address not in masked
    assert "浙江省" in masked
    assert "杭州市" in masked


@given(phones)
def test_a_phone_number_in_a_text_is_masked_and_an_order_number_is_not(phone: str) -> None:
    masked = without_numbers(f"电话{phone}，订单3141592653589793238")
    assert masked == f"电话{phone[:3]}****{phone[-4:]}，订单3141592653589793238"
