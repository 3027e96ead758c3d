"""Stock: what can be bought, when the rest comes back, and what else there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.catalogue import Promotion, PromotionKind
from bot.core.money import Fen
from tests.unit.services.goods_shop import (
    BAG,
    COAT,
    DRESS,
    EVENING,
    KNITTED,
    NOW,
    a_promotion,
    best,
    draft,
    said,
    sku,
)


def ask(text: str, *words: tuple[str, str, str], **given: object) -> str:
    entities = [said(name, value, raw, text) for name, value, raw in words]
    return best("ask_stock", text, entities=entities, **given).text


def test_an_option_in_stock_is_confirmed_with_todays_cutoff() -> None:
    text = ask("奶杏M有吗", ("size", "M", "M"))
    assert "奶杏M" in text
    assert "16:00" in text


def test_after_the_cutoff_today_is_not_named() -> None:
    assert "16:00" not in ask("奶杏M有吗", ("size", "M", "M"), at=EVENING)


def test_only_three_pieces_or_fewer_are_called_scarce() -> None:
    assert "1件" in ask("雾蓝M还有吗", ("size", "M", "M"))
    assert "件" not in ask("雾蓝S还有吗", ("size", "S", "S"))


def test_a_sold_out_option_names_its_return_and_another_colour() -> None:
    text = ask("雾蓝XL还有吗", ("size", "XL", "XL"))
    assert "12月1日" in text
    assert "奶杏" in text


def test_a_restock_day_in_the_past_is_not_named() -> None:
    late = replace(DRESS, skus=(sku("奶杏", "M", 0, restock_on=date(2026, 11, 1)),))
    assert "11月1日" not in ask("有货吗", products=[late])


def test_a_colour_is_answered_with_its_sizes_and_a_size_with_its_colours() -> None:
    assert "S、M有货" in ask("雾蓝还有吗")
    text = ask("XL有吗", ("size", "XL", "XL"))
    assert "奶杏" in text
    assert "雾蓝" not in text


def test_a_basic_colour_finds_the_shops_own_name_for_it() -> None:
    assert "雾蓝" in ask("蓝色的还有吗", ("color", "蓝色", "蓝色"))


def test_sizes_have_many_spellings() -> None:
    assert "奶杏XL" in ask("奶杏加大有吗", ("size", "加大", "加大"))
    assert "XL码" in ask("xl码有没有", ("size", "XL", "xl"))
    assert "XL码" in ask("还有XL吗")


def test_a_weight_is_no_size() -> None:
    childrens = replace(DRESS, skus=(sku("奶杏", "110", 5), sku("奶杏", "120", 0)))
    assert "110码" not in ask("110斤能穿的还有吗", ("weight", "55", "110斤"), products=[childrens])
    assert "奶杏" in ask("110的还有吗", products=[childrens])


def test_what_the_product_does_not_come_in_is_said_with_what_it_comes_in() -> None:
    assert "没有红色" in ask("有红色吗", ("color", "红色", "红色"))
    assert "S、M、XL" in ask("3XL有没有", ("size", "3XL", "3XL"))


def test_the_whole_product_names_the_little_that_is_missing() -> None:
    text = ask("有货吗")
    assert "雾蓝XL" in text
    assert "12月1日" in text


def test_a_sold_out_product_gets_a_similar_one_in_stock_with_its_reason() -> None:
    gone = replace(DRESS, skus=(sku("奶杏", "M", 0),))
    text = ask("还有吗", products=[gone, KNITTED, COAT])
    assert "燕麦针织裙" in text
    assert "含羊毛" in text
    assert "双面呢大衣" not in text


def test_a_similar_product_must_have_the_wanted_size() -> None:
    gone = replace(DRESS, skus=(sku("奶杏", "XL", 0),))
    assert "燕麦针织裙" not in ask("XL还有吗", ("size", "XL", "XL"), products=[gone, KNITTED])


def test_nothing_else_in_stock_asks_what_the_buyer_likes() -> None:
    gone = replace(DRESS, skus=(sku("奶杏", "M", 0),))
    assert "类似" in ask("还有吗", products=[gone])


def test_a_product_taken_off_sale_is_never_offered() -> None:
    assert "下架" in ask("还有吗", products=[replace(DRESS, on_sale=False)])


@pytest.mark.parametrize("stock", [0, -5])
def test_a_negative_stock_counts_as_none(stock: int) -> None:
    broken = replace(DRESS, skus=(sku("奶杏", "M", stock),))
    assert "没货" in ask("奶杏M有吗", products=[broken]) or "卖完" in ask("奶杏M有吗", products=[broken])


def test_a_product_without_skus_is_checked_with_the_warehouse() -> None:
    drafted = draft("ask_stock", "有货吗", products=[replace(DRESS, skus=())])
    assert "仓库" in drafted.suggestions[0].text
    assert drafted.reason == "facts_missing"


def test_without_a_product_the_question_asks_for_it() -> None:
    assert "哪一款" in ask("有货吗", product=None)


def test_between_two_colours_the_one_with_all_its_sizes_is_advised() -> None:
    text = "奶杏和雾蓝选哪个"
    assert "奶杏" in best("ask_recommendation", text).text


def test_a_colour_without_all_sizes_is_not_called_complete() -> None:
    entities = [said("color", "蓝色", "蓝的", "蓝的这个颜色选对了吗")]
    text = best("ask_recommendation", "蓝的这个颜色选对了吗", entities=entities).text
    assert "齐" not in text


def test_matching_items_come_from_other_categories_with_a_reason() -> None:
    text = best("ask_recommendation", "搭什么外套好看").text
    assert "双面呢大衣" in text
    assert "双面呢手缝" in text


def test_a_named_category_is_recommended_without_a_product() -> None:
    text = best("ask_recommendation", "推荐条裙子", None).text
    assert "小雏菊连衣裙" in text
    assert "燕麦针织裙" in text


def test_the_buyers_wish_chooses_the_strong_point() -> None:
    warm = replace(KNITTED, code="L3", name="丝绒长裙", strengths=("绒面有光泽，年会敬酒镇得住场",))
    text = best("ask_recommendation", "年会穿的裙子推荐下", None, products=[KNITTED, warm]).text
    assert text.index("丝绒长裙（年会敬酒镇得住场）") < text.index("燕麦针织裙")


def test_what_is_sold_out_is_never_recommended() -> None:
    gone = replace(KNITTED, skus=(sku("燕麦", "M", 0),))
    assert "燕麦针织裙" not in best("ask_recommendation", "推荐条裙子", None, products=[DRESS, gone]).text


def test_with_nothing_to_go_by_one_question_is_asked() -> None:
    drafted = draft("ask_recommendation", "推荐下", None)
    assert drafted.suggestions[0].text.count("？") == 1
    assert drafted.reason == "facts_missing"


def test_a_bag_of_one_size_is_named_by_its_colour() -> None:
    two = replace(BAG, skus=(sku("原色", "均码", 0), sku("黑", "均码", 9)))
    assert "原色均码" not in ask("有货吗", product="B1", products=[two])


# --- a bundle is a reason only while its promotion runs for both
TOGETHER = a_promotion("满1000减100", PromotionKind.FULL_REDUCTION, threshold=1000, reduction=100)


def advise(**given: object) -> str:
    return best("ask_recommendation", "配什么外套好看", **given).text


def test_what_both_pieces_reach_together_is_a_reason_to_take_both() -> None:
    assert "满1000减100" in advise(promotions=[TOGETHER])


@pytest.mark.parametrize(
    "promotion",
    [
        replace(TOGETHER, ends_at=NOW - timedelta(minutes=1)),
        replace(TOGETHER, threshold=Fen(10_000_00)),
        replace(TOGETHER, products=frozenset({"L1"})),
        a_promotion("满100减10", PromotionKind.FULL_REDUCTION, threshold=100, reduction=10),
    ],
    ids=["ended a minute ago", "out of reach", "not for the other piece", "reached by one alone"],
)
def test_a_bundle_that_saves_nothing_more_is_not_named(promotion: Promotion) -> None:
    assert promotion.title not in advise(promotions=[promotion])
    assert "双面呢大衣" in advise(promotions=[promotion])


def test_at_most_two_others_are_named_each_in_stock_and_with_its_reason() -> None:
    gone = replace(COAT, code="W9", name="缺货大衣", skus=(sku("驼色", "M", 0, 89900),))
    many = [DRESS, gone, *(replace(COAT, code=f"W{n}", name=f"大衣{n}") for n in range(5))]
    text = advise(products=many)
    assert sum(f"大衣{n}" in text for n in range(5)) == 2
    assert "缺货大衣" not in text
    assert "双面呢手缝" in text
