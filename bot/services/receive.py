"""A channel hands in a message: stored once, whatever happens next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.conversations import UNMANNED, Message, MessageKind, Sender
from bot.core.deliveries import Delivery
from bot.core.intake import LONGEST_TEXT, clean, is_system_line, pointed_item, pointed_order
from bot.core.pictures import Picture
from bot.core.shop import Shop
from bot.services.assigning import assign
from bot.services.faults import Conflict, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.still_alone import withdraw_waiting

ECHO_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Incoming:
    channel: str
    conversation: str
    message_id: str
    sender: Sender
    kind: MessageKind
    text: str
    buyer_id: str
    buyer_name: str = ""
    at: datetime | None = None
    product: str | None = None
    order: str | None = None
    attachments: tuple[Mapping[str, Any], ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Received:
    conversation_id: int
    message_id: str
    duplicate: bool
    wants_draft: bool


class Receive:
    def __init__(self, store: Store, clock: Clock, default_shop: str) -> None:
        self._store = store
        self._clock = clock
        self._default_shop = default_shop

    def message(self, incoming: Incoming) -> Received:
        """Store a message. Raises Conflict for a known id with another text, Unacceptable for no message."""
        incoming = checked(incoming)
        with self._store.write() as work:
            return self.inside(work, incoming)

    def inside(self, work: Work, incoming: Incoming) -> Received:
        """The same for a checked message, inside the caller's transaction."""
        return self._known(work, incoming) or self._stored(work, incoming)

    def _known(self, work: Work, incoming: Incoming) -> Received | None:
        """What we answered before, when this message or our own echo is already here."""
        message = work.messages.by_external(incoming.channel, incoming.message_id)
        if message and message.text != incoming.text:
            raise Conflict(f"message {incoming.message_id} came before with another text")
        if message:
            return Received(message.conversation_id, incoming.message_id, duplicate=True, wants_draft=False)
        if incoming.sender is Sender.AGENT:
            echo = work.deliveries.by_channel_message(incoming.channel, incoming.message_id)
            echo = echo or _early_echo(work, incoming, self._clock())
            if echo:
                return Received(echo.conversation_id, incoming.message_id, duplicate=True, wants_draft=False)
        return None

    def _stored(self, work: Work, incoming: Incoming) -> Received:
        now = self._clock()
        shop, nickname = self._default_shop, incoming.buyer_name or incoming.buyer_id
        if work.shops.get(shop) is None:  # a message is kept even where nobody has set the shop up yet
            work.shops.put(Shop(code=shop, name=shop))
        buyer_id = work.buyers.seen(shop, incoming.channel, incoming.buyer_id, nickname)
        talk_id = work.conversations.opened(shop, incoming.channel, incoming.conversation, buyer_id, now)
        message_id = work.messages.add(
            Message(
                id=0,
                conversation_id=talk_id,
                sender=incoming.sender,
                kind=incoming.kind,
                text=incoming.text,
                at=incoming.at or now,
                external_id=incoming.message_id,
            ),
            channel=incoming.channel,
            attachments=incoming.attachments,
        )
        work.pictures.attach(message_id, incoming.pictures)
        if incoming.sender is Sender.AGENT:
            work.readings.seen(talk_id, message_id)
        work.conversations.point_at(
            talk_id,
            product=incoming.product or _card_item(incoming),
            order=incoming.order or _card_order(incoming),
        )
        self._note_turn(work, incoming, talk_id, now)
        work.events.append("message", talk_id, {"message": message_id, "sender": incoming.sender.value})
        wants_draft = incoming.sender is Sender.BUYER and incoming.kind is MessageKind.TEXT
        return Received(talk_id, incoming.message_id, duplicate=False, wants_draft=wants_draft)

    def _note_turn(self, work: Work, incoming: Incoming, talk_id: int, now: datetime) -> None:
        if incoming.kind is MessageKind.SYSTEM:
            return
        work.suggestions.retire(talk_id)
        if incoming.sender is Sender.BUYER:
            withdraw_waiting(work, talk_id, "buyer_wrote_on", now)
            before = work.conversations.get(talk_id)
            if before:
                assign(work, before, now)
            work.conversations.wait(talk_id, now)
        else:
            work.conversations.answered(talk_id, None, now)


def _early_echo(work: Work, incoming: Incoming, now: datetime) -> Delivery | None:
    """What the desk sent alone, handed back before the channel has acknowledged it: no person wrote that."""
    talk = work.conversations.found(incoming.channel, incoming.conversation)
    for message in work.messages.of(talk.id, limit=20) if talk else ():
        if message.author in UNMANNED and message.text == incoming.text and now - message.at <= ECHO_WITHIN:
            delivery = work.deliveries.of_message(message.id)
            if delivery and delivery.channel_message_id is None:
                return delivery
    return None


def checked(incoming: Incoming) -> Incoming:
    """The message as it may be stored. Raises Unacceptable with the reason why not."""
    text = clean(incoming.text)
    if len(text) > LONGEST_TEXT:
        raise Unacceptable(f"a message may have {LONGEST_TEXT} characters, this one has {len(text)}")
    if incoming.kind is MessageKind.TEXT and not text.strip():
        raise Unacceptable("a text message needs text, this one is blank")
    for name in ("channel", "conversation", "message_id", "buyer_id"):
        if not getattr(incoming, name).strip():
            raise Unacceptable(f"{name} is blank")
    if incoming.kind is MessageKind.TEXT and is_system_line(text):
        return replace(incoming, text=text, kind=MessageKind.SYSTEM)
    return replace(incoming, text=text)


def _card_item(incoming: Incoming) -> str | None:
    return pointed_item(incoming.text) if incoming.kind is MessageKind.CARD else None


def _card_order(incoming: Incoming) -> str | None:
    return pointed_order(incoming.text) if incoming.kind is MessageKind.CARD else None
