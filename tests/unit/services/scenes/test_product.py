"""Product questions: the catalogue answers or the draft says that it has to be looked up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.catalogue import ReturnClass
from bot.core.orders import OrderState
from bot.core.shop import Shop
from tests.unit.services.goods_shop import DRESS, SHOP, an_order, best, draft


def ask(text: str, **given: object) -> str:
    return best("ask_product", text, **given).text


def test_an_attribute_is_answered_in_the_catalogues_words() -> None:
    assert "雪纺不起球，怕勾丝" in ask("会起球吗")


def test_a_weak_point_comes_first_and_a_strength_after_it() -> None:
    text = ask("洗了会掉色吗")
    assert text.index("深色首次洗有轻微浮色") < text.index("后腰松紧")


def test_what_the_catalogue_lacks_is_looked_up_and_never_invented() -> None:
    drafted = draft("ask_product", "透气吗")
    assert drafted.suggestions[0].facts["product.unanswered"] == "透气"
    assert "核实" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


def test_two_attributes_are_answered_together() -> None:
    text = ask("厚不厚 会起球吗")
    assert "薄款，春秋单穿" in text
    assert "雪纺不起球" in text


def test_the_known_half_of_a_double_question_is_answered() -> None:
    text = ask("起球不 透气不")
    assert "雪纺不起球" in text
    assert "透气" in text


def test_what_no_word_list_names_is_looked_up() -> None:
    assert draft("ask_product", "这个能带上飞机吧").reason == "facts_missing"


def test_a_strong_point_answers_where_no_attribute_does() -> None:
    hooded = replace(DRESS, strengths=("帽子可拆",))
    assert "帽子可拆" in ask("帽子能拆下来不", products=[hooded])


def test_the_shops_note_answers_for_all_its_products() -> None:
    assert "实物拍摄" in ask("跟图片色差大吗")
    assert "色差" in ask("跟图片色差大吗", shop=replace(SHOP, notes={}))


def test_a_general_question_gets_the_weak_point_before_the_strong_one() -> None:
    text = ask("这款怎么样")
    assert text.index("雪纺怕勾") < text.index("后腰松紧")


def test_comparing_two_items_asks_for_the_other_one() -> None:
    assert "链接" in ask("这两款差在哪")


def test_without_a_product_the_question_asks_for_it() -> None:
    drafted = draft("ask_product", "会起球吗", None)
    assert "哪一款" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


def test_care_is_answered_without_the_catalogues_full_stop() -> None:
    text = best("ask_usage", "怎么洗").text
    assert "30度以下手洗，不可烘干" in text
    assert "。" not in text


def test_care_of_an_ordered_product_needs_no_link() -> None:
    order = an_order(OrderState.FINISHED, "L1")
    assert "30度以下手洗" in best("ask_usage", "怎么洗", None, orders=[order]).text


def test_of_an_order_of_several_products_the_draft_asks_which() -> None:
    order = an_order(OrderState.FINISHED, "L1", "L2")
    assert "哪一款" in best("ask_usage", "怎么洗", None, orders=[order]).text


def test_a_question_before_buying_is_not_about_an_old_order() -> None:
    order = an_order(OrderState.FINISHED, "L1")
    assert "哪一款" in ask("会起球吗", product=None, orders=[order])


def test_a_doubt_of_the_quality_gets_the_truth_and_the_right_to_return() -> None:
    text = best("ask_authenticity", "质量行不行").text
    assert text.index("雪纺怕勾") < text.index("后腰松紧") < text.index("7天")


def test_goods_outside_the_seven_days_are_not_promised_them() -> None:
    final = replace(DRESS, return_class=ReturnClass.CLEARANCE)
    text = best("ask_authenticity", "质量行不行", products=[final]).text
    assert "7天" not in text
    assert "质量问题" in text


def test_genuineness_rests_on_the_shops_own_note_or_is_looked_up() -> None:
    noted = replace(SHOP, notes={"authenticity": "自家工厂生产，随货附合格证"})
    assert "自家工厂生产" in best("ask_authenticity", "是正品吗", shop=noted).text
    assert "核实" in best("ask_authenticity", "是正品吗").text


CASHMERE = replace(
    DRESS,
    attributes={"材质": "山羊绒95% 绵羊毛5%，附成分检测卡", "起球": "会起小球", "产地": "嘉兴桐乡"},
    strengths=("轻而暖", "附成分检测卡，批次可查"),
)
DOWN = replace(
    DRESS, attributes={"材质": "面料聚酯纤维", "填充物": "白鸭绒，绒子含量90%", "产地": "浙江嘉兴"}
)
NOTED = replace(SHOP, notes={"authenticity": "自家工厂生产，随货附合格证"})


@pytest.mark.parametrize("text", ["是真羊绒吗别是假的", "有检测报告吗", "是正品吗"])
@pytest.mark.parametrize("shop", [SHOP, NOTED])
def test_a_proof_in_the_catalogue_answers_the_doubt_beside_the_shops_note(text: str, shop: Shop) -> None:
    drafted = draft("ask_authenticity", text, products=[CASHMERE], shop=shop)
    said = drafted.suggestions[0].text
    assert "山羊绒95% 绵羊毛5%" in said
    assert said.count("检测卡") == 1
    assert "核实" not in said
    assert ("合格证" in said) is (shop is NOTED)
    assert drafted.reason != "facts_missing"


def test_a_doubt_about_the_filling_is_answered_with_the_filling() -> None:
    for shop in (SHOP, NOTED):
        assert (
            "白鸭绒，绒子含量90%" in best("ask_authenticity", "是真羽绒吗", products=[DOWN], shop=shop).text
        )


def test_a_doubt_whether_it_wears_well_is_answered_with_the_weak_point_that_is_named() -> None:
    text = best("ask_authenticity", "评论说起球很严重 真的假的", products=[CASHMERE], shop=NOTED).text
    assert text.index("会起小球") < text.index("轻而暖")
    assert "合格证" not in text


def test_a_warranty_is_never_invented() -> None:
    assert "资料上没写" in best("warranty_repair", "坏了保修吗").text
    noted = replace(SHOP, notes={"repair": "纽扣拉链一年内免费换"})
    assert "纽扣拉链一年内免费换" in best("warranty_repair", "坏了保修吗", shop=noted).text


@pytest.mark.parametrize("value", ["{product.name}", "<b>棉</b>", "棉\n\n麻", "棉" * 500])
def test_hostile_values_are_plain_text_on_one_line(value: str) -> None:
    product = replace(DRESS, attributes={"材质": value})
    text = ask("什么料子", products=[product])
    assert "\n" not in text
    assert len(text) < 80


def test_a_product_without_any_details_is_no_error() -> None:
    bare = replace(DRESS, attributes={}, strengths=(), weaknesses=())
    for intent in ("ask_product", "ask_usage", "ask_authenticity", "warranty_repair"):
        assert draft(intent, "怎么样 会起球吗 怎么洗", products=[bare]).suggestions
