"""Drafts for anger, threats, insults and straying talk, over the real book of scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.core.conversations import Route
from bot.core.orders import OrderState, RefundState
from bot.core.parcels import ParcelState
from bot.core.trouble_words import (
    AWKWARD,
    BAD_LANGUAGE,
    COMPLAINTS,
    FOREIGN,
    HUMAN_WISHES,
    OFF_PLATFORM,
    REVIEW_MATTERS,
    REWARD_CLAIMS,
    THREATS,
)
from bot.core.word_table import WordTable
from bot.services.scenes.registry import SCENES
from tests.unit.services.after_sale_shop import (
    BOOK,
    NIGHT,
    NOW,
    a_parcel,
    a_refund,
    an_order,
    draft,
    every_kind_of_orders,
    first,
    received,
)

INTENTS = next(scene.intents for scene in SCENES if scene.name == "trouble")
STUCK = an_order(OrderState.SHIPPED, a_parcel(ParcelState.IN_TRANSIT, 6))
LATE = an_order(OrderState.PAID, paid_days_ago=4)


@pytest.mark.parametrize("intent", INTENTS)
def test_every_order_has_an_answer_that_may_be_sent(intent: str) -> None:
    for orders in every_kind_of_orders():
        for suggestion in draft(intent, "到底怎么回事", *orders).suggestions:
            assert suggestion.intent != "nlu_fallback"
            assert suggestion.findings == ()


@pytest.mark.parametrize(
    ("fact", "table"),
    [
        ("threat.kind", THREATS),
        ("human.asks", HUMAN_WISHES),
        ("offplatform.kind", OFF_PLATFORM),
        ("awkward.kind", AWKWARD),
        ("foreign.kind", FOREIGN),
        ("review.matter", REVIEW_MATTERS),
        ("reward.claim", REWARD_CLAIMS),
        ("abuse.kind", BAD_LANGUAGE),
    ],
)
def test_the_vocabulary_knows_every_name_of_a_table_of_words(fact: str, table: WordTable) -> None:
    assert set(BOOK.vocabulary.meanings[fact].words) == table.names


def test_the_vocabulary_knows_everything_that_anger_is_about() -> None:
    assert COMPLAINTS.names < set(BOOK.vocabulary.meanings["trouble.about"].words)


# --- complaints: the feeling, the options, the time


@pytest.mark.parametrize(
    "text", ["气死我了", "什么态度", "一下午没人理", "骗子", "说话不算数", "太慢了", "质量太差"]
)
def test_the_first_answer_is_an_apology_and_no_reason(text: str) -> None:
    said = first("complain", text)
    assert "对不起" in said or "抱歉" in said or "道个歉" in said
    assert not re.search("因为|由于|冷静|别激动|规定", said)


def test_what_the_record_shows_is_named_when_the_buyer_only_shouts() -> None:
    assert "2231" in first("complain", "气死我了", LATE)
    assert "2231" in first("complain", "气死我了", STUCK)
    overdue = received(refund=a_refund(RefundState.WAIT_SELLER_AGREE, 60))
    assert "退款" in first("complain", "气死我了", overdue)


def test_an_order_in_good_shape_is_not_blamed() -> None:
    assert "2231" not in first("complain", "气死我了", received())


def test_anger_gets_options_next_and_then_a_time() -> None:
    order = received()
    listening = draft("complain", "气死我了", order).suggestions[0]
    options = draft("complain", "你们到底管不管", order, memory=dict(listening.memory)).suggestions[0]
    assert "换" in options.text
    assert "退" in options.text
    promise = first("complain", "说来说去没用", order, memory=dict(options.memory))
    assert "今天21点前" in promise


def test_the_time_is_one_the_shop_can_keep() -> None:
    later = {"trouble_round": 2}
    assert "今天16点前" in first("complain", "没用", memory=later, at=NIGHT)
    assert "明天10点前" in first("complain", "没用", memory=later, at=NOW + timedelta(hours=4))


@pytest.mark.parametrize("memory", [{"trouble_round": "x"}, {"trouble_round": -3}, {"trouble_round": 99}])
def test_a_strange_memory_of_the_talk_does_no_harm(memory: dict[str, object]) -> None:
    assert first("complain", "气死我了", memory=memory)


# --- threats


def test_a_threat_gets_what_any_buyer_gets() -> None:
    said = first("threaten_bad_review", "不解决就差评", received())
    assert "由您定" in said
    assert "换" in said
    assert "退" in said


def test_silence_is_never_bought() -> None:
    for order in ((), (LATE,), (received(),), (STUCK,)):
        for text in ("差评见", "12315见", "曝光你们"):
            for suggestion in draft("threaten_bad_review", text, *order).suggestions:
                assert not re.search("返|红包|补偿|优惠|券|改评|删评", suggestion.text)


def test_a_complaint_to_an_authority_is_the_buyers_right() -> None:
    assert "权利" in first("threaten_bad_review", "12315见")


# --- asking after a case


def test_a_case_that_is_a_refund_is_told_as_one() -> None:
    asked = received(refund=a_refund(RefundState.WAIT_SELLER_AGREE))
    assert draft("chase_case", "我那事咋样了", asked).suggestions[0].script == "refund_status"


def test_a_case_gets_a_time_for_the_answer() -> None:
    assert "今天21点前" in first("chase_case", "有消息了吗", received())
    assert "还没发出" in first("chase_case", "有消息了吗", LATE)


def test_a_case_nobody_can_place_is_asked_about_in_one_go() -> None:
    drafted = draft("chase_case", "有消息了吗")
    assert drafted.reason == "facts_missing"
    assert "哪一单" in drafted.suggestions[0].text or "订单尾号" in drafted.suggestions[0].text


# --- people


def test_insults_wait_for_a_person() -> None:
    drafted = draft("abuse", "滚", at=NIGHT)
    assert drafted.route is Route.AGENT
    assert "主管" in draft("abuse", "滚").suggestions[0].text


def test_after_hours_the_desk_says_that_nobody_is_there_and_from_when() -> None:
    asked = draft("request_human", "转人工", at=NIGHT)
    assert asked.route is Route.HOLD
    assert "今天09:00" in asked.suggestions[0].text
    assert "自动回复" in first("request_human", "你是机器人吗", at=NIGHT)


def test_before_midnight_the_desk_opens_tomorrow() -> None:
    evening = NIGHT.replace(hour=15, minute=45)  # 23:45 in Shanghai
    assert "明天09:00" in first("request_human", "转人工", at=evening)


def test_in_hours_nobody_is_called_automatic() -> None:
    for text in ("转人工", "你是机器人吗", "打我电话", "叫主管来", "找刚才那个客服"):
        assert "自动" not in first("request_human", text)


# --- what is refused


def test_contacts_outside_the_platform_are_refused_with_a_way_to_go_on() -> None:
    for text in ("加个v", "微信转账给你", "这里发不了视频"):
        best = draft("request_offplatform_contact", text).suggestions[0]
        assert best.findings == ()
        assert re.search("这里|这边|这儿|窗口|平台|店里|聊天框", best.text)


def test_cash_for_reviews_is_refused_whoever_promised_it() -> None:
    for text in ("好评返多少", "卡片上写着返五块 找谁要"):
        best = draft("ask_review_reward", text).suggestions[0]
        assert "不做" in best.text
        assert best.findings == ()


def test_a_review_that_stays_is_left_in_peace() -> None:
    said = first("review_followup", "差评我不会改的", received())
    assert "由您定" in said
    assert "改" not in said


def test_a_question_about_profits_leads_back_to_the_goods() -> None:
    assert "小雏菊连衣裙" in first("awkward_question", "这件赚多少", product="DX001")
