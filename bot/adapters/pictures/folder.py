"""Where pictures lie: a file each, named by the SHA-256 of its content, never changed."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path

from bot.core.pictures import PICTURE_ID, CleanPicture, Picture

SMALL = ".small"


class PictureFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, clean: CleanPicture) -> Picture:
        picture_id = hashlib.sha256(clean.content).hexdigest()
        self._write(self._path(picture_id), clean.content)
        self._write(self._path(picture_id, SMALL), clean.small)
        return Picture(picture_id, clean.kind, clean.width, clean.height, len(clean.content))

    def content(self, picture_id: str, *, small: bool = False) -> bytes | None:
        path = self._path(picture_id, SMALL if small else "")
        return path.read_bytes() if path.is_file() else None

    def forget(self, picture_id: str) -> None:
        for suffix in ("", SMALL):
            self._path(picture_id, suffix).unlink(missing_ok=True)

    def copy_to(self, other: Path) -> int:
        """Copy what the other folder lacks; how many files. What it has more than this one stays."""
        return _copy_missing(self._folder, other)

    def copy_from(self, other: Path) -> int:
        return _copy_missing(other, self._folder)

    def _path(self, picture_id: str, suffix: str = "") -> Path:
        if not PICTURE_ID.fullmatch(picture_id):
            raise ValueError("not the id of a picture")
        return self._folder / picture_id[:2] / f"{picture_id}{suffix}"

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Whole or not at all, also when two write the same at once or the machine stops."""
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = path.with_name(f"{secrets.token_hex(8)}.partial")
        with partial.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        partial.replace(path)


def _copy_missing(source: Path, target: Path) -> int:
    copied = 0
    for path in sorted(source.glob("??/*")):
        place = target / path.relative_to(source)
        if path.suffix == ".partial" or place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = place.with_name(f"{secrets.token_hex(8)}.partial")
        shutil.copyfile(path, partial)
        partial.replace(place)
        copied += 1
    return copied
