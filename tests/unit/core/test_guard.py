"""The reply guard with the real rules of data/scripts/_forbidden.yml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.scripts.book import load_guard
from bot.core.guard import GuardContext, ReplyGuard, verdict
from bot.core.guard_rules import read_guard_rules
from bot.core.identity_numbers import is_identity_number
from bot.core.money import Fen
from bot.core.script_sources import Source
from bot.core.suggestions import Severity

GUARD = load_guard(Path(__file__).resolve().parents[3] / "data")


NOTHING_KNOWN = GuardContext()


def rules(text: str, context: GuardContext = NOTHING_KNOWN) -> set[str]:
    return {finding.rule for finding in GUARD.check(text, context)}


@pytest.mark.parametrize(
    "text",
    [
        "最后一件了，喜欢可以带走哦",
        "最近下单的比较多，今天16点前付款当天发",
        "第一次买可以按平时的码拿",
        "最好先洗一遍再穿哦",
        "最大码是XL，到70kg",
        "最晚明天发出",
        "唯一的缺点是要手洗",
        "您觉得最喜欢哪个颜色呢",
        "这款是百分百棉的，贴身穿也舒服",
        "面料成分是棉100%",
        "100%桑蚕丝面料",
        "退款会原路退回支付宝，您留意到账哦",
        "质量保证书在包裹里，您收好",
        "这款没法保证不掉色，建议分开洗",
        "您肯定着急了，我现在去查",
        "不一定今天到，快递那边我帮您盯着",
        "一定要用冷水洗哦",
        "微信支付也可以的",
        "平台规定不能加微信，咱们在这里聊就好哦",
        "QQ弹弹的口感",
        "好评返现平台不允许的，我们不做哈，您按真实感受写就好",
        "冷静期内可以取消的",
        "不知道您平时穿什么码呢？",
        "照片有点不清楚，麻烦重拍一张哦",
        "您备注了颜色吗？",
        "等备注好了我告诉您",
        "我现在去帮您备注",
        "怎么申请退款：订单页点退款就行",
        "退款成功后会有短信提醒",
        "今天可以安排发货",
        "您这边已经申请退款了，我去看进度",
        "滚边的设计，洗了不容易脱线",
        "满199减20，领券就能用",
        "快递单号77000001394177，您可以查一下",
        "您的电话尾号5678对吗",
        "160 165 170都有货",
        "一般2-3天到，具体看快递",
    ],
)
def test_ordinary_speech_passes(text: str) -> None:
    assert GUARD.check(text) == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("这是全网最低价", "absolute_word"),
        ("我们家质量最好", "absolute_word"),
        ("最舒服的一款", "absolute_word"),
        ("销量第一的爆款", "absolute_word"),
        ("顶 级面料哦，顶级", "absolute_word"),
        ("100%正品", "hundred_percent"),
        ("能治疗颈椎", "medical_claim"),
        ("保证明天到", "binding_promise"),
        ("肯定能到", "binding_promise"),
        ("明天一定到", "binding_promise"),
        ("赔您20元", "money_promise"),
        ("直接给您退款", "money_promise"),
        ("假一赔十", "money_promise"),
        ("已经帮您备注好了", "unrecorded_note"),
        ("给您安排好了", "unrecorded_arrangement"),
        ("补发了，您等着收", "unrecorded_resend"),
        ("拦截成功了", "unrecorded_interception"),
        ("退款已经原路退回了", "unrecorded_refund"),
        ("地址改好了", "unrecorded_change"),
        ("已经帮您催快递了", "unrecorded_chase"),
        ("已经帮您取消订单", "unrecorded_cancellation"),
        ("您的包裹已经发出了", "unrecorded_dispatch"),
        ("加我微信聊", "off_platform"),
        ("微 信 号发您", "off_platform"),
        ("V-信同号", "off_platform"),
        ("威❤ 同号", "off_platform"),
        ("ｖｘ：abc123", "off_platform"),
        ("QQ12345678联系", "off_platform"),
        ("私下转账便宜10块", "off_platform"),
        ("加我 13812345678", "phone_number"),
        ("电话①③⑧①②③④⑤⑥⑦⑧", "phone_number"),
        ("一三八一二三四五六七八", "phone_number"),
        ("1-3-8-1-2-3-4-5-6-7-8", "phone_number"),
        ("138 1234 5678", "phone_number"),
        ("身份证11010519491231002X", "identity_number"),
        ("地址是西湖区文三路123号2幢301室", "full_address"),
        ("给个五星好评返红包", "paid_review"),
        ("好 评 返 现 5元", "paid_review"),
        ("脑子有病吧", "insult"),
        ("爱买不买", "insult"),
        ("随便你", "sarcasm"),
        ("我不知道啊", "service_phrase"),
        ("这是规定", "service_phrase"),
        ("自己看详情页", "service_phrase"),
        ("您冷静一下", "service_phrase"),
        ("过段时间再说", "vague_time"),
        ("不行", "flat_refusal"),
    ],
)
def test_forbidden_wording_is_found(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("noted", "已备注"),
        ("arranged", "已安排"),
        ("resent", "已补发"),
        ("intercepted", "已拦截"),
        ("refunded", "已退款"),
        ("shipped", "您的订单已发货"),
    ],
)
def test_an_action_may_be_claimed_once_it_is_recorded(action: str, text: str) -> None:
    assert GUARD.check(text)
    assert GUARD.check(text, GuardContext(recorded=frozenset({action}))) == ()


@pytest.mark.parametrize(
    "text", ["问过主管了，可以的", "主管同意了，150元", "主管那边回了，不行", "跟主管申请好了"]
)
def test_the_supervisor_was_asked_only_when_that_is_on_record(text: str) -> None:
    assert "unrecorded_approval" in rules(text)
    assert rules(text, GuardContext(recorded=frozenset({"supervisor_answered"}))) == set()


@pytest.mark.parametrize(
    "text", ["我报给主管问一下", "要主管同意才行", "等主管答复就告诉您", "我请主管一起看"]
)
def test_that_the_supervisor_will_be_asked_may_be_said(text: str) -> None:
    assert "unrecorded_approval" not in rules(text)


@pytest.mark.parametrize(
    "text",
    ["我这就去催仓库", "稍等，我看一下", "我去问下仓库，问到马上回您", "我联系中通核实", "帮您盯着发货"],
)
def test_with_nobody_at_the_desk_a_persons_next_step_is_not_promised(text: str) -> None:
    assert "somebody_acts" in rules(text, GuardContext(alone=True))
    assert "somebody_acts" not in rules(text)


@pytest.mark.parametrize(
    "text", ["您这单明天发，发出后物流里能看到", "有问题随时联系我哦", "您看的是哪一款呢？发我看看尺码"]
)
def test_what_the_record_says_may_be_said_alone(text: str) -> None:
    assert rules(text, GuardContext(alone=True)) == set()


@pytest.mark.parametrize("text", ["最低给您85元", "到手80", "80元包邮", "一口价88.99", "85块卖您了"])
def test_a_price_below_the_floor_is_blocked(text: str) -> None:
    assert rules(text, GuardContext(floor=Fen(8900))) == {"below_floor"}
    assert rules(text) == set()


@pytest.mark.parametrize(
    "text", ["89元给您", "满199减20", "给您10元优惠券", "运费6元", "给您减5块", "到手89"]
)
def test_other_amounts_are_no_price(text: str) -> None:
    assert rules(text, GuardContext(floor=Fen(8900))) == set()


def test_the_shop_may_publish_its_own_return_address() -> None:
    text = "寄回：杭州市余杭区桂巷路8号2幢301室，王小姐 13800138000"
    allowed = ("杭州市余杭区桂巷路8号2幢301室", "13800138000")
    assert rules(text) == {"full_address", "phone_number"}
    assert rules(text, GuardContext(allowed=allowed)) == set()


def test_a_products_own_name_is_no_claim() -> None:
    assert rules("极致轻薄羽绒服有货的哦", GuardContext(allowed=("极致轻薄羽绒服",))) == set()
    assert rules("极致轻薄羽绒服，极致体验", GuardContext(allowed=("极致轻薄羽绒服",))) == {"absolute_word"}


def test_the_buyers_own_address_is_not_read_back_in_full() -> None:
    context = GuardContext(personal=("裕华区棉田路拾光苑",))
    assert rules("是裕华区 棉田路 拾光苑 对吗", context) == {"buyer_data"}
    assert rules("是裕华区棉田路那边对吗", context) == set()


def test_a_finding_quotes_the_text_as_it_was_typed_and_offers_better_words() -> None:
    finding = GUARD.check("亲，这款是全网 ＶＸ 联系，保证正品")[-1]
    assert finding.excerpt == "保证"
    assert finding.better == "尽量"
    assert finding.severity is Severity.BLOCK
    assert finding.reason and finding.source
    disguised = GUARD.check("来 Ｖ－信 聊")[0]
    assert disguised.excerpt == "Ｖ－信"


def test_the_verdict_is_that_of_the_severest_finding() -> None:
    assert verdict(GUARD.check("您好")) == "ok"
    assert verdict(GUARD.check("随便你")) == "warn"
    assert verdict(GUARD.check("随便你，这是规定")) == "block"


def test_an_order_number_is_no_identity_number() -> None:
    assert is_identity_number("11010519491231002x")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("1101051949123100")
    assert rules("订单号110105194912310021") == set()


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_and_quoted_from_the_text(text: str) -> None:
    context = GuardContext(floor=Fen(8900), allowed=("一", "青禾"), personal=("13800138000",))
    for finding in GUARD.check(text, context):
        assert finding.excerpt in text


def faults_of(document: object) -> list[str]:
    source = Source("_forbidden.yml", "", "_forbidden", "", document)
    return [fault.sentence for fault in read_guard_rules(source)[1]]


def test_a_broken_rule_is_named() -> None:
    entry = {"rule": "r", "severity": "block", "reason": "x", "source": "y"}
    assert faults_of([]) == ["the file must be a mapping of forbidden, lists, sounds, written"]
    assert faults_of({"forbidden": [entry]}) == ["entry 1 (r) has no patterns"]
    assert "no regular expression" in faults_of({"forbidden": [{**entry, "patterns": ["("]}]})[0]
    assert (
        "severity is one of" in faults_of({"forbidden": [{**entry, "patterns": ["x"], "severity": "bad"}]})[0]
    )
    assert faults_of({"forbidden": [{**entry, "patterns": ["x"], "pattern": 1}]}) == [
        "entry 1 has an unknown key 'pattern'"
    ]


def test_a_guard_without_rules_finds_nothing() -> None:
    assert ReplyGuard(()).check("已退款") == ()
