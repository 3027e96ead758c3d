"""Which decided messages judge models and are never trained on.

A tenth of the talks is drawn, by a hash that never changes: all messages of a talk stand on one side, because
what a buyer writes in one talk is alike. The drawn ones are not offered for training, whatever was decided.
"""

from __future__ import annotations

from hashlib import sha256

SHARE = 10
"""One talk in so many is kept for judging."""


def message_key(conversation_id: int, message_id: int) -> str:
    return f"{conversation_id}/{message_id}"


def is_for_judging(message_key: str) -> bool:
    """Of a key by `message_key`; a conversation's id alone says the same, as it is the talk that is drawn."""
    talk = message_key.partition("/")[0]
    drawn = int.from_bytes(sha256(f"decided {talk}".encode()).digest()[:8], "big")
    return drawn % SHARE == 0
