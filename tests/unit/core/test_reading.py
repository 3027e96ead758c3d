"""From ranked intents to the wishes of a message."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Sender, Turn
from bot.core.reading import RANKED, Ranking, Thresholds, WishSpan, clearness, read
from bot.core.text import normalised
from bot.core.understanding import FALLBACK_INTENT, Candidate, Entity, Parse

INTENTS = [
    "ask_courier",
    "ask_dispatch_time",
    "ask_size",
    "greet",
    "thanks",
    "inform",
    "affirm",
    "complain",
    "request_refund",
]
THRESHOLDS = Thresholds(sure=0.3, alone={"ask_courier": 0.8, "ask_dispatch_time": 0.85})


def ranking(intent: str, confidence: float = 0.9, second: str = "") -> Ranking:
    """Every intent, the named one first; what is left goes to `second` or to all others alike."""
    others = [name for name in (*INTENTS, FALLBACK_INTENT) if name != intent]
    left = 1 - confidence
    shares = {name: left / len(others) for name in others} | ({second: left} if second else {})
    found = [Candidate(intent, confidence), *(Candidate(name, share) for name, share in shares.items())]
    return tuple(sorted(found, key=lambda candidate: -candidate.confidence))


KNOWN = {
    "什么快递 今天发吗": ranking("ask_courier", 0.7, "ask_dispatch_time"),
    "什么快递": ranking("ask_courier"),
    "今天发吗": ranking("ask_dispatch_time"),
    "什么快递 什么快递": ranking("ask_courier"),
    "什么快递 几天": ranking("ask_courier"),
    "谢谢": ranking("thanks"),
    "这个多大呢": ranking("ask_size", 0.6, FALLBACK_INTENT),
    "168 62": ranking("inform"),
    "宝宝118 42斤": ranking("inform"),
    "穿多大": ranking("ask_size"),
    "宝宝118 42斤 穿多大": ranking("ask_size"),
    "穿多大 宝宝118 42斤": ranking("ask_size"),
    "34": ranking("ask_size", 0.5),
    "几天": ranking(FALLBACK_INTENT),
    "不是吧": ranking(FALLBACK_INTENT),
    "嗯": ranking("affirm"),
    "那啥": ranking("ask_size", 0.2),
    "亲 身高多少": ranking("greet"),
    "哪一单呢": ranking("greet"),
    "想发哪家呢": ranking("greet"),
    "中通哈": ranking("greet"),
    "张敏的那单": ranking("inform"),
    "黑的": ranking("ask_size", 0.6),
}


def parsed(
    text: str,
    *previous: Turn,
    entities: Sequence[Entity] = (),
    borders: Sequence[int] = (),
    chance: float = 1.0,
) -> Parse:
    """`borders` are where the second and later wishes begin."""
    words = normalised(text)
    ends = (0, *borders, len(words.text))
    spans = [WishSpan(start, end, chance) for start, end in itertools.pairwise(ends)]
    return read(words, entities, lambda part: KNOWN[part.strip()], spans, previous, THRESHOLDS)


def test_two_questions_are_two_wishes_in_their_order() -> None:
    parse = parsed("什么快递 今天发吗", borders=[5])
    assert parse.intents == ("ask_courier", "ask_dispatch_time")
    assert [clause.text for clause in parse.clauses] == ["什么快递 ", "今天发吗"]


def test_the_same_question_twice_is_one_wish() -> None:
    assert parsed("什么快递 什么快递", borders=[5]).intents == ("ask_courier",)


@pytest.mark.parametrize("parts", [("宝宝118 42斤", "穿多大"), ("穿多大", "宝宝118 42斤")])
def test_measures_beside_a_size_question_are_part_of_it(parts: tuple[str, str]) -> None:
    parse = parsed(" ".join(parts), borders=[len(parts[0]) + 1])
    assert parse.intents == ("ask_size",)


def test_what_was_not_parted_is_one_wish() -> None:
    assert parsed("什么快递 今天发吗").intents == ("ask_courier",)


def test_a_part_nobody_can_tell_belongs_to_the_wish_before() -> None:
    parse = parsed("什么快递 几天", borders=[5])
    assert (parse.intents, len(parse.clauses)) == (("ask_courier",), 1)


def test_a_doubtful_border_makes_its_wishes_doubtful() -> None:
    sure, doubtful = (parsed("什么快递 今天发吗", borders=[5], chance=chance) for chance in (1.0, 0.6))
    for one, other in zip(sure.clauses, doubtful.clauses, strict=True):
        assert other.confidence < one.confidence


def test_only_a_wish_above_its_own_threshold_may_be_answered_alone() -> None:
    assert parsed("什么快递").sure
    assert not parsed("谢谢").sure, "no threshold was found for thanks"
    assert not parsed("几天").sure, "nothing was understood"


def test_several_wishes_are_for_a_person_however_sure_each_is() -> None:
    assert not parsed("什么快递 今天发吗", borders=[5]).sure


def test_a_wish_must_be_ahead_of_nobody_can_tell() -> None:
    assert clearness(ranking("ask_size", 0.6, FALLBACK_INTENT)) == pytest.approx(0.2)
    assert parsed("这个多大呢").abstain


def test_measures_alone_are_information() -> None:
    assert parsed("168 62", entities=[Entity("height", 168.0, "168", 0, 3)]).intents == ("inform",)


def test_measures_that_were_asked_for_are_about_the_size() -> None:
    parse = parsed("168 62", Turn(Sender.AGENT, "亲 身高多少"))
    assert parse.intents == ("ask_size",)


def test_a_bare_figure_is_not_understood_however_sure_the_model_is() -> None:
    parse = parsed("34")
    assert parse.abstain and parse.intents == ()
    assert parse.clauses[0].ranking[0].intent == "ask_size"


def test_a_fragment_takes_the_open_topic() -> None:
    parse = parsed("几天", Turn(Sender.BUYER, "今天发吗"))
    assert parse.intents == ("ask_dispatch_time",)
    confidences = [candidate.confidence for candidate in parse.clauses[0].ranking]
    assert confidences == sorted(confidences, reverse=True)


def test_a_fragment_without_a_topic_is_not_understood() -> None:
    assert parsed("几天").abstain
    assert parsed("那啥").abstain


def test_an_exclamation_takes_no_topic() -> None:
    assert parsed("不是吧", Turn(Sender.BUYER, "今天发吗")).abstain


def test_yes_stays_yes_whatever_the_topic() -> None:
    assert parsed("嗯", Turn(Sender.BUYER, "今天发吗")).intents == ("affirm",)


def test_blanks_and_emoji_are_not_understood() -> None:
    for text in ("", "  \n", "👍👍", "[微笑]", "..."):
        parse = parsed(text)
        assert parse.abstain and parse.intents == () and len(parse.clauses) == 1


def test_a_clause_shows_five_candidates_and_never_the_fallback() -> None:
    shown = parsed("几天").clauses[0].ranking
    assert len(shown) == RANKED
    assert FALLBACK_INTENT not in {candidate.intent for candidate in shown}


@given(
    st.text(alphabet="在吗包邮不发货退款 ，。1689\n👍x", max_size=40),
    st.sampled_from([*INTENTS, FALLBACK_INTENT]),
    st.floats(0.05, 1.0),
)
def test_any_message_is_read_without_losing_a_letter(text: str, intent: str, confidence: float) -> None:
    words = normalised(text)
    before = (Turn(Sender.BUYER, "今天发吗"),)
    half = len(words.text) // 2
    spans = [WishSpan(0, half, 0.9), WishSpan(half, len(words.text), 0.9)]
    parse = read(words, (), lambda _: ranking(intent, confidence), spans, before, THRESHOLDS)
    assert "".join(clause.text for clause in parse.clauses) == text
    assert parse.abstain == (not parse.intents)
    assert Parse.from_document(parse.to_document()) == parse


def test_a_bare_card_is_information_where_nothing_was_asked() -> None:
    parse = parsed("[订单编号:3390127745]")
    assert parse.intents == ("inform",)
    assert not parse.sure


def test_a_bare_card_is_data_for_what_was_asked() -> None:
    assert parsed("[订单编号:3390127745]", Turn(Sender.BUYER, "今天发吗")).intents == ("ask_dispatch_time",)


def test_data_that_the_agent_asked_for_belongs_to_the_topic() -> None:
    before = (Turn(Sender.BUYER, "什么快递"), Turn(Sender.AGENT, "哪一单呢"))
    assert parsed("张敏的那单", *before).intents == ("ask_courier",)


def test_an_answer_that_is_no_plain_wish_belongs_to_the_topic() -> None:
    before = (Turn(Sender.BUYER, "什么快递"), Turn(Sender.AGENT, "想发哪家呢"))
    assert parsed("黑的", *before).intents == ("ask_courier",)
    assert parsed("黑的", before[0], Turn(Sender.AGENT, "中通哈")).intents == ("ask_size",)


def test_a_new_question_opens_its_own_topic_though_the_agent_had_asked() -> None:
    before = (Turn(Sender.BUYER, "什么快递"), Turn(Sender.AGENT, "想发哪家呢"))
    assert parsed("今天发吗", *before).intents == ("ask_dispatch_time",)
