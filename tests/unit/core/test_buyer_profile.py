"""What agents write about a buyer: tidied, bounded, and what of it is new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyer_profile import MOST_TAGS, Profile, rewritten, tidy_tags
from bot.core.buyers import Body, Buyer
from bot.core.refusals import OutOfRule, Refusal

KNOWN = Buyer(
    7, "web", "b1", "小鹿", frozenset({"老客"}), body=Body(height=165, weight=54, bust=86, usual_size="M")
)


def test_what_differs_is_named_and_the_rest_of_the_body_stays() -> None:
    new = rewritten(KNOWN, Profile(("老客", "vip"), " 只要棉 ", 165, 50, "M"), may_price=True)
    assert (new.tags, new.note) == (("老客", "VIP"), "只要棉")
    assert new.body == Body(height=165, weight=50, bust=86, usual_size="M")
    assert new.measures == {"weight"}
    assert new.changes == {"tags_added": ["VIP"], "note": "只要棉", "weight": "54 → 50"}


def test_a_measure_left_empty_is_forgotten() -> None:
    new = rewritten(KNOWN, Profile(("老客",), "", None, 54, ""))
    assert new.body == Body(weight=54, bust=86)
    assert new.changes == {"height": "165 → –", "usual_size": "M → –"}


def test_the_same_again_is_no_change() -> None:
    assert rewritten(KNOWN, Profile(("老客",), "", 165, 54, "M")).changes == {}


@pytest.mark.parametrize(
    ("profile", "refusal"),
    [
        (Profile(height=1.65), Refusal.NO_BODY),
        (Profile(weight=float("nan")), Refusal.NO_BODY),
        (Profile(usual_size="M" * 11), Refusal.NO_BODY),
        (Profile(note="好" * 501), Refusal.NOTE_TOO_LONG),
        (Profile(tags=tuple(map(str, range(13)))), Refusal.TAGS_TOO_MANY),
        (Profile(tags=("很长" * 7,)), Refusal.TAGS_TOO_MANY),
    ],
)
def test_what_can_not_be_is_refused_with_its_reason(profile: Profile, refusal: Refusal) -> None:
    with pytest.raises(OutOfRule) as fault:
        rewritten(KNOWN, profile)
    assert fault.value.refusal is refusal


@given(st.lists(st.text("ab vip　", max_size=12), max_size=MOST_TAGS))
def test_tags_are_kept_once_without_blanks_around_them(tags: list[str]) -> None:
    tidied = tidy_tags(tags)
    assert len(set(tidied)) == len(tidied)
    assert all(tag == tag.strip() and tag for tag in tidied)
    assert tidy_tags(tidied) == tidied


def test_a_note_that_joining_made_long_may_be_kept_or_shortened_and_not_lengthened() -> None:
    joined = replace(KNOWN, note="好" * 900)
    assert rewritten(joined, Profile(("老客",), "好" * 900, 165, 54, "M")).changes == {}
    assert rewritten(joined, Profile(note="好" * 899)).note == "好" * 899
    with pytest.raises(OutOfRule):
        rewritten(joined, Profile(note="好" * 901))


@pytest.mark.parametrize("tags", [("老客", "vip"), ("VIP",)])
def test_who_may_allow_no_prices_neither_makes_a_vip_nor_unmakes_one(tags: tuple[str, ...]) -> None:
    with pytest.raises(OutOfRule) as fault:
        rewritten(KNOWN, Profile(tags))
    assert fault.value.refusal is Refusal.TAG_MOVES_PRICES
    vip = replace(KNOWN, tags=frozenset({"vip", "老客"}))
    assert rewritten(vip, Profile(("VIP", "爱聊天"))).tags == ("VIP", "爱聊天")
    with pytest.raises(OutOfRule):
        rewritten(vip, Profile(("老客",)))
