"""Texts that say the same are found together, whatever their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.alike import equal, grouped, rarity, topic

TEXTS = st.lists(st.text(alphabet="色牢度会不掉吗怎么样几级M码", max_size=8), max_size=25)


@given(TEXTS, st.floats(0.2, 1.0))
def test_each_text_is_in_one_group_and_equal_texts_are_together(texts: list[str], least: float) -> None:
    groups = grouped(texts, least=least)
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    home = {place: number for number, group in enumerate(groups) for place in group}
    for one, text in enumerate(texts):
        assert all(home[one] == home[other] for other, same in enumerate(texts) if same == text)


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(texts: list[str], chance: object) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    def as_texts(ones: list[str]) -> list[list[str]]:
        return sorted(sorted(ones[place] for place in group) for group in grouped(ones, least=0.5))

    assert as_texts(texts) == as_texts(shuffled)


@given(
    st.lists(st.text(alphabet="甲乙丙丁", min_size=2, max_size=6)),
    st.lists(st.text(alphabet="戊己庚辛", min_size=2)),
)
def test_texts_that_share_nothing_never_meet(some: list[str], others: list[str]) -> None:
    for group in grouped([*some, *others], least=0.01):
        assert {place < len(some) for place in group} in ({True}, {False})


def test_other_words_around_a_rare_one_are_one_group_by_rarity() -> None:
    asked = ["色牢度怎么样", "请问这件的色牢度几级呀", "会不会掉色，色牢度好吗", "是正品吗", "怎么样才能包邮"]
    weigh = rarity([*asked, *["这件怎么样", "请问这件有货吗", "好吗", "怎么样", "几级能效呀"] * 20])
    assert grouped(asked, least=0.5, weigh=weigh)[0] == (0, 1, 2)
    assert topic(asked[:3], weigh) == "色牢度"


def test_a_topic_is_made_of_whole_words() -> None:
    asked = ["可以放驿站吗"] * 3
    words = {"可以放驿站吗": ["可以", "放", "驿站", "吗"]}
    weigh = rarity([*asked, *["可以退吗", "放心吗"] * 20])
    assert topic(asked, weigh, lambda text: words[text]) == "放驿站"


def test_long_and_short_do_not_meet_where_the_ratio_forbids() -> None:
    texts = ["今天发货", "今天发货的话大概后天能到您那边，到了会有短信通知您取件的"]
    assert len(grouped(texts, least=0.6)) == 1
    assert len(grouped(texts, least=0.6, least_ratio=0.5)) == 2


def test_empty_texts_have_no_topic() -> None:
    assert topic(["", "？"], equal) == ""
    assert grouped([], least=0.5) == ()
