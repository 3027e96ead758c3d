"""Pictures are drawn anew, so that nothing but the picture is kept; and kept once, whole."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from bot.adapters.pictures.folder import PictureFolder
from bot.adapters.pictures.redrawing import Redrawing
from bot.core.pictures import BadPicture, CleanPicture, PictureFault, PictureKind
from tests.pictures import HTML, SCRIPT, SVG, bomb, drawn, moving, with_place

redrawing = Redrawing(1_000_000)


def fault_of(content: bytes) -> PictureFault:
    with pytest.raises(BadPicture) as refused:
        redrawing.clean(content)
    return refused.value.fault


def opened(content: bytes) -> Image.Image:
    found = Image.open(BytesIO(content))
    found.load()
    return found


@pytest.mark.parametrize("kind", list(PictureKind))
def test_a_picture_stays_of_its_kind_and_size(kind: PictureKind) -> None:
    clean = redrawing.clean(drawn(kind.value.upper()))
    assert (clean.kind, clean.width, clean.height) == (kind, 60, 40)
    again = opened(clean.content)
    assert (again.format, again.size) == (kind.value.upper(), (60, 40))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "P"), ("PNG", "RGBA"), ("PNG", "I;16"), ("PNG", "1"), ("JPEG", "CMYK"), ("WEBP", "RGBA")],
)
def test_every_way_of_storing_colours_is_read(kind: str, mode: str) -> None:
    assert opened(redrawing.clean(drawn(kind, mode=mode)).content).size == (60, 40)


def test_the_place_and_the_phone_are_gone_and_the_picture_stands_upright() -> None:
    sent = with_place()
    assert b"PhoneMaker" in sent
    clean = redrawing.clean(sent)
    assert b"PhoneMaker" not in clean.content + clean.small
    assert not opened(clean.content).getexif()
    assert (clean.width, clean.height) == (40, 60)


@pytest.mark.parametrize("kind", list(PictureKind))
def test_what_is_hidden_behind_a_picture_is_not_kept(kind: PictureKind) -> None:
    clean = redrawing.clean(drawn(kind.value.upper()) + HTML + SCRIPT)
    assert b"<" + b"script" not in clean.content
    assert b"html" not in clean.content


def test_a_script_in_a_comment_of_a_moving_picture_is_not_kept_and_it_still_moves() -> None:
    sent = moving(3)
    assert SCRIPT in sent
    clean = redrawing.clean(sent)
    assert SCRIPT not in clean.content
    again = Image.open(BytesIO(clean.content))
    assert (getattr(again, "n_frames", 1), again.info["duration"]) == (3, 70)


@pytest.mark.parametrize("content", [SVG, HTML, b"", b"MZ\x90\x00"])
def test_what_only_claims_to_be_a_picture_is_refused(content: bytes) -> None:
    assert fault_of(content) is PictureFault.NOT_A_PICTURE


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\x10\x00\x00\x00WEBP"]
)
def test_a_page_behind_the_first_bytes_of_a_picture_is_refused(head: bytes) -> None:
    assert fault_of(head + HTML) is PictureFault.BROKEN


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_refused(kind: str) -> None:
    whole = BytesIO()
    Image.effect_noise((200, 200), 90).convert("RGB").save(whole, kind)
    assert fault_of(whole.getvalue()[: len(whole.getvalue()) // 2]) is PictureFault.BROKEN


def test_a_bomb_is_refused_by_the_size_it_names_before_it_is_unpacked() -> None:
    assert len(bomb()) < 500
    assert fault_of(bomb()) is PictureFault.TOO_MANY_PIXELS
    assert fault_of(bomb(12_000, 12_000)) is PictureFault.TOO_MANY_PIXELS


def test_a_film_is_refused() -> None:
    assert fault_of(moving(201)) is PictureFault.TOO_MANY_PIXELS


def test_a_heavy_file_is_refused_unread() -> None:
    assert fault_of(drawn() + b"\0" * 1_000_000) is PictureFault.TOO_HEAVY


@given(some.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), some.data())
def test_no_damage_does_more_than_get_a_file_refused(kind: str, data: some.DataObject) -> None:
    content = bytearray(drawn(kind))
    for _ in range(data.draw(some.integers(1, 6))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    try:
        clean = redrawing.clean(bytes(content))
    except BadPicture:
        return
    assert opened(clean.content).size == (clean.width, clean.height)


CLEAN = CleanPicture(PictureKind.PNG, 60, 40, b"content", b"small")


def test_the_same_picture_is_kept_once_under_the_hash_of_its_content(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path)
    kept = [folder.keep(CLEAN).id for _ in range(2)]
    assert kept == [hashlib.sha256(b"content").hexdigest()] * 2
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    assert (folder.content(kept[0]), folder.content(kept[0], small=True)) == (b"content", b"small")


@pytest.mark.parametrize("name", ["../../bot.db", "..", "a" * 63, "A" * 64, "a" * 64 + "/..", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        PictureFolder(tmp_path).content(name)


def test_a_copy_gets_what_it_lacks_and_gives_back_what_was_lost(tmp_path: Path) -> None:
    folder, copy = PictureFolder(tmp_path / "pictures"), tmp_path / "backups" / "pictures"
    kept = folder.keep(CLEAN)
    assert (folder.copy_to(copy), folder.copy_to(copy)) == (2, 0)
    folder.forget(kept.id)
    assert folder.content(kept.id) is None
    assert folder.copy_from(copy) == 2
    assert folder.content(kept.id) == b"content"
