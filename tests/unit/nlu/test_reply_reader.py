"""Learning from judged replies, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

from bot.core.second_reading import GOOD
from bot.nlu.reply_reader import JudgedReply, ReplyReader

REPLIES = [
    *(
        JudgedReply(f"{start}{middle}", kind)
        for start in ("亲", "您好，", "嗯嗯", "哈喽，", "宝，", "")
        for middle, kind in (
            ("保证明天就到", "promise"),
            ("肯定不会起球的", "promise"),
            ("给好评返您五块", "review"),
            ("五星好评有红包", "review"),
            ("大概明天到，以物流为准", GOOD),
            ("洗的时候翻面不容易起球", GOOD),
            ("欢迎您如实评价", GOOD),
            ("红包是平台发的，领了就能用", GOOD),
        )
    )
]
READER = ReplyReader.of(REPLIES)


def test_a_reply_is_doubted_for_what_replies_like_it_were_stopped_for() -> None:
    assert READER("亲亲，肯定明天就到").kind == "promise"
    assert READER("好评返红包").kind == "review"
    assert READER("好评返红包").chance > 0.5 > READER("大概明天到").chance


def test_the_doubtful_sentence_of_a_long_reply_is_pointed_at() -> None:
    text = "洗的时候翻面不容易起球。给好评返您五块！大概明天到，以物流为准。"
    doubt = READER(text)
    assert text[doubt.start : doubt.end] == "给好评返您五块！"


def test_a_text_of_unknown_letters_has_a_doubt_and_no_fault() -> None:
    assert 0 <= READER("☃☃☃").chance <= 1


def test_what_was_learned_survives_keeping(tmp_path: Path) -> None:
    path = tmp_path / "reader.npz"
    READER.save(path)
    again = ReplyReader.load(path)
    assert [again(reply.text) for reply in REPLIES] == [READER(reply.text) for reply in REPLIES]
