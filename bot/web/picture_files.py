"""A kept picture as an answer: shown by the browser, never run, and kept by nobody in between."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from bot.core.pictures import PICTURE_ID
from bot.services.pictures import Shown

PictureId = Annotated[str, Path(pattern=f"^{PICTURE_ID.pattern}$")]
HEADERS = {
    "Cache-Control": "private, max-age=86400",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Disposition": "inline",
}


def as_picture(shown: Shown) -> Response:
    """With the type that its content has; `nosniff` comes with every answer."""
    return Response(shown.content, media_type=shown.media_type, headers=HEADERS)
