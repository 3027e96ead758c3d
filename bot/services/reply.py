"""A reply leaves: guarded, stored with its outbox row in one transaction, and for a moment revocable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.accounts import Account, Right
from bot.core.collision import answered_meanwhile
from bot.core.conversations import Conversation, Message, MessageKind, Sender
from bot.core.deliveries import take_back_window
from bot.core.intake import LONGEST_TEXT, clean
from bot.core.ownership import SUPERVISOR, ChangeKind, OwnerChange
from bot.core.pictures import Picture
from bot.core.suggestions import Facts, Finding, Severity
from bot.core.thread import LineKind
from bot.services.faults import AnsweredMeanwhile, Blocked, Conflict, Forbidden, NotFound, Unacceptable
from bot.services.on_record import on_record
from bot.services.pictures import to_send
from bot.services.ports import Clock, Store, Work
from bot.services.promising import note_promise

Guard = Callable[[Work, Conversation, str, Facts], tuple[Finding, ...]]
"""What the reply guard finds in a text that is about to leave for this talk."""


@dataclass(frozen=True)
class Sent:
    message_id: int
    delivery_id: int
    findings: tuple[Finding, ...]
    duplicate: bool = False


@dataclass(frozen=True)
class Override:
    """A supervisor's word that a blocked text may leave all the same."""

    account: Account
    reason: str


class Reply:
    def __init__(
        self, store: Store, guard: Guard, clock: Clock, carrying_pictures: Collection[str] = ()
    ) -> None:
        self._store = store
        self._guard = guard
        self._clock = clock
        self._carrying_pictures = carrying_pictures

    def typed(
        self,
        conversation_id: int,
        text: str,
        client_id: str,
        account: str,
        override: Override | None = None,
        seen: int | None = None,
        pictures: Sequence[str] = (),
    ) -> Sent:
        """Send what a person typed and the pictures added to it, once per `client_id`.

        `seen` is the newest message that the person knows of: when somebody else has answered after it,
        the text stays unsent. Raises Blocked, NotFound, AnsweredMeanwhile, Conflict, Unacceptable.
        """
        if not client_id.strip():
            raise Unacceptable("client_id is blank")
        with self._store.write() as work:
            known = work.messages.by_client(client_id)
            if known:
                return self._known(work, known, conversation_id, clean(text), pictures)
            talk = existing(work, conversation_id)
            sent = self.send(
                work,
                talk,
                text,
                account,
                client_id=client_id,
                override=override,
                seen=seen,
                pictures=pictures,
            )
            work.suggestions.retire(talk.id)
            return sent

    def send(
        self,
        work: Work,
        talk: Conversation,
        text: str,
        account: str,
        *,
        facts: Facts | None = None,
        client_id: str | None = None,
        override: Override | None = None,
        seen: int | None = None,
        pictures: Sequence[str] = (),
        unasked: bool = False,
    ) -> Sent:
        """Store a reply inside the caller's transaction; what is said unasked makes nobody the talk's owner.

        Raises Blocked, AnsweredMeanwhile, Unacceptable, NotFound.
        """
        added = to_send(work, talk.channel, pictures, self._carrying_pictures)
        text = sendable(text) if text.strip() or not added else ""
        if seen is not None:
            refuse_second(work, talk, seen, account)
        findings = self._guard(work, talk, text, facts or {}) if text else ()
        if any(finding.severity is Severity.BLOCK for finding in findings):
            self._let_pass(work, talk, text, findings, override)
        now = self._clock()
        if talk.owner is None and not unasked:
            work.lines.add(talk.id, LineKind.TOOK_OVER, account, now)
        message_id = self._stored(work, talk, text, added, account, client_id)
        delivery_id = work.deliveries.add(
            channel=talk.channel,
            conversation_id=talk.id,
            message_id=message_id,
            not_before=now + take_back_window(talk.channel),
        )
        work.conversations.answered(talk.id, None if unasked else account, now)
        if not unasked:
            if talk.for_supervisor:
                taken_by_answering(work, talk, account, now)
            note_promise(work, talk, message_id, text, facts or {}, now)
        work.readings.seen(talk.id, message_id)
        work.events.append("message", talk.id, {"message": message_id, "sender": Sender.AGENT.value})
        return Sent(message_id, delivery_id, findings)

    def _stored(
        self,
        work: Work,
        talk: Conversation,
        text: str,
        pictures: tuple[Picture, ...],
        account: str,
        client_id: str | None,
    ) -> int:
        kind = MessageKind.TEXT if text else MessageKind.IMAGE
        message_id = work.messages.add(
            Message(0, talk.id, Sender.AGENT, kind, text, self._clock(), author=account),
            channel=talk.channel,
            client_id=client_id,
        )
        work.pictures.attach(message_id, pictures)
        return message_id

    @staticmethod
    def _let_pass(
        work: Work,
        talk: Conversation,
        text: str,
        findings: tuple[Finding, ...],
        override: Override | None,
    ) -> None:
        """Only a supervisor with a reason gets a blocked text out, and it is on record."""
        if override is None:
            raise Blocked(findings)
        if not override.account.may_override:
            raise Forbidden("only a supervisor may send what the reply guard blocks")
        if not override.reason.strip():
            raise Unacceptable("sending what the reply guard blocks needs a reason")
        work.audit.record(
            override.account.login,
            "guard_override",
            f"conversation {talk.id}",
            {
                "text": on_record(work, talk, text),
                "reason": on_record(work, talk, override.reason),
                "rules": [finding.rule for finding in findings],
            },
        )

    @staticmethod
    def _known(
        work: Work, message: Message, conversation_id: int, text: str, pictures: Sequence[str]
    ) -> Sent:
        delivery = work.deliveries.of_message(message.id)
        added = [picture.id for picture in work.pictures.of_messages([message.id]).get(message.id, ())]
        is_same = (message.conversation_id, message.text, added) == (
            conversation_id,
            text.strip(),
            list(dict.fromkeys(pictures)),
        )
        if not is_same or delivery is None:
            raise Conflict("this client_id was used before for another reply")
        return Sent(message.id, delivery.id, (), duplicate=True)


def refuse_second(work: Work, talk: Conversation, seen: int, login: str) -> None:
    """Writers come one after the other, so of two replies at once the second always finds the first."""
    reply = answered_meanwhile(work.messages.of(talk.id), seen, login)
    if reply:
        found = work.accounts.by_login(reply.author)
        raise AnsweredMeanwhile(reply, found[0].name if found else reply.author)


def taken_by_answering(work: Work, talk: Conversation, login: str, now: datetime) -> None:
    """A talk that waits for whoever leads is theirs once they answer; another's answer leaves it waiting."""
    found = work.accounts.by_login(login)
    if found and found[0].may(Right.LEAD_SHIFTS):
        work.ownership.give(talk.id, login, now, settled=True)
        work.ownership.record(OwnerChange(talk.id, ChangeKind.TAKEN, now, login, SUPERVISOR, login))


def existing(work: Work, conversation_id: int) -> Conversation:
    talk = work.conversations.get(conversation_id)
    if talk is None:
        raise NotFound(f"there is no conversation {conversation_id}")
    return talk


def sendable(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise Unacceptable("a reply needs text, this one is blank")
    if len(text) > LONGEST_TEXT:
        raise Unacceptable(f"a reply may have {LONGEST_TEXT} characters, this one has {len(text)}")
    return text
