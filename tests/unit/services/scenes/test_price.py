"""Prices, bargains, gifts and large quantities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.approvals import wish_in
from bot.core.buyers import Buyer
from bot.core.catalogue import Product
from bot.core.money import Fen
from bot.core.orders import OrderState
from bot.core.shop import BargainRule
from bot.core.suggestions import Suggestion
from tests.unit.services.goods_shop import (
    BAG,
    COUPON,
    DRESS,
    FULL,
    SHOP,
    SOCKS,
    a_promotion,
    an_order,
    best,
    draft,
    said,
    sku,
    talk,
)


def moves(suggestions: list[Suggestion]) -> list[object]:
    return [suggestion.facts.get("bargain.move") for suggestion in suggestions]


def test_a_price_is_told_with_what_the_best_promotion_leaves() -> None:
    text = best("ask_price", "多少钱").text
    assert "189元" in text
    assert "满129减10" in text
    assert "179元" in text


def test_asking_for_the_lowest_price_is_bargaining_whatever_the_model_calls_it() -> None:
    (answer, *_) = draft("ask_price", "一口价 最低多少").suggestions
    assert answer.script == "price_bargain"
    assert answer.memory


def test_two_pieces_reach_the_larger_promotion() -> None:
    text = "两件一起多少"
    answer = best("ask_price", text, entities=[said("quantity", 2, "两件", text)]).text
    assert "两件" in answer
    assert "378元" in answer
    assert "358元" in answer


def test_a_promotion_that_ended_a_minute_ago_is_not_counted() -> None:
    ended = a_promotion("满129减10", threshold=129, reduction=10, ends=-0.001)
    text = best("ask_price", "多少钱", promotions=[ended]).text
    assert "189元" in text
    assert "满129减10" not in text


def test_options_of_different_prices_get_a_range_and_a_named_one_its_own() -> None:
    childrens = replace(DRESS, skus=(sku("奶黄", "100", 3, 8900), sku("奶黄", "150", 3, 9500)))
    assert "89到95元" in best("ask_price", "什么价", products=[childrens], promotions=[]).text
    assert "95元" in best("ask_price", "150的多少钱", products=[childrens], promotions=[]).text


def test_the_price_agreed_on_in_the_talk_is_kept() -> None:
    last = talk("L1", ["便宜点"] * 4)[-1]
    text = best("ask_price", "到底多少钱", memory=dict(last.memory)).text
    assert "183元" in text
    assert "189" not in text


def test_a_bargain_goes_down_the_ladder_one_step_a_turn() -> None:
    answers = talk("L1", ["便宜点", "太贵了", "还是贵", "再少点", "再少", "再少", "再少", "最低多少", "再少"])
    assert moves(answers) == [
        *(
            "decline",
            "promotion",
            "value",
            "concede",
            "concede",
            "concede",
            "gift",
            "last_price",
            "last_price",
        )
    ]
    assert [answer.facts.get("bargain.amount") for answer in answers[3:6]] == ["183", "176", "169"]


def test_the_last_price_is_repeated_in_other_words() -> None:
    *_, once, again = talk("L1", ["便宜点"] * 9)
    assert "169元" in once.text
    assert "169元" in again.text
    assert once.text != again.text


def test_below_the_floor_only_the_intention_to_ask_the_supervisor_is_told() -> None:
    text = talk("L1", [*["便宜点"] * 8, "100行不行"])[-1].text
    assert "主管" in text
    assert "报给主管" in text
    assert "100" not in text


@given(
    lines=st.lists(
        st.sampled_from(["便宜点", "10元行吗", "165卖吗", "五折", "再少50", "我走了", "送点啥", "包邮吗"]),
        max_size=12,
    )
)
def test_no_draft_of_any_bargain_names_a_price_below_the_floor(lines: list[str]) -> None:
    for answer in talk("L1", lines):
        amount = answer.facts.get("bargain.amount")
        assert amount is None or float(str(amount)) >= 169
        assert not answer.findings


def test_a_buyers_price_above_the_next_step_is_accepted() -> None:
    text = talk("L1", [*["便宜点"] * 3, "185卖不卖"])[-1].text
    assert "185元" in text


def test_a_total_for_several_pieces_is_read_as_such() -> None:
    asked = "两件一共366"
    entities = [said("quantity", 2, "两件", asked)]
    memory = dict(talk("L1", ["便宜点"] * 3)[-1].memory)
    text = best("request_discount", asked, memory=memory, entities=entities).text
    assert "183元" in text
    assert "366元" in text


def test_the_number_of_pieces_is_remembered() -> None:
    asked = "两件便宜点"
    first = best("request_discount", asked, entities=[said("quantity", 2, "两件", asked)])
    later = talk("L1", ["便宜点"] * 3)
    memory = {"bargain": {"L1": {**later[-1].memory["bargain"]["L1"], **pieces_of(first)}}}  # type: ignore[index]
    assert "两件366元" in best("request_discount", "再少点", memory=memory).text


def pieces_of(suggestion: Suggestion) -> dict[str, Any]:
    remembered: Any = suggestion.memory["bargain"]
    return {name: value for name, value in remembered["L1"].items() if name.startswith("pieces")}


def test_each_product_of_a_talk_has_a_bargain_of_its_own() -> None:
    memory = dict(talk("L1", ["便宜点"] * 4)[-1].memory)
    other = best("request_discount", "这个也便宜点", "L2", memory=memory)
    assert other.facts["bargain.move"] == "decline"
    remembered: Any = other.memory["bargain"]
    assert remembered["L1"]["offered"] == 18300


@pytest.mark.parametrize(
    "memory", [{"bargain": 5}, {"bargain": {"L1": "x"}}, {"bargain": {"L1": {"step": "a", "pieces": -3}}}]
)
def test_a_broken_memory_starts_the_bargain_anew(memory: dict[str, object]) -> None:
    assert best("request_discount", "便宜点", memory=memory).facts["bargain.move"] == "decline"


@pytest.mark.parametrize("floor", [18900, 0, 99900])
def test_a_product_without_room_has_a_fixed_price(floor: int) -> None:
    fixed = replace(DRESS, floor=Fen(floor))
    answers = talk("L1", ["便宜点", "再便宜点"], products=[fixed])
    assert moves(answers) == ["fixed_price", "fixed_price"]
    assert "189元" in answers[0].text


def test_a_shop_of_fixed_prices_says_so_plainly() -> None:
    shop = replace(SHOP, bargain=BargainRule(fixed_price=True))
    assert "统一价" in talk("L1", ["便宜点"], shop=shop)[0].text


def test_without_promotions_none_is_named() -> None:
    answers = talk("L1", ["便宜点", "再少点"], promotions=[])
    assert moves(answers) == ["decline", "value"]


def test_only_a_buyer_with_paid_orders_is_thanked_for_coming_back() -> None:
    assert "一直支持" in best("request_discount", "老顾客少点嘛", buyer="老林").text
    assert "一直支持" not in best("request_discount", "老顾客少点嘛").text


def test_cheaper_elsewhere_is_answered_with_differences() -> None:
    text = talk("L1", ["便宜点", "便宜点", "别家才卖150"])[-1].text
    assert "后腰松紧" in text


def test_a_threat_to_leave_gets_a_pause_and_one_small_step() -> None:
    *_, answer = talk("L1", [*["便宜点"] * 3, "不便宜我走了"])
    assert "183元" in answer.text
    assert "先别" in answer.text or "等等" in answer.text


def test_postage_that_is_free_anyway_costs_no_step() -> None:
    answers = talk("L1", ["包邮吗 包邮就买", "便宜点"])
    assert moves(answers) == ["postage_free", "decline"]
    assert "88元" in answers[0].text


def test_a_known_province_makes_the_postage_exact() -> None:
    near = Buyer(1, "web", "b-1", "小鱼", province="浙江")
    assert "包邮" in best("request_discount", "邮费免了呗", "B1", buyers=[near]).text
    far = Buyer(1, "web", "b-1", "小鱼", province="新疆")
    assert best("request_discount", "邮费免了呗", buyers=[far]).facts["bargain.move"] == "decline"


def test_postage_that_is_nearly_free_is_a_reason_to_add_something_once() -> None:
    answers = talk("B1", ["邮费免了呗", "邮费免了呗"])
    assert moves(answers) == ["postage_near", "fixed_price"]
    assert "48.1元" in answers[0].text


def test_a_gift_that_everybody_gets_comes_first() -> None:
    answers = talk("W1", ["送点东西吧", "再送点"], "request_gift", promotions=[COUPON, SOCKS])
    assert "中筒袜" in answers[0].text
    assert answers[1].facts["bargain.move"] == "decline"


def test_the_products_own_gift_is_the_step_after_talk() -> None:
    answers = talk("L1", ["送点啥呗"] * 5, "request_gift")
    assert moves(answers)[:4] == ["decline", "promotion", "value", "gift"]
    assert "同色系发圈一个" in answers[3].text


def test_no_gift_is_invented() -> None:
    bare = replace(DRESS, gift="")
    answers = talk("L1", ["送点啥呗"] * 5, "request_gift", products=[bare])
    assert "gift" not in moves(answers)


def test_the_price_of_an_unpaid_order_may_be_bargained_over_without_a_link() -> None:
    unpaid = an_order(OrderState.UNPAID, "L1")
    assert best("request_discount", "便宜点", None, orders=[unpaid]).facts["bargain.move"] == "decline"
    paid = an_order(OrderState.PAID, "L1")
    assert "哪一款" in best("request_discount", "便宜点", None, orders=[paid]).text


def test_without_a_product_nothing_is_offered() -> None:
    drafted = draft("request_discount", "便宜点", None)
    assert "哪一款" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


def test_a_product_without_a_strong_point_is_no_error() -> None:
    bare = replace(DRESS, strengths=(), attributes={}, weaknesses=())
    assert len(talk("L1", ["便宜点"] * 9, products=[bare])) == 9


def test_many_pieces_are_taken_to_the_supervisor_in_the_buyers_words() -> None:
    asked = "拿五十件什么价"
    entities = [said("quantity", 50, "五十件", asked)]
    text = best("ask_bulk_price", asked, entities=entities).text
    assert "五十件" in text
    assert "主管" in text
    assert "元" not in text


def test_without_a_number_of_pieces_it_is_asked_for() -> None:
    assert "多少件" in best("ask_bulk_price", "批发价多少").text
    assert "哪一款" in best("ask_bulk_price", "批发吗", None).text


def test_the_shops_own_rule_for_many_pieces_is_told() -> None:
    shop = replace(SHOP, notes={"wholesale": "20件起走批发价"})
    assert "20件起走批发价" in best("ask_bulk_price", "批发价多少", shop=shop).text


def test_who_said_how_many_is_not_asked_again() -> None:
    shop = replace(SHOP, notes={"wholesale": "20件起走批发价"})
    text = "拿五十件什么价"
    answer = best("ask_bulk_price", text, shop=shop, entities=[said("quantity", 50, "五十件", text)]).text
    assert "20件起走批发价" in answer
    assert "五十件" in answer
    assert "多少件" not in answer


def test_the_rule_for_many_pieces_is_no_answer_to_dropshipping() -> None:
    shop = replace(SHOP, notes={"wholesale": "20件起走批发价"})
    assert "主管" in best("ask_bulk_price", "能一件代发吗", shop=shop).text


@pytest.mark.parametrize("times", range(8))
def test_the_agents_limit_is_not_called_the_end_of_the_road(times: int) -> None:
    """Above the agent's limit the supervisor decides: 到底了 would not be true."""
    texts = [one.text for one in talk("L1", ["便宜点"] * (times + 1))]
    assert not any(word in text for text in texts for word in ("到底", "真让不动", "底价", "最低"))


