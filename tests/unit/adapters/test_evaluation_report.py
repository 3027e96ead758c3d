"""The page of an evaluation: everything that was measured, nothing that a message could smuggle in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from bot.adapters.reports.evaluation import MISTAKES_SHOWN, evaluation_page
from bot.core.evaluation.judged import Answer, Judged, Kind, Told
from bot.core.evaluation.summary import Evaluation, evaluated
from bot.core.understanding import Candidate, Clause, Entity, Parse

SCRIPT = "<script>alert(1)</script>"


def parse(*intents: str, sure: float = 0.9, shown: str = "inform") -> Parse:
    """Understood as these intents; with none of them, abstained with `shown` as its first choice."""
    clauses = tuple(Clause("x", (Candidate(intent, sure),)) for intent in intents or (shown,))
    return Parse("x", clauses, abstain=not intents, intents=intents, sure=sure > 0.8)


def single(text: str, *intents: str) -> Judged:
    return Judged(Kind.SINGLE, text, intents)


ENTITIES: Answer = (
    Judged(Kind.ENTITIES, "发顺丰", entities=(Told("courier", "顺丰", "顺丰"),)),
    Parse("发顺丰", (Clause("发顺丰", (), (Entity("courier", "顺丰", "顺丰", 1, 3),)),), abstain=True),
)
ANSWERS: tuple[Answer, ...] = (
    (single("在吗", "greet"), parse("greet")),
    (single("在吗", "greet"), parse("greet", sure=0.7)),
    (single(f"谢谢{SCRIPT}", "thanks"), parse("greet")),
    (single("谢谢", "thanks"), parse()),
    (Judged(Kind.SEVERAL, "多少钱 几天到", ("ask_price", "ask_eta")), parse("ask_price", "ask_eta")),
    (Judged(Kind.FRAGMENT, "那个"), parse()),
    (Judged(Kind.CONTEXT, "165", ("ask_size",)), parse("ask_size")),
    ENTITIES,
)


def of(answers: Sequence[Answer]) -> Evaluation:
    return evaluated(answers, {"greet"})


def page(answers: Sequence[Answer] = ANSWERS, title: str = "m1 on judged.jsonl") -> str:
    return evaluation_page(title, of(answers))


def rows(html: str) -> list[list[str]]:
    """The cells' words, row by row, of all tables."""
    found = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [
        [unescape(cell.strip()) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)]
        for row in found
    ]


def cell(html: str, pair: str) -> str:
    """The cell of the confusion matrix: its class and its number."""
    found = re.search(rf'<td title="{pair}"(?: class="(\w+)")?>(\d*)</td>', html)
    assert found, f"no cell {pair}"
    return f"{found[1] or ''} {found[2]}".strip()


def test_every_figure_stands_on_the_page_with_its_interval_and_count() -> None:
    shown = rows(page())
    figures = of(ANSWERS).figures
    assert len(figures) > 12
    for figure in figures:
        interval = f"{figure.low:.3f} – {figure.high:.3f}" if figure.low != figure.high else ""
        assert [figure.name, f"{figure.value:.3f}", interval, str(figure.count)] in shown


def test_every_intent_and_entity_has_a_row() -> None:
    shown = rows(page())
    assert ["greet", "2", "0.67", "1.00", "0.80"] in shown
    assert ["thanks", "2", "0.00", "0.00", "0.00"] in shown
    assert ["courier", "1", "1.00", "1.00", "1.00"] in shown


def test_the_matrix_counts_what_was_right_and_what_was_taken_for_what() -> None:
    html = page()
    assert cell(html, "greet → greet") == "same 2"
    assert cell(html, "thanks → greet") == "few 1"
    assert cell(html, "greet → thanks") == ""
    assert cell(page([*ANSWERS, *[ANSWERS[2]] * 5]), "thanks → greet") == "many 6"


def test_the_pairs_that_were_confused_are_listed() -> None:
    shown = rows(page())
    assert ["thanks", "greet", "1"] in shown
    assert ["thanks", "inform", "1"] in shown


def test_a_mistake_is_shown_with_what_was_meant_and_what_an_abstention_would_have_said() -> None:
    shown = rows(page())
    assert [f"谢谢{SCRIPT}", "thanks", "greet", "0.90"] in shown
    assert ["谢谢", "thanks", "abstained: inform", "0.00"] in shown


def test_of_many_mistakes_the_surest_are_shown_and_the_rest_are_counted() -> None:
    many = [(single(f"谢谢{place}", "thanks"), parse("greet")) for place in range(MISTAKES_SHOWN + 5)]
    html = page(many)
    assert f"The first {MISTAKES_SHOWN} of {MISTAKES_SHOWN + 5}." in html
    assert html.count('<td class="text">谢谢') == MISTAKES_SHOWN


def test_nothing_that_a_message_or_a_file_is_called_becomes_markup() -> None:
    html = page(title=f"m1 on {SCRIPT}")
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3, "twice as the title, once as a message"


def test_the_page_stands_alone_with_one_drawn_curve() -> None:
    html = page()
    assert html.count("<svg") == html.count("</svg>") == 1
    drawn = re.sub(r'xmlns(:\w+)?="[^"]*"|<metadata>.*?</metadata>', "", html, flags=re.DOTALL)
    assert re.findall(r"https?://|<link|@import", drawn) == []


def test_without_anything_understood_there_is_still_a_page() -> None:
    abstained = of([(Judged(Kind.FRAGMENT, "那个"), parse())])
    assert abstained.bins == ()
    html = evaluation_page("m1", abstained)
    assert "<svg" in html
    assert "Confusion matrix" not in html


def test_entities_alone_make_a_page_without_intents() -> None:
    html = page([ENTITIES])
    assert ["courier", "1", "1.00", "1.00", "1.00"] in rows(html)
    assert "Confusion matrix" not in html
    assert "None." in html


def test_a_page_without_answers_is_still_a_page() -> None:
    assert "<svg" in evaluation_page("model on nothing", evaluated([], set()))
