"""What is said to be changed must be what was changed."""

from __future__ import annotations

import pytest

from bot.adapters.scripts.book import load_guard
from bot.bootstrap import DATA
from bot.core.guard import GuardContext
from bot.core.order_actions import Done, proven_by

GUARD = load_guard(DATA)


def stopped(text: str, *done: Done, more: frozenset[str] = frozenset()) -> bool:
    found = GUARD.check(text, GuardContext(recorded=proven_by(frozenset(done)) | more))
    return any(finding.rule.startswith("unrecorded") for finding in found)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("地址改好了", Done.ADDRESS),
        ("收货信息帮您改好了", Done.ADDRESS),
        ("电话已经给您改成新的了", Done.ADDRESS),
        ("地址给您改好了，颜色还是原来的", Done.ADDRESS),
        ("颜色帮您改成奶杏了", Done.ITEM),
        ("尺码改好了，给您换成L码了", Done.ITEM),
        ("快递给您换成顺丰了", Done.COURIER),
        ("给您改好了", Done.ITEM),
        ("新地址跟仓库说了，已经改好了", Done.FORWARDED),
    ],
)
def test_a_claim_is_fine_once_that_change_is_on_record_and_not_before(text: str, done: Done) -> None:
    assert stopped(text)
    assert not stopped(text, done)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("地址改好了", Done.ITEM),
        ("地址改好了", Done.COURIER),
        ("收货信息帮您改好了", Done.ITEM),
        ("颜色帮您改成奶杏了", Done.ADDRESS),
        ("快递给您换成顺丰了", Done.ADDRESS),
        ("您的地址，已经改好了", Done.ITEM),
        ("地址和颜色都给您改好了", Done.ADDRESS),
        ("价格给您改好了", Done.ADDRESS),
        ("地址改好了", Done.NOTE),
        ("地址改好了", Done.FLAG),
        ("颜色改好了。地址也给您改好了", Done.ITEM),
    ],
)
def test_another_change_on_record_excuses_nothing(text: str, done: Done) -> None:
    assert stopped(text, done)


def test_two_changes_prove_a_claim_of_both() -> None:
    assert not stopped("地址和颜色都给您改好了", Done.ADDRESS, Done.ITEM)


def test_a_note_proves_what_is_said_of_the_note() -> None:
    assert not stopped("备注给您改好了", Done.ADDRESS, more=frozenset({"noted"}))
    assert stopped("备注给您改好了", Done.ADDRESS)