def test_a_fixed_price_names_only_a_promotion_that_helps() -> None:
    text = talk("B1", ["便宜点"])[0].text
    assert COUPON.title not in text
    assert FULL.title not in text
    cheap = a_promotion("满39减2", threshold=39, reduction=2)
    assert "满39减2" in talk("B1", ["便宜点"], promotions=[cheap])[0].text


def test_a_product_of_no_price_is_no_error() -> None:
    nothing: Product = replace(BAG, price=Fen(0), floor=Fen(0), skus=())
    assert draft("ask_price", "多少钱", "B1", products=[nothing]).suggestions
    assert draft("request_discount", "便宜点", "B1", products=[nothing]).suggestions


# --- rules of the shop, and the supervisor
RULES = replace(
    SHOP, bargain=BargainRule(several_from=2, several_percent=95, vip_percent=92, returning_percent=97)
)


def test_a_returning_buyer_and_a_vip_get_the_price_of_their_rule() -> None:
    regular = talk("L1", ["便宜点", "老顾客了"], shop=RULES, buyer="老林")[-1]
    assert regular.facts["bargain.rule_for"] == "returning"
    assert "184元" in regular.text
    vip = Buyer(3, "web", "b-3", "阿云", tags=frozenset({"VIP"}))
    ours = talk("L1", ["便宜点", "会员有优惠吗"], shop=RULES, buyer="阿云", buyers=(vip,))[-1]
    assert ours.facts["bargain.rule_for"] == "vip"
    assert "174元" in ours.text


