"""Jinja templates in another language, translated as they are compiled: templates stay plain Chinese.

A template's text is cut into segments at tags, quotes, line ends and statements. What {{ }} writes inside a
segment is {1}, {2}, … of it, so that another language may put it elsewhere. String literals of expressions
are segments too. Segments without Chinese pass as they are (docs/adr/0007-english-by-catalogue.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from bot.web.catalogue import Said, Words

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Ideographs, and the full-width punctuation that goes with them."""
_BORDER = re.compile(r'([<>"\n])')
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

Piece = Sequence[Token]
"""A token of text, or all the tokens of one {{ }}."""


class Translation(Extension):
    """The environment carries the catalogue: environment.extend(words=…)."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        words: Words = self.environment.words  # type: ignore[attr-defined]
        return _Cutter(words, stream.name or "").translated(stream)


class _Cutter:
    def __init__(self, words: Words, place: str) -> None:
        self._words = words
        self._place = place

    def translated(self, stream: Iterable[Token]) -> Iterator[Token]:
        tokens = iter(stream)
        held: list[Piece] = []
        for token in tokens:
            if token.type == "variable_begin":
                held.append([token, *self._expression(tokens, "variable_end")])
            elif token.type == "data":
                for text in filter(None, _BORDER.split(token.value)):
                    piece = Token(token.lineno, "data", text)
                    if _BORDER.fullmatch(text):
                        yield from self._segment(held)
                        held = []
                        yield piece
                    else:
                        held.append([piece])
            else:
                yield from self._segment(held)
                held = []
                yield token
                if token.type == "block_begin":
                    yield from self._expression(tokens, "block_end")
        yield from self._segment(held)

    def _expression(self, tokens: Iterator[Token], end: str) -> Iterator[Token]:
        """The tokens up to `end`, with their string literals translated."""
        for token in tokens:
            yield self._literal(token) if token.type == "string" else token
            if token.type == end:
                return

    def _literal(self, token: Token) -> Token:
        before, segment, after = _trimmed(token.value)
        said = self._said(segment)
        return Token(token.lineno, "string", before + said.one + after) if said else token

    def _segment(self, pieces: Sequence[Piece]) -> Iterator[Token]:
        written = [piece for piece in pieces if piece[0].type != "data"]
        numbers = iter(range(1, len(written) + 1))
        whole = "".join(p[0].value if p[0].type == "data" else f"{{{next(numbers)}}}" for p in pieces)
        before, segment, after = _trimmed(whole)
        said = self._said(segment)
        if said is None:
            yield from (token for piece in pieces for token in piece)
            return
        line = pieces[0][0].lineno
        yield from _text(before, line)
        if said.has_plural:
            yield from _if_one(
                written[0], _filled(said.one, written, line), _filled(said.many, written, line)
            )
        else:
            yield from _filled(said.one, written, line)
        yield from _text(after, line)

    def _said(self, segment: str) -> Said | None:
        return self._words.said(segment, self._place) if CHINESE.search(segment) else None


def _trimmed(text: str) -> tuple[str, str, str]:
    """White space before, the segment, white space after."""
    inner = text.strip()
    before, _, after = text.partition(inner) if inner else (text, "", "")
    return before, inner, after


def _text(text: str, line: int) -> Iterator[Token]:
    if text:
        yield Token(line, "data", text)


def _filled(text: str, written: Sequence[Piece], line: int) -> Iterator[Token]:
    cut = _PLACEHOLDER.split(text)  # every second one is a number
    for at, part in enumerate(cut):
        if at % 2:
            yield from written[int(part) - 1]
        else:
            yield from _text(part, line)


def _if_one(number: Piece, one: Iterable[Token], many: Iterable[Token]) -> Iterator[Token]:
    """{% if (number) == 1 %}one{% else %}many{% endif %}"""
    line = number[0].lineno

    def statement(*inside: Token) -> Iterator[Token]:
        yield Token(line, "block_begin", "{%")
        yield from inside
        yield Token(line, "block_end", "%}")

    equals_one = (Token(line, "eq", "=="), Token(line, "integer", 1))  # type: ignore[arg-type]
    brackets = Token(line, "lparen", "("), Token(line, "rparen", ")")
    yield from statement(Token(line, "name", "if"), brackets[0], *number[1:-1], brackets[1], *equals_one)
    yield from one
    yield from statement(Token(line, "name", "else"))
    yield from many
    yield from statement(Token(line, "name", "endif"))
