"""Pictures in a talk: which kinds are taken, told by their content alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

MEGABYTE = 1024 * 1024
MOST_PIXELS = 25_000_000
"""Of all frames together: a full picture of a 24-megapixel camera, some 75 MB while it is read."""
MOST_FRAMES = 200
MOST_IN_ONE_MESSAGE = 9
PICTURE_ID = re.compile(r"[0-9a-f]{64}")
"""SHA-256 of what is kept, so that the same picture is kept once."""


class PictureKind(str, Enum):
    """What browsers show and cannot be made to run. SVG is a document with scripts, not one of these."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    GIF = "gif"

    @property
    def media_type(self) -> str:
        return f"image/{self.value}"


class PictureFault(str, Enum):
    NOT_A_PICTURE = "not_a_picture"
    TOO_HEAVY = "too_heavy"
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN = "broken"


class BadPicture(Exception):
    """Bytes that are not taken as a picture."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Picture:
    """One that is kept. Its bytes lie in the folder of pictures, under its id."""

    id: str
    kind: PictureKind
    width: int
    height: int
    size: int
    """Bytes."""


@dataclass(frozen=True)
class CleanPicture:
    """Drawn anew from what was handed in: no metadata, nothing before, between or behind the image."""

    kind: PictureKind
    width: int
    height: int
    content: bytes
    small: bytes
    """For the thread, as WebP."""


def kind_of(content: bytes, most_bytes: int) -> PictureKind:
    """By the first bytes; names and declared types are anybody's word. Raises BadPicture."""
    if len(content) > most_bytes:
        raise BadPicture(PictureFault.TOO_HEAVY)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return PictureKind.JPEG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return PictureKind.GIF
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return PictureKind.WEBP
    raise BadPicture(PictureFault.NOT_A_PICTURE)


def check_size(width: int, height: int, frames: int = 1) -> None:
    """Before anything is unpacked. Raises BadPicture."""
    if frames > MOST_FRAMES or width * height * frames > MOST_PIXELS:
        raise BadPicture(PictureFault.TOO_MANY_PIXELS)
