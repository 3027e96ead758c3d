"""Pictures of messages, in and out of channels."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel

from bot.adapters.channels.webhook import about
from bot.core.pictures import MOST_IN_ONE_MESSAGE, Picture
from bot.services.faults import Unacceptable
from bot.services.pictures import NotAPicture, TakePictures
from bot.web.house import HouseHere
from bot.web.picture_files import PictureId, as_picture

router = APIRouter(tags=["pictures"])


class PictureOut(BaseModel):
    """`path` is where the file is fetched from, with the same token."""

    path: str
    type: str
    width: int
    height: int
    bytes: int


@router.get("/pictures/{picture_id}", response_class=Response)
async def get_picture(picture_id: PictureId, house: HouseHere) -> Response:
    """The file, as one of image/png, image/jpeg, image/webp and image/gif."""
    return as_picture(await asyncio.to_thread(house.pictures.shown, picture_id))


def pictures_out(pictures: Sequence[Picture]) -> list[PictureOut]:
    return [PictureOut.parse_obj(about(picture)) for picture in pictures]


def unpacked(
    attachments: Sequence[Mapping[str, Any]], take: TakePictures
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Picture, ...]]:
    """What is stored of attachments, and the pictures among them.

    A picture that is not taken leaves its reason behind: the buyer's message must not be lost over it.
    """
    left: list[Mapping[str, Any]] = []
    pictures: list[Picture] = []
    for attachment in attachments:
        rest = {name: value for name, value in attachment.items() if name not in ("content", "refused")}
        if "content" in attachment:
            try:
                if len(pictures) == MOST_IN_ONE_MESSAGE:
                    raise Unacceptable(f"a message shows at most {MOST_IN_ONE_MESSAGE} pictures")
                pictures.append(take.taken(_decoded(attachment["content"])))
            except Unacceptable as fault:
                rest["refused"] = type(fault).__name__
        left.append(rest)
    return tuple(left), tuple(pictures)


def reply_pictures(attachments: Sequence[Mapping[str, Any]], take: TakePictures) -> tuple[str, ...]:
    """Ids of a reply's pictures. Raises Unacceptable: whoever sends is there to send another one."""
    if any("content" not in attachment for attachment in attachments):
        raise Unacceptable("an attachment of a reply is a picture: content, the file in base64")
    return tuple(take.taken(_decoded(attachment["content"])).id for attachment in attachments)


def _decoded(content: object) -> bytes:
    try:
        return base64.b64decode(str(content), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NotAPicture("the content of a picture is base64") from fault
