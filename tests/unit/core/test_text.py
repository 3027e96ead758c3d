"""What the model reads of what buyers type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.placeholders import EMOJI, ITEM_CARD, LINK, ORDER_CARD, PICTURE, Reference
from bot.core.text import UNDERSTOOD, normalised

CHAT = st.text(
    alphabet=st.one_of(
        st.sampled_from("在吗哈xX0159.,，。！?？ \n\t[]【】#eE-s/:^_()订单编号：数字图片链接http.id=&￥"),
        st.characters(),
    ),
    max_size=60,
)


def test_full_width_letters_and_figures_are_folded() -> None:
    assert normalised("ＸＬ　１６５ｃｍ").text == "xl 165cm"


def test_invisible_and_control_characters_vanish() -> None:
    assert normalised("发\u200b货\u202e了\x00吗\ufeff").text == "发货了吗"


def test_drawn_out_letters_and_marks_are_shortened() -> None:
    assert normalised("哈哈哈哈哈！！！！").text == "哈哈!"


def test_figures_and_size_names_keep_every_letter() -> None:
    assert normalised("XXXXL 1000000").text == "xxxxl 1000000"


def test_emoji_of_every_kind_become_one_marker() -> None:
    assert normalised("👍🏻👨‍👩‍👧").text == EMOJI
    assert normalised("#E-s12好的[微笑]").text == f"{EMOJI}好的{EMOJI}"


def test_a_link_leaves_its_item_number() -> None:
    read = normalised("这个 https://item.taobao.com/item.htm?id=612345678901&spm=a 有货吗")
    assert read.text == f"这个 {LINK} 有货吗"
    assert read.references == (Reference("item_id", "612345678901", 3, 57),)
    assert read.original[3:57].startswith("https") and read.original[3:57].endswith("spm=a")


def test_an_order_card_leaves_its_order_number() -> None:
    read = normalised("[订单编号:2749013386402517735]催一下")
    assert read.text == f"{ORDER_CARD}催一下"
    assert [reference.number for reference in read.references] == ["2749013386402517735"]


def test_cards_and_pictures_are_told_apart() -> None:
    assert normalised("[商品快照]").text == ITEM_CARD
    assert normalised("[图片]").text == PICTURE
    assert normalised("[链接x]").text == LINK


def test_masked_figures_of_anonymised_logs_become_figures() -> None:
    assert normalised("[金额x]卖不卖").text == "00元卖不卖"


def test_the_way_back_leads_to_the_words_as_typed() -> None:
    read = normalised("  身高１６５ｃｍ！！！")
    start = read.text.index("165")
    first, last = read.span(start, start + 5)
    assert read.original[first:last] == "１６５ｃｍ"


def test_only_the_beginning_of_an_endless_message_is_read() -> None:
    assert len(normalised("长话短说" * 2500).text) == UNDERSTOOD


def test_characters_are_simplified_one_for_one() -> None:
    assert normalised("發貨", lambda text: text.replace("發", "发").replace("貨", "货")).text == "发货"


@given(CHAT)
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    once = normalised(text).text
    assert normalised(once).text == once


@given(CHAT)
def test_every_span_lies_inside_the_original_and_in_order(text: str) -> None:
    read = normalised(text)
    assert len(read.text) == len(read.starts) == len(read.ends)
    assert list(read.starts) == sorted(read.starts)
    for start, end in zip(read.starts, read.ends, strict=True):
        assert 0 <= start < end <= len(text)
    for reference in read.references:
        assert 0 <= reference.start < reference.end <= len(text)
