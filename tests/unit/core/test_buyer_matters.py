"""What the words of a buyer are about: the tables of words behind the scenes of service."""

from __future__ import annotations

import pytest

from bot.core.after_sale_words import (
    COMPENSATION_FOR,
    INSURANCE_QUESTIONS,
    MISTAKES,
    POLICY_QUESTIONS,
    holds_picture,
    names_fault,
)
from bot.core.small_talk_words import CHATTER, GREETINGS, HESITATIONS, PRAISE, UNWANTED
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


@pytest.mark.parametrize(
    ("table", "words", "name"),
    [
        (POLICY_QUESTIONS, "东西退回去寄到哪儿啊", "address"),
        (POLICY_QUESTIONS, "退的话邮费算谁的", "postage"),
        (POLICY_QUESTIONS, "过了十几天还能退么", "days"),
        (POLICY_QUESTIONS, "里面要放什么纸条吗", "parcel"),
        (POLICY_QUESTIONS, "退货怎么操作", "how"),
        (POLICY_QUESTIONS, "拆了还给退吗", "may"),
        (MISTAKES, "说好的小样一个没有", "gift"),
        (MISTAKES, "颜色发错了", "wrong"),
        (MISTAKES, "少了一只袜子", "missing"),
        (MISTAKES, "你们多发了一条裤子", "extra"),
        (COMPENSATION_FOR, "迟了四天不补偿吗", "late"),
        (COMPENSATION_FOR, "医药费你们出", "damage_done"),
        (COMPENSATION_FOR, "有个小洞便宜点", "flaw"),
        (INSURANCE_QUESTIONS, "运费险能赔几块", "how_much"),
        (INSURANCE_QUESTIONS, "退货险没赔给我", "unpaid"),
        (INSURANCE_QUESTIONS, "换货也赔运费险吗", "exchange"),
        (COMPLAINTS, "什么破态度", "manner"),
        (COMPLAINTS, "一下午没人理我", "no_answer"),
        (COMPLAINTS, "骗子店", "deceived"),
        (COMPLAINTS, "我真是服了", "unclear"),
        (THREATS, "我打12315", "authority"),
        (THREATS, "抖音见", "exposure"),
        (THREATS, "一星伺候", "review"),
        (HUMAN_WISHES, "你是机器人吗?", "robot"),
        (HUMAN_WISHES, "给我打电话", "phone"),
        (HUMAN_WISHES, "叫你们店长", "manager"),
        (HUMAN_WISHES, "转人工", "person"),
        (OFF_PLATFORM, "微信转账行吗", "pay"),
        (OFF_PLATFORM, "微信直接转你能便宜点不", "pay"),
        (OFF_PLATFORM, "我打钱给你行不", "pay"),
        (CHATTER, "你们那下雨了吗", "weather_here"),
        (CHATTER, "你那边冷不冷", "weather_here"),
        (CHATTER, "今天好冷啊", "weather"),
        (GREETINGS, "人呢", "waiting"),
        (GREETINGS, "在吗", "waiting"),
        (GREETINGS, "你好", "hello"),
        (OFF_PLATFORM, "加个v", "contact"),
        (AWKWARD, "你们哪里拿的货", "source"),
        (AWKWARD, "这件赚多少", "profit"),
        (AWKWARD, "你结婚没", "personal"),
        (REWARD_CLAIMS, "卡片上写着五星返五块", "was_promised"),
        (REWARD_CLAIMS, "好评返多少", "asks"),
        (REVIEW_MATTERS, "差评我不改", "keeps_it"),
        (REVIEW_MATTERS, "评价不显示", "not_shown"),
        (FOREIGN, "做代运营的了解一下", "offer"),
        (FOREIGN, "你们还招人吗", "job"),
        (FOREIGN, "淘宝密码忘了", "platform"),
        (BAD_LANGUAGE, "约不约", "harassment"),
        (BAD_LANGUAGE, "滚", "insult"),
        (CHATTER, "今天冻死了", "weather"),
        (CHATTER, "[笑哭]", "laugh"),
        (PRAISE, "客服真耐心", "service"),
        (HESITATIONS, "回去问问老公", "asks_somebody"),
        (UNWANTED, "别给我打电话了", "calls"),
    ],
)
def test_words_are_about_what_they_name(table: WordTable, words: str, name: str) -> None:
    assert table.named(words) == name


@pytest.mark.parametrize("words", ["质量太差", "拉链坏了", "洗一次就起球", "跟图片不一样", "颜色发错了"])
def test_a_fault_is_heard(words: str) -> None:
    assert names_fault(words)


@pytest.mark.parametrize(
    "words", ["不想要了", "没坏 就是不喜欢", "不是质量问题 大了", "没有任何瑕疵 单纯不合适"]
)
def test_goods_without_fault_are_not_called_faulty(words: str) -> None:
    assert not names_fault(words)


def test_a_picture_is_seen_in_its_placeholder() -> None:
    assert holds_picture("你看[图片]")
    assert not holds_picture("图片跟实物不一样")
