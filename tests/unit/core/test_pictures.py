"""Kinds of pictures are told by their content; what an unpacked picture would take is known before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.core.pictures import (
    MOST_FRAMES,
    MOST_PIXELS,
    BadPicture,
    PictureFault,
    PictureKind,
    check_size,
    kind_of,
)
from tests.pictures import HTML, SVG, drawn

MOST = 1_000_000


@pytest.mark.parametrize("kind", list(PictureKind))
def test_a_picture_is_known_by_its_content(kind: PictureKind) -> None:
    assert kind_of(drawn(kind.value.upper()), MOST) is kind


@pytest.mark.parametrize("content", [SVG, HTML, b"", b"GIF8", b"RIFF....WAVEfmt ", b"BM12", b"%PDF-1.7"])
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadPicture) as refused:
        kind_of(content, MOST)
    assert refused.value.fault is PictureFault.NOT_A_PICTURE


def test_the_limit_of_bytes_is_the_last_that_is_taken() -> None:
    content = drawn()
    assert kind_of(content, len(content)) is PictureKind.PNG
    with pytest.raises(BadPicture) as refused:
        kind_of(content, len(content) - 1)
    assert refused.value.fault is PictureFault.TOO_HEAVY


@given(some.integers(1, 70_000), some.integers(1, 70_000), some.integers(1, 2 * MOST_FRAMES))
def test_what_passes_never_unpacks_to_more_than_the_limit(width: int, height: int, frames: int) -> None:
    fits = width * height * frames <= MOST_PIXELS and frames <= MOST_FRAMES
    try:
        check_size(width, height, frames)
    except BadPicture:
        assert not fits
    else:
        assert fits


@given(some.binary(max_size=64))
def test_no_bytes_make_the_check_fail_otherwise_than_by_its_own_fault(content: bytes) -> None:
    try:
        kind_of(content, MOST)
    except BadPicture as refused:
        assert refused.fault is PictureFault.NOT_A_PICTURE
