"""Promotions that have just ended or will soon begin: loaded only when a turn asks for promotions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.services.context import TalkContext
from bot.services.ports import Work

ASKED = "ask_promotion"
AROUND = timedelta(days=14)
"""What ended longer ago or begins later is nobody's question today."""


def with_other_promotions(work: Work, context: TalkContext, intents: Iterable[str]) -> TalkContext:
    if ASKED not in intents:
        return context
    at = context.turn.at
    around = work.catalogue.promotions_between(context.shop.code, at - AROUND, at + AROUND)
    return replace(context, other_promotions=tuple(one for one in around if not one.runs_at(at)))
