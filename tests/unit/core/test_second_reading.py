"""What the guard's second reading makes of its doubts, and of what the rules found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.disguises import legible
from bot.core.script_sources import Source
from bot.core.second_reading import Doubt, Kind, Kinds, SecondReading, read_kinds
from bot.core.suggestions import Finding, Severity

KINDS = Kinds(
    {
        "promise": Kind("像是在打包票", "E2", "说能做到的", frozenset({"binding_promise"})),
        "claim": Kind("还没有记录", "E2", recorded=True),
        "personal": Kind("个人信息", "E2", rules=frozenset({"phone_number"}), wording=False),
    },
    doubt_from=0.6,
    block_from=0.95,
    soft_below=0.2,
    drop_below=0.05,
)
BLOCK = Finding("binding_promise", "保证", "打包票", "E2", Severity.BLOCK)


def reading(kind: str, chance: float, start: int = 0, end: int = 4) -> SecondReading:
    return SecondReading(KINDS, lambda text: Doubt(kind, chance, start, min(end, len(text))))


def findings(
    second: SecondReading, text: str, *found: Finding, recorded: bool = False
) -> tuple[Finding, ...]:
    return second(legible(text), tuple, found, recorded=recorded)


def test_a_doubt_warns_with_its_place_and_a_better_wording() -> None:
    (finding,) = findings(reading("promise", 0.7, 3, 7), "您好，包您考上。")
    assert (finding.rule, finding.excerpt, finding.severity, finding.better) == (
        "judged_like_promise",
        "包您考上",
        Severity.WARN,
        "说能做到的",
    )


def test_a_doubt_that_leaves_hardly_a_chance_blocks() -> None:
    (finding,) = findings(reading("promise", 0.95), "您好，包您考上。")
    assert finding.severity is Severity.BLOCK


def test_a_small_doubt_says_nothing() -> None:
    assert findings(reading("promise", 0.59), "您好，在的。") == ()


def test_what_the_rules_found_is_not_told_twice() -> None:
    assert findings(reading("promise", 0.9), "保证您考上", BLOCK) == (BLOCK,)


def test_a_block_by_wording_in_a_text_that_reads_like_good_ones_becomes_a_warning() -> None:
    assert findings(reading("promise", 0.1), "保证书在盒子里", BLOCK) == (
        replace(BLOCK, severity=Severity.WARN),
    )


def test_a_block_by_wording_in_a_text_that_is_hardly_ever_stopped_is_nothing() -> None:
    assert findings(reading("promise", 0.04), "保证书在盒子里", BLOCK) == ()


@pytest.mark.parametrize("rule", ["phone_number", "other_price"])
def test_a_block_that_does_not_go_by_wording_stays(rule: str) -> None:
    block = replace(BLOCK, rule=rule)
    assert findings(reading("promise", 0.01), "13812345678", block) == (block,)


def test_a_claim_is_not_doubted_once_something_is_on_record() -> None:
    assert findings(reading("claim", 0.9), "地址改好啦")
    assert findings(reading("claim", 0.9), "地址改好啦", recorded=True) == ()
    assert findings(reading("promise", 0.9), "包您满意", recorded=True)


def doubted(chances: dict[str, float], *found: Finding) -> tuple[Finding, ...]:
    """`chances` of the text and of what is left of it without the shop's address."""
    second = SecondReading(KINDS, lambda text: Doubt("promise", chances[text], 0, 2))
    return second(legible("寄到杭州市青禾路8号，谢谢"), lambda: [(2, 10)], found, recorded=False)


def test_a_doubt_that_goes_by_what_the_shop_publishes_is_none() -> None:
    assert doubted({"寄到杭州市青禾路8号，谢谢": 0.9, "寄到        ，谢谢": 0.1}) == ()


def test_a_doubt_that_goes_by_the_scraps_around_it_is_none() -> None:
    assert doubted({"寄到杭州市青禾路8号，谢谢": 0.1}) == ()


def test_a_doubt_that_lasts_either_way_is_told_as_the_smaller_one() -> None:
    (finding,) = doubted({"寄到杭州市青禾路8号，谢谢": 0.99, "寄到        ，谢谢": 0.7})
    assert finding.severity is Severity.WARN


def test_a_block_is_weighed_by_what_the_shop_does_not_publish() -> None:
    assert doubted({"寄到        ，谢谢": 0.1}, BLOCK) == (replace(BLOCK, severity=Severity.WARN),)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_not_doubted(text: str) -> None:
    assert findings(reading("promise", 0.99), text) == ()


def test_faults_of_the_file_are_told_in_one_sentence_each() -> None:
    document = {
        "doubt_from": 2,
        "block_from": 0.95,
        "soft_below": 0.2,
        "drop_below": 0.05,
        "kinds": {"promise": {"reason": "打包票"}},
    }
    _, faults = read_kinds(Source("data/guard/kinds.yml", "", "kinds", "", document))
    assert [str(fault) for fault in faults] == [
        "data/guard/kinds.yml: promise lacks 'source'",
        "data/guard/kinds.yml: doubt_from is a chance between 0 and 1, not 2",
    ]


def test_a_file_without_kinds_is_a_fault() -> None:
    document = {"doubt_from": 0.6, "block_from": 0.95, "soft_below": 0.2, "drop_below": 0.05, "kinds": []}
    _, faults = read_kinds(Source("kinds.yml", "", "kinds", "", document))
    assert [fault.sentence for fault in faults] == ["kinds must be a mapping of names to kinds of faults"]


def test_a_judged_reply_may_name_a_kind_or_one_of_its_rules() -> None:
    assert [KINDS.of(name) for name in ("", "promise", "binding_promise", "nonsense")] == [
        "good",
        "promise",
        "promise",
        None,
    ]
