"""An agent pastes a buyer's words or a copied chat: what is new goes into the talk, as from any channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.buyers import Buyer
from bot.core.chat_sides import is_masked
from bot.core.conversations import Conversation, ConversationState
from bot.core.deliveries import PAD
from bot.core.pasted_chat import PastedChat, read_chat
from bot.core.pasted_news import news
from bot.core.shop import Shop
from bot.services.faults import NotFound, Unacceptable
from bot.services.pasted_lines import Place, known_lines, new_messages
from bot.services.ports import Clock, Store, Work
from bot.services.receive import Receive, checked

LONGEST_PASTE = 200_000
"""Characters."""
LONGEST_NICK = 100
LINES_COMPARED = 400
"""Of a talk, when it is looked for what is new; more than one paste can have."""
UNNAMED = "-"
"""Begins the id of a talk whose buyer nobody has named."""


@dataclass(frozen=True)
class Paste:
    text: str
    paste_id: str
    """Made for each paste; letters and digits."""
    buyer: str = ""
    """The nickname that the agent gives."""
    unnamed: str = ""
    """What to call a buyer whom nobody names."""
    open_talk: int | None = None
    """The talk on the agent's screen, which goes on unless somebody else is named."""
    agent: str = ""
    """What the agent is called."""


@dataclass(frozen=True)
class Pasted:
    conversation_id: int
    added: int
    wants_draft: bool


class TakePaste:
    def __init__(self, store: Store, receive: Receive, clock: Clock, default_shop: str) -> None:
        self._store = store
        self._receive = receive
        self._clock = clock
        self._shop = default_shop

    def chat(self, paste: Paste) -> Pasted:
        """Store what is new, all or nothing. Raises Unacceptable when nobody says anything, NotFound."""
        if len(paste.text) > LONGEST_PASTE or len(paste.buyer.strip()) > LONGEST_NICK:
            raise Unacceptable(f"a paste may have {LONGEST_PASTE} characters and a nickname {LONGEST_NICK}")
        with self._store.write() as work:
            opened = _opened(work, paste.open_talk)
            if opened and not paste.text.strip() and paste.buyer.strip():
                return _named(work, opened, paste.buyer.strip())
            shop = work.shops.get(self._shop) or Shop(code=self._shop, name=self._shop)
            today = self._clock().astimezone(shop.timezone)
            chat = read_chat(paste.text, today, buyer=paste.buyer.strip(), ours=(shop.name, paste.agent))
            if not chat.lines:
                raise Unacceptable("there is nothing in it that anybody says")
            return self._stored(work, paste, chat, _place(work, paste, chat, opened, today.date()))

    def _stored(self, work: Work, paste: Paste, chat: PastedChat, place: Place) -> Pasted:
        known = work.messages.of(place.talk.id, LINES_COMPARED) if place.talk else ()
        talk_id, added, has_words = place.talk.id if place.talk else None, 0, False
        for message in new_messages(place, known, chat.lines, paste.paste_id, self._clock()):
            received = self._receive.inside(work, checked(message))
            talk_id = talk_id or received.conversation_id  # that of another day, when it stands there
            if not received.duplicate:
                talk_id, added = received.conversation_id, added + 1
                has_words |= received.wants_draft
        assert talk_id is not None  # without a talk every line is new or stands in one
        is_moved = _pointed(work, talk_id, chat)
        return Pasted(talk_id, added, _waits(work, talk_id) and (has_words or is_moved))


def _opened(work: Work, talk_id: int | None) -> Conversation | None:
    talk = work.conversations.get(talk_id) if talk_id is not None else None
    if talk_id is not None and (talk is None or talk.channel != PAD):
        raise NotFound(f"there is no pasted talk {talk_id}")
    return talk


def _named(work: Work, talk: Conversation, nick: str) -> Pasted:
    """The agent says who it is. Orders are found by the name, so there is more to draft from."""
    work.buyers.seen(talk.shop_code, PAD, _buyer(work, talk).external_id, nick)
    return Pasted(talk.id, 0, _waits(work, talk.id))


def _place(work: Work, paste: Paste, chat: PastedChat, opened: Conversation | None, today: date) -> Place:
    """A talk of its own for each buyer and day; without a name the open one, else one without a name."""
    nick = (paste.buyer.strip() or chat.buyer)[:LONGEST_NICK]
    if opened and (not nick or _is_theirs(work, opened, chat, nick)):
        buyer = _buyer(work, opened)
        return Place(opened.external_id, buyer.external_id, nick or buyer.nickname, opened)
    if not nick or is_masked(nick):
        return Place(UNNAMED + paste.paste_id, UNNAMED + paste.paste_id, nick or paste.unnamed)
    name = f"{nick}:{today.isoformat()}"
    return Place(name, nick, nick, work.conversations.found(PAD, name))


def _is_theirs(work: Work, opened: Conversation, chat: PastedChat, nick: str) -> bool:
    """Whether an open talk that began without a name turns out to be this buyer's."""
    if not opened.external_id.startswith(UNNAMED):
        return False
    known = known_lines(work.messages.of(opened.id, LINES_COMPARED))
    is_namesake = nick == opened.buyer_nick and not is_masked(nick)
    return is_namesake or len(news(known, chat.lines)) < len(chat.lines)


def _buyer(work: Work, talk: Conversation) -> Buyer:
    buyer = work.buyers.get(talk.buyer_id)
    if buyer is None:
        raise LookupError(f"there is no buyer {talk.buyer_id}")
    return buyer


def _pointed(work: Work, talk_id: int, chat: PastedChat) -> bool:
    """Whether the paste made the talk about something else."""
    before = work.conversations.get(talk_id)
    work.conversations.point_at(talk_id, product=chat.product, order=chat.order)
    after = work.conversations.get(talk_id)
    assert before and after
    return (before.product_code, before.order_number) != (after.product_code, after.order_number)


def _waits(work: Work, talk_id: int) -> bool:
    talk = work.conversations.get(talk_id)
    return talk is not None and talk.state is ConversationState.WAITING
