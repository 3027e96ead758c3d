"""A night played in a copy of the shop, with a clock of its own; nothing of it reaches anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.adapters.store import views
from bot.bootstrap import House
from bot.cli.replaying import Understanding
from bot.core.alone_turn import Act
from bot.core.answering_alone import Bar, Chosen, Measured, Mode, Sample
from bot.core.conversations import MessageKind, Sender
from bot.core.deliveries import Delivery
from bot.core.intents import Unattended
from bot.core.night_replay import BuyerLine, Played
from bot.core.staffing import staffing
from bot.core.suggestions import Drafted
from bot.core.turns import BuyerTurn
from bot.services.alone_desk import AloneDesk
from bot.services.deliver import Deliver
from bot.services.draft import Draft
from bot.services.night_words import NightWords
from bot.services.receive import Incoming

CHANNEL = "replay"
BETWEEN_TURNS = timedelta(minutes=2)
OUT = timedelta(seconds=4)
AS_IF = Measured(Sample(1000, 1000), 1000, 1000)


@dataclass
class NightClock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class InProcess:
    """The model of this process instead of the Rasa server."""

    home: House
    understanding: Understanding

    async def draft(self, turn: BuyerTurn) -> Drafted:
        return self.home.suggest.drafted(self.understanding.parse(turn.text, turn.previous), turn)


class Nowhere:
    """Takes every reply and gives it to nobody."""

    def send(self, delivery: Delivery) -> str:
        return f"{CHANNEL}-{delivery.id}"


class NightPlayer:
    def __init__(self, copy: House, understanding: Understanding, clock: NightClock, *, as_if: bool) -> None:
        """`as_if`: every intent that the list lets be answered counts as measured and raised."""
        self._copy, self._clock = copy, clock
        measured = dict.fromkeys(copy.intents, AS_IF) if as_if else copy.models.held_out()
        self._alone = AloneDesk(
            copy.store,
            copy.intents,
            lambda: measured,
            lambda: NightWords(copy.book, copy.reply_guard),
            copy.guarding.reply,
            clock,
            copy.settings.shop,
        )
        self._draft = Draft(copy.store, InProcess(copy, understanding), clock, self._alone.answer)
        self._deliver = Deliver(copy.store, clock, {CHANNEL: Nowhere()}, self._alone.still.may_leave)
        self._open_the_night(as_if=as_if)

    def play(self, lines: Sequence[BuyerLine]) -> list[Played]:
        return [self._turn(line, at, number) for number, (line, at) in enumerate(self._in_time(lines))]

    def _open_the_night(self, *, as_if: bool) -> None:
        with self._copy.store.write() as work:
            shop = work.shops.get(self._copy.settings.shop)
            if shop is None:
                raise LookupError(f"the shop {self._copy.settings.shop} is not set up")
            bar = Bar(own_least=0) if as_if else shop.alone.bar
            work.shops.put(replace(shop, alone=replace(shop.alone, on=True, bar=bar)))
            for intent in self._copy.intents.values() if as_if else ():
                if intent.unattended is Unattended.ANSWER:
                    work.alone.choose(shop.code, intent.name, Chosen(Mode.ANSWER, CHANNEL, self._clock()))

    def _in_time(self, lines: Sequence[BuyerLine]) -> list[tuple[BuyerLine, datetime]]:
        """Turns without a time, and those of the day, are spread over the night that begins now."""
        with self._copy.store.read() as work:
            shop = work.shops.get(self._copy.settings.shop)
            duties = work.duties.recent(shop.code) if shop else ()
        assert shop is not None, "it was opened for the night"
        night = staffing(self._clock(), shop, duties)
        talks = list(dict.fromkeys(line.talk for line in lines))
        apart = (night.back_at - self._clock() - timedelta(minutes=30)) / max(len(talks), 1)
        begins = {talk: self._clock() + place * apart for place, talk in enumerate(talks)}
        timed = []
        for line in lines:
            given = line.at if line.at and not staffing(line.at, shop, duties).there else None
            timed.append((line, given or begins[line.talk]))
            begins[line.talk] += BETWEEN_TURNS
        return sorted(timed, key=lambda one: one[1])

    def _turn(self, line: BuyerLine, at: datetime, number: int) -> Played:
        self._clock.now = at
        buyer = line.buyer or line.talk
        incoming = Incoming(
            channel=CHANNEL,
            conversation=line.talk,
            message_id=f"{number}",
            sender=Sender.BUYER,
            kind=MessageKind.TEXT,
            text=line.text,
            buyer_id=buyer,
            buyer_name=buyer,
            product=line.product,
            order=line.order,
        )
        talk = self._copy.receive.message(incoming).conversation_id
        asyncio.run(self._draft.conversation(talk))
        self._clock.now = at + OUT
        self._deliver.push_due()
        return self._played(line, at, talk)

    def _played(self, line: BuyerLine, at: datetime, talk: int) -> Played:
        with self._copy.store.read() as work:
            view = views.conversation(work.session, talk)
            sent = [one for one in work.alone.of_talk(talk, at) if one.at >= at]
        said = {message.id: message.text for message in view.messages} if view else {}
        last = sent[-1] if sent else None
        draft = view.draft if view else None
        return Played(
            line=line,
            at=at,
            intents=draft.intents if draft else (),
            act=last.act if last else Act.NOTHING,
            reason=(draft.failure or draft.reason) if draft else "",
            said=said.get(last.message_id, "") if last else "",
            confidence=last.confidence if last else 0.0,
        )
