"""Two profiles become one: nothing that somebody wrote is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.buyer_joining import joined_note

NOTES = st.text("ab 棉\n", max_size=30)


def _lines(note: str) -> list[str]:
    return [line.strip() for line in note.split("\n") if line.strip()]


@given(NOTES, NOTES)
def test_every_line_of_both_notes_stands_once_and_the_kept_ones_come_first(kept: str, joined: str) -> None:
    lines = _lines(joined_note(kept, joined))
    assert len(set(lines)) == len(lines)
    assert set(lines) == set(_lines(kept) + _lines(joined))
    assert lines[: len(set(_lines(kept)))] == list(dict.fromkeys(_lines(kept)))
