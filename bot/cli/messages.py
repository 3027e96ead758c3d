"""python -m bot parse | suggest | guard: one message or a batch, JSON Lines in and out, no server needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Optional

import typer

from bot.cli.faults import Usage
from bot.cli.prepare import open_shop
from bot.cli.replaying import Talks, finding_document
from bot.core.guard import verdict
from bot.core.turns import previous_turns
from bot.core.understanding import MONTHS_A_YEAR, Entity, Parse

Text = typer.Argument(None, help="The message", show_default=False)
Batch = typer.Option(None, "--batch", help='JSON Lines with at least {"text"}; - is standard input')
Buyer = typer.Option(None, "--buyer", help="The buyer's nickname")
OrderNumber = typer.Option(None, "--order", help="An order number")
ProductCode = typer.Option(None, "--product", help="A product's code or item id")


def parse(text: Optional[str] = Text, batch: Optional[str] = Batch) -> None:
    """What the model understands: intents, clauses, entities, or an abstention.

    Example: python -m bot parse "165 108斤穿什么码"
    """
    from bot.cli.understanding import active_understanding

    understanding = active_understanding()
    for line in _lines(text, batch):
        previous = previous_turns(line.get("previous") or [])
        _print(_public_document(understanding.parse(line["text"], previous)))


def suggest(
    text: Optional[str] = Text,
    batch: Optional[str] = Batch,
    buyer: Optional[str] = Buyer,
    order: Optional[str] = OrderNumber,
    product: Optional[str] = ProductCode,
    at: Optional[str] = typer.Option(None, "--at", help="Moment of the message, ISO; now without it"),
    record: bool = typer.Option(False, "--record", help="Store messages and suggestions in the database"),
) -> None:
    """What would be suggested, and who may send it. Batch lines of one "conversation" are successive turns.

    Example: python -m bot suggest --product L101 "165 108斤穿什么码"
    """
    from bot.cli.understanding import active_understanding

    talks = Talks(open_shop(), active_understanding(), record=record)
    defaults = {"buyer": buyer, "order": order, "product": product, "at": _moment(at)}
    for line in _lines(text, batch):
        given = {name: line.get(name) for name in ("buyer", "order", "product")}
        given["at"] = _moment(line.get("at"))
        context = {**defaults, **{name: value for name, value in given.items() if value is not None}}
        _print(talks.answer(line["text"], line.get("conversation"), line.get("previous") or [], context))


def guard(
    text: Optional[str] = Text,
    batch: Optional[str] = Batch,
    order: Optional[str] = OrderNumber,
    product: Optional[str] = ProductCode,
    buyer: Optional[str] = Buyer,
) -> None:
    """What the reply guard has against a text. Exit code 1 when it finds anything.

    Example: python -m bot guard "保证明天一定到"
    """
    found = False
    for line in _lines(text, batch):
        findings = open_shop().guarded(
            line["text"],
            order=line.get("order") or order,
            product=line.get("product") or product,
            buyer=line.get("buyer") or buyer,
        )
        found = found or bool(findings)
        documents = [finding_document(finding) for finding in findings]
        _print({"text": line["text"], "verdict": verdict(findings), "findings": documents})
    if found:
        raise typer.Exit(1)


def _public_document(parse: Parse) -> dict[str, Any]:
    """As documented for programs: ages in years. Inside they are months, because size charts are."""

    def public(entity: Entity) -> Entity:
        if entity.entity != "age":
            return entity
        return replace(entity, value=round(float(entity.value) / MONTHS_A_YEAR, 2))

    clauses = [replace(c, entities=tuple(public(e) for e in c.entities)) for c in parse.clauses]
    document = replace(parse, clauses=tuple(clauses)).to_document()
    del document["sure"]  # how far it may be trusted is the route's business
    return document


def _print(document: dict[str, Any]) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False))


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        raise Usage(f"{text!r} is not a moment like 2026-11-21T14:30:00+08:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=open_shop().zone)


def _lines(text: str | None, batch: str | None) -> Iterator[dict[str, Any]]:
    """The given text, or the lines of a batch. Raises Usage."""
    if (text is None) == (batch is None):
        raise Usage("give either one text or --batch FILE")
    if batch is None:
        yield {"text": text}
        return
    with nullcontext(sys.stdin.buffer) if batch == "-" else Path(batch).open("rb") as source:
        for number, raw in enumerate(source, start=1):
            if raw.strip():
                yield _line(raw, number)


def _line(raw: bytes, number: int) -> dict[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except ValueError:
        raise Usage(f"line {number} is not a JSON object in UTF-8") from None
    if not isinstance(line, dict) or not isinstance(line.get("text"), str):
        raise Usage(f'line {number} is not a JSON object with a "text"')
    return line
