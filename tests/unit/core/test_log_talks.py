"""Lines become talks: by buyer and silence, in bounded memory, the same each time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.chat_logs import LoggedTalk
from bot.core.conversations import Sender
from bot.core.log_groups import MOST_LINES, MOST_OPEN
from bot.core.log_lines import WrittenLine
from bot.core.log_talks import LogTalks
from bot.core.pseudonyms import Pseudonyms

BEGIN = datetime(2026, 11, 10, 2, 0, tzinfo=timezone.utc)
SECRET = Pseudonyms("a secret of this installation")


def line(minutes: float, text: str = "在吗", *, buyer: str = "小鹿", ours: bool = False) -> WrittenLine:
    sender = Sender.AGENT if ours else Sender.BUYER
    return WrittenLine(1, buyer, sender, BEGIN + timedelta(minutes=minutes), text)


def talks(*lines: WrittenLine, pseudonyms: Pseudonyms = SECRET) -> list[LoggedTalk]:
    grouping = LogTalks("demo", pseudonyms)
    return [*(talk for one in lines for talk in grouping.take(one)), *grouping.rest()]


def test_two_hours_of_silence_end_a_talk() -> None:
    assert [len(talk.lines) for talk in talks(line(0), line(119), line(240))] == [2, 1]


def test_an_answer_in_the_morning_belongs_to_the_question_of_the_night() -> None:
    assert len(talks(line(0), line(600, "在的", ours=True))) == 1
    assert len(talks(line(0), line(600))) == 2


def test_talks_of_two_buyers_are_told_apart_where_their_lines_alternate() -> None:
    made = talks(line(0), line(1, buyer="阿珍"), line(2), line(3, buyer="阿珍"))
    assert [len(talk.lines) for talk in made] == [2, 2]
    assert len({talk.buyer for talk in made}) == 2


def test_a_buyer_has_one_pseudonym_and_another_where_the_secret_is_another() -> None:
    first, second = talks(line(0), line(300))
    assert first.buyer == second.buyer
    assert "小鹿" not in first.buyer
    assert talks(line(0), pseudonyms=Pseudonyms("another"))[0].buyer != first.buyer


def test_a_masked_nick_is_another_buyer_in_every_talk() -> None:
    made = talks(line(0, buyer="t**"), line(300, buyer="t**"))
    assert len({talk.buyer for talk in made}) == 2
    assert all(talk.is_anonymous for talk in made)


def test_whom_a_line_introduces_is_masked_in_the_whole_talk() -> None:
    (talk,) = talks(line(0, "李四是我妈"), line(1, "收货人：李四"), line(2, "李四您好，小鹿亲", ours=True))
    assert [one.text for one in talk.lines] == [
        "〈姓名〉是我妈",
        "收货人：〈姓名〉",
        "〈姓名〉您好，〈姓名〉亲",
    ]


def test_the_same_words_at_the_same_moment_are_two_lines_and_the_same_two_again() -> None:
    again = [line(0, "？"), line(0, "？")]
    first, second = talks(*again), talks(*again)
    prints = [one.fingerprint for one in first[0].lines]
    assert len(set(prints)) == 2
    assert prints == [one.fingerprint for one in second[0].lines]


def test_a_long_talk_comes_in_parts_that_have_one_key() -> None:
    made = talks(*(line(number / 10, f"第{number}句") for number in range(2 * MOST_LINES + 5)))
    assert [len(talk.lines) for talk in made] == [MOST_LINES, MOST_LINES, 5]
    assert len({talk.key for talk in made}) == 1


def test_no_more_than_so_many_talks_are_held_at_a_time() -> None:
    grouping = LogTalks("demo", SECRET)
    out = [talk for number in range(MOST_OPEN + 20) for talk in grouping.take(line(0, buyer=f"买家{number}"))]
    assert len(out) == 20


LINES = st.lists(
    st.builds(
        line,
        st.floats(0, 5000, allow_nan=False),
        st.sampled_from(["在吗", "有货吗", "？", "好的"]),
        buyer=st.sampled_from(["小鹿", "阿珍", "t**"]),
        ours=st.booleans(),
    ),
    max_size=40,
)


@given(LINES)
def test_every_line_stands_in_exactly_one_talk(lines: list[WrittenLine]) -> None:
    made = talks(*lines)
    assert sum(len(talk.lines) for talk in made) == len(lines)
    assert sorted(one.at for talk in made for one in talk.lines) == sorted(one.at for one in lines)
