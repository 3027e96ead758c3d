"""Pictures are taken in and given out; those that were handed in but never sent are forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.pictures import MOST_IN_ONE_MESSAGE, BadPicture, Picture, PictureFault
from bot.services.faults import NotFound, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.ports_thread import CleanPictures, PictureFiles

UNSENT_KEPT = timedelta(days=7)
"""A picture waits in an editor at most over a long weekend."""


class NotAPicture(Unacceptable):
    """Something else than a PNG, JPEG, WebP or GIF, whatever its name says."""


class PictureTooHeavy(Unacceptable):
    """More bytes than the setting allows."""


class PictureTooLarge(Unacceptable):
    """More pixels than are unpacked."""


class PictureBroken(Unacceptable):
    """It begins like a picture and can't be read to its end."""


class TextOnly(Unacceptable):
    """Pictures for a channel whose program carries none."""


REFUSALS: dict[PictureFault, tuple[type[Unacceptable], str]] = {
    PictureFault.NOT_A_PICTURE: (NotAPicture, "a picture is PNG, JPEG, WebP or GIF; this is something else"),
    PictureFault.TOO_HEAVY: (PictureTooHeavy, "this picture has more bytes than are taken"),
    PictureFault.TOO_MANY_PIXELS: (PictureTooLarge, "this picture has more pixels than are taken"),
    PictureFault.BROKEN: (PictureBroken, "this picture is damaged and can't be read"),
}


@dataclass(frozen=True)
class Shown:
    picture: Picture
    content: bytes
    media_type: str


class TakePictures:
    def __init__(self, store: Store, cleaner: CleanPictures, files: PictureFiles, clock: Clock) -> None:
        self._store = store
        self._cleaner = cleaner
        self._files = files
        self._clock = clock

    def taken(self, content: bytes) -> Picture:
        """Keep a picture, once. Raises NotAPicture, PictureTooHeavy, PictureTooLarge, PictureBroken."""
        try:
            clean = self._cleaner.clean(content)
        except BadPicture as bad:
            kind, sentence = REFUSALS[bad.fault]
            raise kind(sentence) from bad
        with self._store.write() as work:  # inside: nobody forgets the file between the two
            picture = self._files.keep(clean)
            work.pictures.put(picture, self._clock())
        return picture

    def shown(self, picture_id: str, *, small: bool = False) -> Shown:
        """Raises NotFound."""
        with self._store.read() as work:
            return self._shown(work.pictures.get(picture_id), small)

    def shown_to_buyer(self, channel: str, conversation: str, picture_id: str, *, small: bool) -> Shown:
        """Only what stands in the buyer's own talk. Raises NotFound."""
        with self._store.read() as work:
            theirs = work.pictures.shown_to_buyer(channel, conversation, picture_id)
            return self._shown(work.pictures.get(picture_id) if theirs else None, small)

    def forget_unsent(self) -> int:
        """How many were forgotten."""
        with self._store.write() as work:
            unsent = work.pictures.unsent(self._clock() - UNSENT_KEPT)
            for picture_id in unsent:
                work.pictures.forget(picture_id)
                self._files.forget(picture_id)
        return len(unsent)

    def _shown(self, picture: Picture | None, small: bool) -> Shown:
        content = self._files.content(picture.id, small=small) if picture else None
        if picture is None or content is None:
            raise NotFound("there is no such picture")
        return Shown(picture, content, "image/webp" if small else picture.kind.media_type)


def to_send(
    work: Work, channel: str, picture_ids: Sequence[str], carrying: Collection[str]
) -> tuple[Picture, ...]:
    """The pictures of a reply. Raises TextOnly, Unacceptable, NotFound."""
    if not picture_ids:
        return ()
    if channel not in carrying:
        raise TextOnly(f"the channel {channel} carries no pictures")
    if len(picture_ids) > MOST_IN_ONE_MESSAGE:
        raise Unacceptable(f"a reply carries at most {MOST_IN_ONE_MESSAGE} pictures")
    found = [work.pictures.get(picture_id) for picture_id in dict.fromkeys(picture_ids)]
    if None in found:
        raise NotFound("a picture of this reply is gone; please add it again")
    return tuple(picture for picture in found if picture)
