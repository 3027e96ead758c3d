"""What the thread needs from outside: pictures, lines of the desk, and who has read how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.pictures import CleanPicture, Picture
from bot.core.thread import LineKind, Reading, ThreadLine


class CleanPictures(Protocol):
    def clean(self, content: bytes) -> CleanPicture:
        """Draw a picture anew, without whatever else the bytes hold. Raises BadPicture."""


class PictureFiles(Protocol):
    def keep(self, clean: CleanPicture) -> Picture: ...
    def content(self, picture_id: str, *, small: bool = False) -> bytes | None: ...
    def forget(self, picture_id: str) -> None: ...


class Pictures(Protocol):
    def put(self, picture: Picture, at: datetime) -> None:
        """Note one that was handed in; the same again is only handed in again."""

    def get(self, picture_id: str) -> Picture | None: ...
    def attach(self, message_id: int, pictures: Sequence[Picture]) -> None: ...
    def of_messages(self, message_ids: Sequence[int]) -> Mapping[int, tuple[Picture, ...]]: ...
    def shown_to_buyer(self, channel: str, conversation: str, picture_id: str) -> bool:
        """Whether it stands in this talk as its buyer sees it, by the channel's own id of the talk."""

    def unsent(self, before: datetime, limit: int = 200) -> Sequence[str]:
        """Handed in before a moment, and in no message."""

    def forget(self, picture_id: str) -> None: ...


class ThreadLines(Protocol):
    def add(
        self,
        conversation_id: int,
        kind: LineKind,
        author: str,
        at: datetime,
        *,
        text: str = "",
        client_id: str | None = None,
    ) -> int: ...
    def by_client(self, client_id: str) -> ThreadLine | None: ...


class Readings(Protocol):
    def of(self, conversation_id: int) -> Reading: ...
    def seen(self, conversation_id: int, message_id: int) -> bool:
        """An agent has seen the talk up to a message; whether that was news."""

    def read(self, conversation_id: int, message_id: int) -> bool:
        """The buyer has read our replies up to one; whether that was news."""
