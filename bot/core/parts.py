"""What a wish's reply is when it becomes part of a longer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType


class PartKind(str, Enum):
    COURTESY = "courtesy"  # a greeting, thanks: of several parts only its first phrase is said, in front
    FEELING = "feeling"  # meets anger before the matter: its first sentence, before all answers
    ANSWER = "answer"
    QUESTION = "question"  # asks for what is missing: last, and only one of them
    CLOSING = "closing"  # takes leave: last, where nothing is asked
    LIST = "list"  # instructions: a message of its own, never joined


@dataclass(frozen=True)
class Part:
    """The chosen script of one wish: its wordings of the same content, the best first."""

    script: str
    intent: str
    scene: str
    kind: PartKind
    wordings: tuple[str, ...]
    stated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The facts that its wordings state, as they are said."""
    order: str = ""
    """The end of the order number that it is about, where it is about an order."""
    needed: bool = False
    """Whether the wish can't be answered before its question is."""
