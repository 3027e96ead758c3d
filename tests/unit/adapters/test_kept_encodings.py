from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.adapters.kept_encodings import KEPT_FROM, KeptEncodings, kept_encodings
from bot.nlu import encoders
from bot.nlu.encoders import Embeddings, embedded


class Encoder:
    """Length and first letter, and what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Embeddings:
        self.asked += texts
        return np.array([[len(text), ord(text[0])] for text in texts], dtype=np.float32)


SENTENCES = [f"第{number}句话" for number in range(KEPT_FROM)]


def test_sentences_to_train_on_are_encoded_once_by_whoever_comes(tmp_path: Path) -> None:
    first, second = Encoder(), Encoder()
    made = KeptEncodings(tmp_path / "e.db").around("one", first)(SENTENCES)
    again = KeptEncodings(tmp_path / "e.db").around("one", second)([*SENTENCES, "新的一句"])
    assert second.asked == ["新的一句"]
    assert (again[:-1] == made).all()
    assert (again[-1] == Encoder()(["新的一句"])[0]).all()


def test_another_encoder_is_another_key(tmp_path: Path) -> None:
    kept, other = KeptEncodings(tmp_path / "e.db"), Encoder()
    kept.around("one", Encoder())(SENTENCES)
    kept.around("other", other)(SENTENCES)
    assert other.asked == SENTENCES


def test_a_text_that_stands_twice_is_encoded_once_and_keeps_its_places(tmp_path: Path) -> None:
    encoder = Encoder()
    found = KeptEncodings(tmp_path / "e.db").around("one", encoder)(["甲", "乙乙", "甲"])
    assert encoder.asked == ["甲", "乙乙"]
    assert (found == Encoder()(["甲", "乙乙", "甲"])).all()


def test_what_buyers_write_never_reaches_the_disk(tmp_path: Path) -> None:
    encoder = Encoder()
    kept = KeptEncodings(tmp_path / "e.db").around("one", encoder)
    kept(["我叫王小明"])
    kept(["我叫王小明"])
    assert encoder.asked == ["我叫王小明"], "the process remembers"
    assert not (tmp_path / "e.db").exists()


def test_half_a_character_has_a_key_as_well(tmp_path: Path) -> None:
    assert KeptEncodings(tmp_path / "e.db").around("one", Encoder())(["\ud83d"]).shape == (1, 2)


def test_encoders_of_the_process_ask_the_file_and_are_plain_again_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = Encoder()
    monkeypatch.setattr(encoders, "encoder", lambda _: encoder)
    with kept_encodings(tmp_path / "e.db"):
        embedded(["one"], SENTENCES)
        embedded(["one"], SENTENCES)
    assert encoder.asked == SENTENCES
    embedded(["one"], ["完"])
    assert encoder.asked[-1] == "完"
