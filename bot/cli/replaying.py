"""Talks played in the process: each line a buyer's turn, the first suggestion taken as sent."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.bootstrap import House
from bot.core.conversations import MessageKind, Sender, Turn
from bot.core.fact_sources import sources_to_document
from bot.core.suggestions import Drafted, Finding, Suggestion
from bot.core.turns import BuyerTurn, previous_turns
from bot.core.understanding import Parse
from bot.services.receive import Incoming
from bot.services.scenes.body import talk_memory

CHANNEL = "command-line"


class Understanding(Protocol):
    def parse(self, text: str, previous: tuple[Turn, ...] = (), meant: str | None = None) -> Parse: ...


@dataclass
class _Talk:
    turns: list[Turn] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)


class Talks:
    """Keeps what each conversation of a batch has said so far."""

    def __init__(self, home: House, understanding: Understanding, *, record: bool) -> None:
        self._home = home
        self._understanding = understanding
        self._record = record
        self._talks: dict[str, _Talk] = defaultdict(_Talk)
        self._count = 0

    def answer(
        self, text: str, conversation: str | None, previous: list[Any], context: dict[str, Any]
    ) -> dict[str, Any]:
        """The drafted answer to a turn as `python -m bot suggest` prints it."""
        self._count += 1
        talk = self._talks[conversation] if conversation is not None else _Talk()
        turn = BuyerTurn(
            text=text,
            at=context["at"] or self._home.clock(),
            shop=self._home.settings.shop,
            buyer=context["buyer"],
            product=context["product"],
            order=context["order"],
            previous=(*previous_turns(previous), *talk.turns),
            memory=talk.memory,
        )
        drafted = self._drafted(turn)
        if self._record:
            self._store(turn, conversation or f"line-{self._count}", drafted)
        self._remember(talk, turn, drafted)
        return _document(drafted)

    def _drafted(self, turn: BuyerTurn) -> Drafted:
        return self._home.suggest.drafted(self._understanding.parse(turn.text, turn.previous), turn)

    @staticmethod
    def _remember(talk: _Talk, turn: BuyerTurn, drafted: Drafted) -> None:
        talk.turns.append(Turn(Sender.BUYER, turn.text))
        talk.memory.update(talk_memory(drafted.learned, talk.memory))
        if drafted.suggestions:
            first = drafted.suggestions[0]
            talk.turns.append(Turn(Sender.AGENT, first.text))
            talk.memory.update(first.memory)

    def _store(self, turn: BuyerTurn, conversation: str, drafted: Drafted) -> None:
        """As if the channel had handed the message in and the desk had drafted this."""
        received = self._home.receive.message(
            Incoming(
                channel=CHANNEL,
                conversation=conversation,
                message_id=f"{conversation}-{self._home.clock().timestamp()}-{self._count}",
                sender=Sender.BUYER,
                kind=MessageKind.TEXT,
                text=turn.text,
                buyer_id=turn.buyer or conversation,
                product=turn.product,
                order=turn.order,
            )
        )
        drafting = self._home.draft.by(_Ready(drafted))
        asyncio.run(drafting.conversation(received.conversation_id))


@dataclass(frozen=True)
class _Ready:
    """A drafter whose draft is made already."""

    drafted: Drafted

    async def draft(self, turn: BuyerTurn) -> Drafted:  # noqa: ARG002 - whatever the turn
        return self.drafted


def _document(drafted: Drafted) -> dict[str, Any]:
    return {
        "text": drafted.text,
        "intents": list(drafted.intents),
        "route": drafted.route.value,
        "reason": drafted.reason,
        "suggestions": [_suggestion(suggestion) for suggestion in drafted.suggestions],
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "text": suggestion.text,
        "script": suggestion.script,
        "intent": suggestion.intent,
        "confidence": round(suggestion.confidence, 4),
        "facts": dict(suggestion.facts),
        "sources": sources_to_document(suggestion.sources),
        "findings": [finding_document(finding) for finding in suggestion.findings],
    }


def finding_document(finding: Finding) -> dict[str, str]:
    """As `guard` and `suggest` print it: `better` only where there is one."""
    document = finding.to_document()
    return document if document["better"] else {k: v for k, v in document.items() if k != "better"}
