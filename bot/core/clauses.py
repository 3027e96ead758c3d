"""Where one wish of a message may end and the next begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_CLAUSES = 8
"""A message of more pieces is a story; its tail stays in one piece."""
SHORTEST_CLAUSE = 2

_PAUSE = re.compile(r"[\s,，.。!！?？;；、~…]+")
_FIGURE_PAUSE = re.compile(r"[\s,.、~]")
_TURN = re.compile(
    r"(?=顺便|另外|还有就是|再问|然后|要不然|不然|否则|要么)"
    r"|(?<=[吗呢])(?=[\u4e00-\u9fff]{3})"
    r"|(?<=[\u4e00-\u9fff]{2})(?=就(?:给我)?(?:退|取消|差评|投诉|举报|不要))"
)

Span = tuple[int, int]


def clauses(text: str) -> list[Span]:
    """Spans of the clauses of a normalised text, in order; pauses lie outside them."""
    pieces = [span for start, end in _between_pauses(text) for span in _at_turns(text, start, end)]
    if len(pieces) > MOST_CLAUSES:
        pieces[MOST_CLAUSES - 1 :] = [(pieces[MOST_CLAUSES - 1][0], pieces[-1][1])]
    return pieces


def _between_pauses(text: str) -> Iterator[Span]:
    start = 0
    for pause in _PAUSE.finditer(text):
        if _inside_figures(text, pause):
            continue
        if pause.start() - start >= 1:
            yield start, pause.start()
        start = pause.end()
    if start < len(text):
        yield start, len(text)


def _inside_figures(text: str, pause: re.Match[str]) -> bool:
    """1.65 and "165 108" are one piece."""
    return (
        bool(_FIGURE_PAUSE.fullmatch(pause.group()))
        and text[: pause.start()][-1:].isdigit()
        and text[pause.end() :][:1].isdigit()
    )


def _at_turns(text: str, start: int, end: int) -> Iterator[Span]:
    for turn in _TURN.finditer(text, start, end):
        if turn.start() - start >= SHORTEST_CLAUSE and end - turn.start() >= SHORTEST_CLAUSE:
            yield start, turn.start()
            start = turn.start()
    yield start, end
