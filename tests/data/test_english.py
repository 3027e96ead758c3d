"""data/console/en.po: the console speaks English wherever its templates speak Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from bot.adapters.scripts.intents import load_intents
from bot.core.shop_sections import SECTIONS
from bot.settings import PROJECT
from bot.web.catalogue import TERM, Key, Said, load_catalogue
from bot.web.translation import CHINESE, Translation

TEMPLATES = PROJECT / "bot" / "web" / "templates"
STATIC = PROJECT / "bot" / "web" / "static"
BUYERS = "chat/"
"""Templates that buyers see: always Chinese."""
CATALOGUE = load_catalogue(PROJECT / "data" / "console" / "en.po")
PLACEHOLDER = re.compile(r"\{\d+\}|%(?:\(\w+\))?[sd]|\\\d")
HAN = re.compile(r"[\u4e00-\u9fff]+")


class Asked:
    """Stands for the catalogue and writes down what the templates ask of it."""

    def __init__(self) -> None:
        self.keys: dict[Key, None] = {}

    def said(self, segment: str, place: str) -> Said | None:
        self.keys[Key(segment, place)] = None
        return None


def asked() -> list[Key]:
    recorder = Asked()
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.extend(words=recorder)
    environment.add_extension(Translation)
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = str(path.relative_to(TEMPLATES))
        if not name.startswith(BUYERS):
            environment.parse(path.read_text(encoding="utf-8"), name=name)
    return list(recorder.keys)


def terms() -> set[str]:
    """Words that pages show of data and code: intents, columns of the shop's data, their choices."""
    sheets = [sheet for section in SECTIONS.values() for sheet in (section.head, section.table) if sheet]
    columns = [column for sheet in sheets for column in sheet.columns]
    choices = [word for column in columns for word in column.choices]
    intents = [intent.chinese for intent in load_intents(PROJECT / "data" / "intents.yml").values()]
    return {*intents, *(column.header for column in columns), *choices, "是", "否"}


ASKED = asked()
ENGLISH = [(key, english) for key, said in CATALOGUE.entries.items() for english in dict.fromkeys(said)]


def test_every_chinese_segment_of_a_template_has_its_english() -> None:
    missing = [f"{key.place}: {key.segment}" for key in ASKED if not CATALOGUE.said(*key)]
    assert missing == [], "add entries to data/console/en.po"


def test_every_term_of_data_and_code_has_its_english() -> None:
    assert sorted(word for word in terms() if Key(word, TERM) not in CATALOGUE.entries) == []


def test_no_entry_is_left_over() -> None:
    used = {key if key in CATALOGUE.entries else Key(key.segment, "") for key in ASKED}
    used |= {Key(word, TERM) for word in terms()}
    assert sorted(CATALOGUE.entries.keys() - used) == []


def test_an_entry_keeps_what_is_written_into_it() -> None:
    found = PLACEHOLDER.findall
    assert [(key, text) for key, text in ENGLISH if sorted(found(text)) != sorted(found(key.segment))] == []


def test_an_entry_leaves_the_page_whole() -> None:
    assert [(key, english) for key, english in ENGLISH if re.search(r'[<>"\n]', english)] == []


def test_english_has_chinese_only_where_it_quotes_it() -> None:
    foreign = [(k, text) for k, text in ENGLISH if any(word not in k.segment for word in HAN.findall(text))]
    assert foreign == []


@pytest.mark.parametrize("path", sorted([*STATIC.glob("*.js"), *STATIC.glob("*.css")]), ids=lambda p: p.name)
def test_scripts_and_styles_take_their_words_from_the_page(path: Path) -> None:
    assert CHINESE.findall(path.read_text(encoding="utf-8")) == []
