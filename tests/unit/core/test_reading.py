"""From ranked intents to the wishes of a message."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Sender, Turn
from bot.core.reading import RANKED, Ranking, Thresholds, passages, read
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
THRESHOLDS = Thresholds(sure=0.3, clause=0.6, trace=0.01)


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
    "在吗 今天发吗": ranking("greet", 0.6, "ask_dispatch_time"),
    "在吗": ranking("greet"),
    "今天发吗 谢谢": ranking("thanks", 0.6, "ask_dispatch_time"),
    "谢谢": ranking("thanks"),
    "好的 谢谢": ranking("thanks", 0.95),
    "好的": ranking("affirm", 0.95),
    "什么态度 退款": ranking("request_refund", 0.6, "complain"),
    "什么态度": ranking("complain"),
    "退款": ranking("request_refund"),
    "168 62": ranking("inform"),
    "34": ranking("ask_size", 0.5),
    "几天": ranking(FALLBACK_INTENT),
    "不是吧": ranking(FALLBACK_INTENT),
    "嗯": ranking("affirm"),
    "那啥": ranking("ask_size", 0.2),
    "亲 身高多少": ranking("greet"),
}


def parsed(text: str, *previous: Turn, entities: Sequence[Entity] = ()) -> Parse:
    return read(normalised(text), entities, KNOWN.__getitem__, previous, THRESHOLDS)


def test_two_questions_are_two_wishes_in_their_order() -> None:
    parse = parsed("什么快递 今天发吗")
    assert parse.intents == ("ask_courier", "ask_dispatch_time")
    assert [clause.text for clause in parse.clauses] == ["什么快递 ", "今天发吗"]


def test_the_same_question_twice_is_one_wish() -> None:
    assert parsed("什么快递 什么快递").intents == ("ask_courier",)


def test_a_greeting_in_front_of_a_question_is_no_wish() -> None:
    assert parsed("在吗 今天发吗").intents == ("ask_dispatch_time",)


def test_thanks_behind_a_question_are_no_wish() -> None:
    assert parsed("今天发吗 谢谢").intents == ("ask_dispatch_time",)


def test_courtesies_alone_are_understood() -> None:
    assert parsed("好的 谢谢").intents == ("thanks",)


def test_anger_beside_a_request_is_its_tone() -> None:
    assert parsed("什么态度 退款").intents == ("request_refund",)


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
    known = dict.fromkeys(passages(words, before), ranking(intent, confidence))
    parse = read(words, (), known.__getitem__, before, THRESHOLDS)
    assert "".join(clause.text for clause in parse.clauses) == text
    assert parse.abstain == (not parse.intents)
    assert Parse.from_document(parse.to_document()) == parse
