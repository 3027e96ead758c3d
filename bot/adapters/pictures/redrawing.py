"""Draws a picture anew with Pillow: places, scripts and other files hidden in it stay behind."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

from bot.core.pictures import (
    BadPicture,
    CleanPicture,
    PictureFault,
    PictureKind,
    check_size,
    kind_of,
)

SMALL = (360, 360)
"""Pixels of a thumbnail; twice what the thread shows, for sharp screens."""
PLAIN_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
JPEG_QUALITY = 90


class Redrawing:
    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._one = threading.Lock()
        """One at a time: an unpacked picture takes some hundred megabytes."""

    def clean(self, content: bytes) -> CleanPicture:
        """Raises BadPicture."""
        kind = kind_of(content, self._most_bytes)
        with self._one, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata that is thrown away, and of sizes that we check
            try:
                return _redrawn(content, kind)
            except BadPicture:
                raise
            except Image.DecompressionBombError as fault:
                raise BadPicture(PictureFault.TOO_MANY_PIXELS) from fault
            except Exception as fault:  # Pillow raises a dozen kinds for files that are cut or forged
                raise BadPicture(PictureFault.BROKEN) from fault


def _redrawn(content: bytes, kind: PictureKind) -> CleanPicture:
    with Image.open(BytesIO(content), formats=[kind.value.upper()]) as opened:
        check_size(*opened.size)
        moves = kind is PictureKind.GIF and getattr(opened, "is_animated", False)
        frames = _frames(opened) if moves else [_upright(opened)]
    first = frames[0]
    return CleanPicture(kind, first.width, first.height, _written(frames, kind), _small(first))


def _frames(opened: Image.Image) -> list[Image.Image]:
    frames: list[Image.Image] = []
    for frame in ImageSequence.Iterator(opened):
        check_size(*opened.size, frames=len(frames) + 1)
        drawn = frame.convert("RGBA")
        drawn.info = {"duration": frame.info.get("duration", 100)}
        frames.append(drawn)
    return frames


def _upright(opened: Image.Image) -> Image.Image:
    """As it is meant to be seen, in sRGB; its metadata stay behind."""
    opened.load()
    turned = ImageOps.exif_transpose(opened)
    drawn = _in_srgb(turned)
    return drawn if drawn.mode in PLAIN_MODES else drawn.convert("RGB")


def _in_srgb(drawn: Image.Image) -> Image.Image:
    """Phones write wider colours: without the profile, red would no longer be that red."""
    profile = drawn.info.get("icc_profile")
    if not profile or drawn.mode not in ("RGB", "RGBA"):
        return drawn
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        found = ImageCms.profileToProfile(drawn, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return drawn  # a profile that can't be read would not have been followed by a browser either
    return found or drawn


def _written(frames: Sequence[Image.Image], kind: PictureKind) -> bytes:
    first = frames[0]
    options: dict[str, Any] = {}
    if kind is PictureKind.JPEG:
        first = first if first.mode in ("L", "RGB") else first.convert("RGB")
        options = {"quality": JPEG_QUALITY, "optimize": True}
    elif len(frames) > 1:
        durations = [frame.info["duration"] for frame in frames]
        options = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0}
    return _saved(first, kind, **options)


def _small(drawn: Image.Image) -> bytes:
    small = drawn.convert("RGBA" if drawn.has_transparency_data else "RGB")
    small.thumbnail(SMALL)
    return _saved(small, PictureKind.WEBP, quality=80)


def _saved(drawn: Image.Image, kind: PictureKind, **options: Any) -> bytes:
    """Pillow would write again what came along; only the colour that stands for nothing is kept."""
    bare = drawn.copy()
    bare.info = {name: drawn.info[name] for name in ("transparency",) if name in drawn.info}
    written = BytesIO()
    bare.save(written, kind.value.upper(), **options)
    return written.getvalue()
