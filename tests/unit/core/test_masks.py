"""What a screen and a draft show of phone numbers and names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.masks import masked_name, masked_phone, phone_tail


def test_a_mobile_number_keeps_its_first_three_and_last_four_digits() -> None:
    assert masked_phone("13812345678") == "138****5678"


def test_the_marks_between_digits_stay() -> None:
    assert masked_phone("+86 138-1234-5678") == "+86 1**-****-5678"


def test_a_short_number_shows_only_its_end() -> None:
    assert masked_phone("654321") == "***321"
    assert masked_phone("") == ""


@given(st.text(alphabet="0123456789-+ 转", max_size=30))
def test_a_phone_number_is_never_whole_on_the_screen(phone: str) -> None:
    digits = sum(char.isdigit() for char in phone)
    assert len(masked_phone(phone)) == len(phone)
    assert masked_phone(phone).count("*") >= min(1, digits)


def test_a_phone_tail_is_the_last_four_digits() -> None:
    assert phone_tail("13900004928") == "4928"
    assert phone_tail("139****4928") == "4928"
    assert phone_tail("0571-8888 1234") == "1234"
    assert phone_tail("1390000****") == ""
    assert phone_tail("") == ""


def test_of_a_name_only_the_first_character_is_shown() -> None:
    assert masked_name("沈念安") == "沈**"
    assert masked_name("沈安") == "沈*"
    assert masked_name("欧阳念安之") == "欧**"
    assert masked_name("沈") == ""
    assert masked_name(" ") == ""
