"""Templates translated as they are compiled."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import DictLoader, Environment

from bot.web.catalogue import Catalogue, Key, Said
from bot.web.translation import Translation


def shown(template: str, words: Mapping[str | Key, str | Said], **values: object) -> str:
    entries = {
        key if isinstance(key, Key) else Key(key, ""): said if isinstance(said, Said) else Said(said, said)
        for key, said in words.items()
    }
    environment = Environment(loader=DictLoader({"page.html": template}), autoescape=True)
    environment.extend(words=Catalogue(entries))
    environment.add_extension(Translation)
    return environment.get_template("page.html").render(**values)


def test_text_and_attributes_are_translated_and_white_space_stays() -> None:
    page = '<p title="看这里">\n  你好 <b>再见</b></p>'
    assert shown(page, {"看这里": "Look", "你好": "Hello", "再见": "Bye"}) == (
        '<p title="Look">\n  Hello <b>Bye</b></p>'
    )


def test_what_a_segment_writes_may_change_places() -> None:
    words = {"{1}转交给了{2}": "{2} has it from {1}"}
    assert shown("<p>{{ who }}转交给了{{ to }}</p>", words, who="A", to="B") == "<p>B has it from A</p>"


def test_a_value_stays_escaped() -> None:
    assert shown("<p>找 {{ q }}</p>", {"找 {1}": "Find {1}"}, q="<b>") == "<p>Find &lt;b&gt;</p>"


@pytest.mark.parametrize(("count", "text"), [(0, "0 orders"), (1, "1 order"), (7, "7 orders")])
def test_a_plural_counts_by_the_first_value(count: int, text: str) -> None:
    words = {"{1} 单": Said("{1} order", "{1} orders")}
    assert shown("{{ rows | length }} 单", words, rows=[None] * count) == text


def test_literals_of_expressions_and_statements_are_translated() -> None:
    page = '{% set words = {"on": "在班"} %}{{ "我" if mine else words.on }}{% if "我" == who %}!{% endif %}'
    assert shown(page, {"我": "You", "在班": "On duty"}, mine=False, who="You") == "On duty!"


def test_a_statement_ends_a_segment() -> None:
    page, words = "共 {{ n }}{% if more %}，还有{% endif %}", {"共 {1}": "{1} in all", "，还有": ", and more"}
    assert shown(page, words, n=3, more=True) == "3 in all, and more"


def test_a_template_may_say_it_otherwise() -> None:
    words = {"改": "Change", Key("改", "page.html"): "Edit"}
    assert shown("<b>改</b>", words) == "<b>Edit</b>"


def test_what_the_catalogue_lacks_stays_as_it_is() -> None:
    assert shown("<b>{{ a }}改{{ b }}</b>\n{{ '新' }}", {}, a=1, b=2) == "<b>1改2</b>\n新"


def test_text_without_chinese_is_never_asked_for() -> None:
    page = '<a href="/x?{{ q }}" data-a=\'{"b": 1}\'>{{ q }} · OK</a>'
    words = {"{1} · OK": "never", "/x?{1}": "never"}
    assert shown(page, words, q="1") == '<a href="/x?1" data-a=\'{"b": 1}\'>1 · OK</a>'
