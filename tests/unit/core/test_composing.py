"""Several answers as one reply: order, one question, nothing twice (handbook A10, C4)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.scripts.documents import read_source
from bot.core.composing import MOST_PARTS, Composed, compose
from bot.core.heard import heard
from bot.core.joints_reading import read_joints
from bot.core.parts import Part, PartKind
from bot.core.phrases import phrases

FILE = Path(__file__).parents[3] / "data" / "scripts" / "_joints.yml"
JOINTS, FAULTS = read_joints(read_source(FILE, FILE.parent))


def part(
    text: str, intent: str = "", kind: PartKind = PartKind.ANSWER, scene: str = "", **more: object
) -> Part:
    intent = intent or f"wish_{abs(hash(text)) % 10_000}"
    return replace(Part(intent, intent, scene or "size", kind, (text,)), **more)  # type: ignore[arg-type]


def reply(*parts: Part, said: tuple[str, ...] = ()) -> str:
    composed = compose(parts, JOINTS, said)
    assert composed is not None
    return composed.text


SIZE = part("您平时穿M的话，这款拿L码就好哦", "ask_size")
DISPATCH = part("今天16:00前付款当天就发，现在拍还赶得上哦", "ask_dispatch_time", scene="shipping")
SORRY = part("让您等这么久，真的对不起。您说是哪件事，我来跟", "complain", PartKind.FEELING, "trouble")
ADDRESS = part("退货请寄：杭州市桂巷路18号，售后组收", "ask_return_policy", PartKind.LIST, "return")


def test_the_shops_joints_have_no_faults() -> None:
    assert FAULTS == []


def test_answers_follow_each_other_and_only_the_last_keeps_its_soft_word() -> None:
    assert reply(SIZE, DISPATCH) == "您平时穿M的话，这款拿L码就好。今天16:00前付款当天就发，现在拍还赶得上哦"


def test_another_matter_is_led_over_to() -> None:
    refund = part("您尾号7130的退款在审核，今天20点前回您", "ask_refund_status", scene="refund", order="7130")
    assert reply(refund, DISPATCH).startswith("您尾号7130的退款在审核，今天20点前回您。另外今天16:00前")


def test_one_answer_alone_is_no_reply_to_several() -> None:
    assert compose([SIZE], JOINTS) is None
    assert compose([SIZE, ADDRESS], JOINTS) is None
    courtesies = [
        part(text, kind=PartKind.COURTESY, scene="talk") for text in ("不客气，应该的", "您好，您请说")
    ]
    assert compose(courtesies, JOINTS) is None


def test_instructions_stay_a_message_of_their_own() -> None:
    composed = compose([SIZE, ADDRESS, DISPATCH], JOINTS)
    assert composed is not None
    assert "退货请寄" not in composed.text
    assert composed.answered == {"ask_size", "ask_dispatch_time"}


def test_the_feeling_comes_first_and_without_its_invitation() -> None:
    text = reply(DISPATCH, SORRY)
    assert text == "让您等这么久，真的对不起。今天16:00前付款当天就发，现在拍还赶得上哦"


def test_a_part_whose_matter_is_told_leaves_no_greeting_behind() -> None:
    again = [part("您好，这款拿L码就好", intent, scene=intent) for intent in ("one", "other")]
    assert "您好" not in reply(part("这款拿L码就好"), *again, DISPATCH)


def test_an_apology_is_said_once() -> None:
    late = part(
        "实在抱歉，您尾号7720这单发晚了，我现在就去催仓库", "urge_dispatch", scene="shipping", order="7720"
    )
    text = reply(SORRY, late)
    assert text == "让您等这么久，真的对不起。您尾号7720这单发晚了，我现在就去催仓库"
    inside = part("尾号7720这单让您久等了，真抱歉。要退就点申请退款", "request_refund", scene="refund")
    assert "抱歉" not in reply(SORRY, inside)


def test_of_a_second_apology_no_sentence_is_left() -> None:
    refund = part(
        "对不起，尾号7720这单发晚了。要退您点申请退款", "request_refund", scene="refund", order="7720"
    )
    money = part(
        "让您等了这么多天，抱歉。补偿我去核实，今天21点前给您答复", "request_compensation", scene="refund"
    )
    text = reply(refund, money)
    assert (
        text
        == "让您等了这么多天，抱歉。尾号7720这单发晚了。要退您点申请退款。补偿我去核实，今天21点前给您答复"
    )


def test_who_pays_the_way_back_is_said_once() -> None:
    back = part(
        "尾号6640这单最晚11月22日申请；运费您先垫，订单带运费险就由保险赔", "request_return", scene="return"
    )
    paid = part("不合适要退的话运费您先垫，订单里带运费险的由保险公司赔", "ask_return_policy", scene="return")
    assert compose([back, paid], JOINTS) is None


def test_answers_about_two_qualities_of_a_product_stand_in_one_reply() -> None:
    cloth = part(
        "材质是腈纶55%、羊毛20%",
        "ask_product",
        scene="product",
        stated={"product.answer": "腈纶55%、羊毛20%"},
    )
    care = part(
        "建议冷水手洗，平铺晾干哦",
        "ask_usage",
        scene="product",
        stated={"product.answer": "冷水手洗，平铺晾干"},
    )
    assert reply(cloth, care) == "材质是腈纶55%、羊毛20%。建议冷水手洗，平铺晾干哦"


def test_nobody_whose_parcel_is_late_hears_that_something_is_not_talked_about() -> None:
    late = part("真不好意思，我先找仓库核实，再催快递来收", "report_logistics_problem", scene="parcel")
    evasion = part("这个我就不多聊啦，您看中哪款", "awkward_question", scene="talk")
    assert compose([late, evasion], JOINTS) is None


def test_an_apology_of_its_own_goes_before_all_answers() -> None:
    missing = part(
        "真不好意思。尾号2030的实物拍给我核对下，补寄还是退款呢？", "report_wrong_or_missing", scene="return"
    )
    assert reply(missing, SIZE).startswith("真不好意思。您平时穿M的话")


def test_a_talk_is_greeted_once() -> None:
    greeting = part("您好，桂花铺客服在的，想了解哪方面呢？", "greet", PartKind.COURTESY, "talk")
    assert reply(SIZE, greeting).startswith("您好，您平时穿M的话")
    assert compose([SIZE, greeting], JOINTS, ["您好，欢迎来桂花铺"]) is None
    assert not reply(SIZE, DISPATCH, greeting, said=("在的呢，您说",)).startswith("您好")


def test_thanks_are_answered_in_a_word() -> None:
    thanks = part("不客气，应该的，东西到了有问题随时找我哦", "thanks", PartKind.COURTESY, "talk")
    assert reply(SIZE, thanks) == "不客气，您平时穿M的话，这款拿L码就好哦"


def test_the_one_question_is_what_is_needed_most_and_ends_the_reply() -> None:
    which = part("您有几单，是哪一单呢？发我订单号后四位哦", "urge_dispatch", scene="shipping", needed=True)
    stock = part("M码有货的，奶杏、雾蓝都有，您喜欢哪个颜色？", "ask_stock", scene="stock")
    text = reply(which, stock)
    assert text.startswith("M码有货的，奶杏、雾蓝都有。")
    assert text.endswith("是哪一单呢？发我订单号后四位哦")


def test_a_second_question_that_cannot_be_left_out_stays_a_suggestion_of_its_own() -> None:
    which = part("您有几单，是哪一单呢？发我订单号后四位哦", "urge_dispatch", scene="shipping", needed=True)
    body = part("方便说下您的身高体重吗？我对着尺码表帮您看", "ask_size", needed=True)
    courier = part("我们默认发中通快递", "ask_courier", scene="shipping")
    composed = compose([which, body, courier], JOINTS)
    assert composed is not None
    assert "身高" not in composed.text
    assert "ask_size" not in composed.answered


def test_what_follows_a_question_is_not_cut_away_with_it() -> None:
    cancel = part(
        "这单还没发，可以取消；是哪里不合适呢？不要就申请退款", "cancel_order", scene="order_change"
    )
    assert "不要就申请退款" in reply(cancel, SIZE)


def test_an_order_named_before_is_this_one_and_another_order_is_named() -> None:
    moving = part("您尾号2382的包裹在杭州", "track_logistics", scene="parcel", order="2382")
    same = part("您尾号2382这单我这就去延长收货", "extend_receipt", scene="parcel", order="2382")
    other = part("还没发，可以改的", "change_order", scene="order_change", order="5020")
    assert reply(moving, same) == "您尾号2382的包裹在杭州。这单我这就去延长收货"
    assert "尾号5020" in reply(moving, other)


def test_a_product_named_before_is_this_one() -> None:
    stated = {"product.name": "桂花裙"}
    wash = part("桂花裙建议手洗", "ask_usage", scene="product", stated=stated)
    fee = part("桂花裙寄四川包邮哦", "ask_shipping_fee", scene="shipping", stated=stated)
    assert reply(wash, fee) == "桂花裙建议手洗。这款寄四川包邮哦"


def test_what_contradicts_a_more_urgent_answer_is_left_out() -> None:
    gone = part("雾蓝L卖完了，11月30日前后补货", "ask_stock", scene="stock")
    assert compose([gone, DISPATCH], JOINTS) is None
    one = part("您尾号1这单明天发", "a", stated={"dispatch.day": "明天"}, order="1")
    two = part("尾号1这单周五发出去", "b", stated={"dispatch.day": "周五"}, order="1")
    assert compose([one, two], JOINTS) is None
    elsewhere = replace(two, order="2", wordings=("尾号2这单周五发出去",), stated={"dispatch.day": "周五"})
    assert compose([one, elsewhere], JOINTS) is not None


def test_the_fuller_of_two_answers_with_the_same_facts_is_enough() -> None:
    facts = {"promotion.title": "满129减10", "promotion.how": "首页领券"}
    price = part(
        "189元，有满129减10（首页领券），到手179元",
        "ask_price",
        scene="price",
        stated={**facts, "price.after": "179"},
    )
    offer = part("现在有满129减10，首页领券", "ask_promotion", scene="promotion", stated=facts)
    composed = compose([offer, price, DISPATCH], JOINTS)
    assert composed is not None
    assert composed.text.count("满129减10") == 1
    assert "ask_promotion" in composed.answered


def test_a_wish_that_another_answer_covers_is_not_said_again() -> None:
    refund = part("这单您点申请退款就行，48小时内处理", "request_refund", scene="refund")
    urge = part("这单我马上去催", "urge_dispatch", scene="shipping")
    composed = compose([refund, urge, SIZE], JOINTS)
    assert composed is not None
    assert "催" not in composed.text
    assert "urge_dispatch" in composed.answered


def test_asides_are_left_out_of_a_long_reply() -> None:
    long = part("您165/54kg正好在L码的范围里（身高156-169 体重52.5-57.5kg），拿L码就好哦", "ask_size")
    assert "（身高" in reply(long, part("手洗就好", "ask_usage", scene="product"))
    assert "（身高" not in reply(long, DISPATCH)


def test_a_reply_that_would_grow_too_long_leaves_the_least_urgent_out() -> None:
    parts = [part(f"{word * 48}", f"wish_{word}") for word in "甲乙丙"]
    composed = compose(parts, JOINTS)
    assert composed is not None
    assert [one.intent for one in composed.parts] == ["wish_甲", "wish_乙"]


def test_the_next_composed_reply_says_it_in_other_words() -> None:
    two = replace(SIZE, wordings=("这款拿L码就好哦", "建议您选L码"))
    again = replace(DISPATCH, wordings=("今天16:00前付款当天就发", "赶得上今天发货的，16:00前付好就行"))
    first = reply(two, again)
    second = reply(two, again, said=(first,))
    assert not heard("这款拿L码就好", [second])
    assert second == "建议您选L码。赶得上今天发货的，16:00前付好就行"
    assert compose([two, again], JOINTS, [first, second]) is None


KINDS = st.sampled_from(list(PartKind))
OPENINGS = st.sampled_from(["", "真抱歉，", "好的，", "您好，", "让您久等了，", "收到，"])
BODIES = st.sampled_from(
    ["这款拿L码就好", "今天下午就能发出", "这单的退款在审核", "羊毛含量是一半", "颜色有奶杏雾蓝"]
)
ENDS = st.sampled_from(["", "哦", "，您看行吗？", "。您是哪一单呢？", "；麻烦发下订单号", "。我这就去查清楚"])
WORDINGS = st.lists(
    st.builds(lambda *p: "".join(p), OPENINGS, BODIES, ENDS), min_size=1, max_size=3, unique=True
)


@st.composite
def several_parts(draw: st.DrawFn) -> list[Part]:
    count = draw(st.integers(0, 5))
    return [
        Part(
            script=f"script_{number}",
            intent=f"wish_{number}",
            scene=draw(st.sampled_from(["size", "refund", "talk"])),
            kind=draw(KINDS),
            wordings=tuple(draw(WORDINGS)),
            order=draw(st.sampled_from(["", "1234", "9876"])),
            needed=draw(st.booleans()),
        )
        for number in range(count)
    ]


def _is_sound(composed: Composed, parts: list[Part]) -> None:
    text = composed.text
    assert 1 < len(composed.parts) <= MOST_PARTS
    assert len(text) <= JOINTS.longest
    assert text.count("？") + text.count("麻烦发") <= 1
    assert text.count("抱歉") <= 1
    assert text.count("您好") <= 1
    assert not any(double in text for double in ("。。", "，，", "，。", "。，", "？。"))
    assert not set(text[:1] + text[-1:]) & set("，。；")
    words = [
        phrase.words for phrase in phrases(text) if len(phrase.words) >= 5 and "尾号" not in phrase.words
    ]
    assert len(words) == len(set(words))
    kinds = [part.kind for part in composed.parts]
    assert PartKind.LIST not in kinds
    order = [
        (PartKind.COURTESY, PartKind.FEELING).index(kind) if kind.value in ("courtesy", "feeling") else 2
        for kind in kinds
    ]
    assert order == sorted(order)
    assert composed.answered <= {part.intent for part in parts}


@given(several_parts())
def test_a_composed_reply_is_sound_whatever_it_is_made_of(parts: list[Part]) -> None:
    composed = compose(parts, JOINTS)
    assert composed == compose(parts, JOINTS)
    if composed:
        _is_sound(composed, parts)


@given(several_parts())
def test_nothing_but_the_end_of_a_composed_reply_asks(parts: list[Part]) -> None:
    composed = compose(parts, JOINTS)
    if composed and "？" in composed.text:
        after = composed.text.split("？", 1)[1]
        others = [
            part for part in composed.parts[:-1] for text in part.wordings if text.rstrip("哦") in after
        ]
        assert not others


@given(several_parts())
def test_a_talk_never_hears_a_composed_reply_twice(parts: list[Part]) -> None:
    said: list[str] = []
    for _ in range(5):
        composed = compose(parts, JOINTS, said)
        if composed is None:
            return
        assert composed.text not in said
        said.append(composed.text)
