"""JSON values of a log: plain lines, and Chatwoot's messages, conversations and pages of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.adapters.chat_logs.entries import NoTalk, moment_of, plain_line, text_of
from bot.core.conversations import Sender
from bot.core.imports import Rejected
from bot.core.log_cast import Cast
from bot.core.log_lines import WrittenLine

ENVELOPES = ("messages", "payload", "data", "conversations")
INCOMING, OUTGOING = ("incoming", "0"), ("outgoing", "1", "template", "3")
"""Chatwoot's kinds of messages by name and by number; activities are what its desk writes about itself."""
DEEPEST = 5


def lines_of(entry: object, number: int, cast: Cast, depth: int = 0) -> Iterator[WrittenLine | Rejected]:
    if not isinstance(entry, dict) or depth > DEEPEST:
        yield Rejected(number, "the line holds no object")
        return
    held = _held(entry)
    if held is not None:
        for place, one in enumerate(held, 1):
            inside = {"conversation": entry, **one} if "messages" in entry and isinstance(one, dict) else one
            for line in lines_of(inside, number, cast, depth + 1):
                yield _placed(line, place)
        return
    try:
        yield _message(entry, number) if "message_type" in entry else plain_line(entry, number, cast)
    except NoTalk:
        return
    except ValueError as fault:
        yield Rejected(number, str(fault))


def _placed(line: WrittenLine | Rejected, place: int) -> WrittenLine | Rejected:
    """A reason inside an envelope says which entry it is about: they all begin on one line."""
    return Rejected(line.line, f"entry {place}: {line.reason}") if isinstance(line, Rejected) else line


def _held(entry: Mapping[str, Any]) -> list[object] | None:
    """What an object is the envelope of."""
    for key in ENVELOPES:
        inside = entry.get(key)
        if isinstance(inside, list):
            return inside
        if isinstance(inside, dict):
            return [inside]
    return None


def _message(entry: Mapping[str, Any], number: int) -> WrittenLine:
    kind = str(entry["message_type"])
    is_form = str(entry.get("content_type") or "").startswith("input")
    if entry.get("private") or is_form or kind not in INCOMING + OUTGOING:
        raise NoTalk
    talk = _part(entry, "conversation")
    conversation = str(entry.get("conversation_id") or talk.get("id") or talk.get("display_id") or "").strip()
    if not conversation:
        raise ValueError("conversation is missing")
    is_ours, name = kind in OUTGOING, _name(_part(entry, "sender"))
    return WrittenLine(
        number=number,
        talk=f"chatwoot {conversation}",
        sender=Sender.AGENT if is_ours else Sender.BUYER,
        at=moment_of(entry.get("created_at")),
        text=text_of(entry.get("content") or ""),
        buyer=_name(_part(_part(talk, "meta"), "sender")) or ("" if is_ours else name),
        author=name if is_ours else "",
    )


def _part(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inside = entry.get(key)
    return inside if isinstance(inside, dict) else {}


def _name(speaker: Mapping[str, Any]) -> str:
    return str(speaker.get("name") or "").strip()