def test_several_pieces_get_the_price_for_several() -> None:
    text = "两件便宜点"
    pieces = [said("quantity", 2, "两件", text)]
    answers = talk("L1", [text, text], shop=RULES, entities=pieces)
    assert answers[-1].facts["bargain.rule_for"] == "several"
    assert "180元" in answers[-1].text
    assert "360元" in answers[-1].text


def test_without_a_rule_nobody_is_called_a_regular() -> None:
    answers = talk("L1", ["便宜点", "老顾客了"], buyer="老林")
    assert answers[-1].facts["bargain.move"] == "promotion"


def below_the_floor(text: str = "100行不行", **given: Any) -> Suggestion:
    return talk("L1", [*["便宜点"] * 8, text], **given)[-1]


def test_a_price_above_the_agents_limit_is_remembered_for_the_supervisor() -> None:
    asked = below_the_floor()
    wish = wish_in(asked.memory)
    assert wish is not None
    assert (wish.product, wish.asked, wish.price, wish.floor, wish.pieces) == ("L1", 10000, 18900, 16900, 1)


def test_while_the_supervisor_thinks_nothing_is_asked_twice() -> None:
    first, again = talk("L1", [*["便宜点"] * 8, "100行不行", "100嘛"])[-2:]
    assert wish_in(first.memory)
    assert again.facts["bargain.approval"] == "pending"
    assert "approval" not in again.memory
    assert "主管" in again.text


def test_no_draft_says_that_the_supervisor_was_asked_before_there_is_an_answer() -> None:
    for one in talk("L1", [*["便宜点"] * 8, "100行不行", "100嘛", "再便宜点"]):
        assert one.findings == ()
        assert not any(claim in one.text for claim in ("问过", "同意", "那边回了"))


@pytest.mark.parametrize(
    "memory", [{}, {"approval": {}}, {"approval": {"product": "L1"}}, {"approval": "L1"}]
)
def test_a_memory_that_is_no_wish_asks_for_nothing(memory: dict[str, object]) -> None:
    assert wish_in(memory) is None
